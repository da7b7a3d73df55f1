namespace Academy.Learning.Drafts;

/// <summary>Lines of a comparison that belong together: a change, or several near each other, with what stands around.</summary>
/// <param name="Skipped">How many lines that are the same in both stand before it and are left out.</param>
public sealed record ComparedHunk(int Skipped, IReadOnlyList<ComparedLine> Lines)
{
    /// <param name="around">Lines to show on each side of a change.</param>
    /// <param name="most">Lines to show in all: a browser, and an eye, take no more.</param>
    /// <returns>The hunks, and how many changed lines are left out after the last.</returns>
    public static (IReadOnlyList<ComparedHunk> Hunks, int LeftOut) Of(IReadOnlyList<ComparedLine> lines, int around = 3, int most = 2000)
    {
        var hunks = new List<ComparedHunk>();
        var (shown, until) = (0, 0);
        for (var at = 0; at < lines.Count; at++)
        {
            if (lines[at].Kind == ChangeKind.Same) continue;
            if (shown >= most) return (hunks, lines.Skip(at).Count(line => line.Kind != ChangeKind.Same));

            var from = Math.Max(until, at - around);
            var last = at;
            for (var next = at; next < lines.Count && next <= last + 2 * around && next - from < most - shown; next++)
                if (lines[next].Kind != ChangeKind.Same)
                    last = next;
            var end = Math.Min(lines.Count, last + around + 1);
            hunks.Add(new ComparedHunk(from - until, [.. lines.Skip(from).Take(end - from)]));
            shown += end - from;
            until = end;
            at = end - 1;
        }
        return (hunks, 0);
    }
}
