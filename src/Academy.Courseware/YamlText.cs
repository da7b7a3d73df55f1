using System.Text;

namespace Academy.Courseware;

/// <summary>
/// Changes a YAML text in one place and leaves every other character as its author wrote it: order, quotes, brackets, comments, line ends.
/// </summary>
/// <param name="Text">Whole.</param>
/// <param name="Root">Its spans.</param>
internal sealed record YamlText(string Text, MappingSpan Root)
{
    private const int Step = 2;

    /// <summary>Null where it is no mapping that can be changed in place: see <see cref="YamlSpans"/>.</summary>
    public static YamlText? Open(string text) => YamlSpans.Read(text) is { } root ? new YamlText(text, root) : null;

    /// <summary>A text as a value: plain where that reads back as the same, else in quotes.</summary>
    public static string Scalar(string text, char quote = '\0')
    {
        if (quote == '\'' && !text.Any(char.IsControl)) return $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
        if (quote == '\0' && IsPlain(text)) return text;

        var written = new StringBuilder("\"");
        foreach (var letter in text)
        {
            if (letter is '"' or '\\') written.Append('\\').Append(letter);
            else if (letter == '\n') written.Append("\\n");
            else if (letter == '\t') written.Append("\\t");
            else if (char.IsControl(letter) || letter is '\u2028' or '\u2029' or '\uFEFF') written.Append(System.Globalization.CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}");
            else written.Append(letter);
        }
        return written.Append('"').ToString();
    }

    /// <param name="order">Of the keys; a new one takes its place among those that are there. Empty: at the end.</param>
    public YamlText Set(MappingSpan mapping, string key, string written, IReadOnlyList<string> order) =>
        mapping.Entry(key) is { } entry ? Replace(entry.Value, written) : Insert(mapping, key, written, order);

    /// <summary>Another text in the place of a value; a plain or quoted one stays so.</summary>
    public YamlText SetScalar(YamlSpan value, string text) =>
        value is ScalarSpan scalar && scalar.Text == text ? this : Replace(value, Scalar(text, (value as ScalarSpan)?.Quote ?? '\0'));

    public YamlText Replace(YamlSpan value, string written) =>
        // A key without a value has none before which there would be a space.
        Change(value.Start, value.End, value.Start > 0 && Text[value.Start - 1] == ':' ? " " + written : written);

    /// <summary>Takes a key out with its value. A comment behind it stays, on a line of its own.</summary>
    public YamlText Remove(MappingSpan mapping, string key)
    {
        if (mapping.Entry(key) is not { } entry) return this;
        var at = mapping.Entries.Index().First(one => one.Item == entry).Index;
        var (start, end) = (entry.Key.Start, Math.Max(entry.Key.End, entry.Value.End));
        if (entry.Value.End <= entry.Key.End) end = Text.IndexOf(':', entry.Key.End) + 1;
        if (mapping.IsFlow) return CutFlow(start, end, at == 0 ? mapping.Start + 1 : mapping.Entries[at - 1].Value.End, at + 1 < mapping.Entries.Count ? mapping.Entries[at + 1].Key.Start : mapping.End - 1);
        if (!IsBlank(LineStart(start), start) && at + 1 < mapping.Entries.Count && IsBlank(end, mapping.Entries[at + 1].Key.Start)) return Change(start, mapping.Entries[at + 1].Key.Start, "");
        return CutLines(start, end);
    }

    /// <param name="lines">The item as it stands in a block list, from the dash on; with line feeds, its own indentation from zero.</param>
    /// <param name="flow">The same in brackets.</param>
    public YamlText InsertItem(MappingSpan parent, string key, int index, IReadOnlyList<string> lines, string flow)
    {
        if (parent.Entry(key) is not { } entry) return Set(parent, key, "[]", []).Reopened(parent, (text, same) => text.InsertItem(same, key, index, lines, flow));
        if (entry.Value is SequenceSpan { IsFlow: true, Items.Count: > 0 } inBrackets) return InsertFlow(inBrackets, index, flow);
        if (entry.Value is SequenceSpan { IsFlow: false, Items.Count: > 0 } block)
        {
            var indent = ColumnOf(DashOf(block, 0));
            return index < block.Items.Count ? Change(LeadOf(block, index), LeadOf(block, index), Lines(lines, indent)) : InsertLines(block.End, Lines(lines, indent));
        }
        if (parent.IsFlow) return entry.Value is SequenceSpan empty ? Change(empty.Start + 1, empty.Start + 1, flow) : Replace(entry.Value, $"[{flow}]");

        // An empty list becomes one of lines, as all others are.
        var (start, end) = (entry.Value.Start, entry.Value.End);
        while (start > 0 && Text[start - 1] == ' ') start--;
        var emptied = Change(start, Math.Max(start, end), "");
        return emptied.InsertLines(entry.Key.End, Lines(lines, ColumnOf(entry.Key.Start) + Step));
    }

    /// <summary>Takes one of a list's values out. Comments around it stay.</summary>
    public YamlText RemoveItem(MappingSpan parent, string key, int index)
    {
        var list = (SequenceSpan)parent.Find(key)!;
        var item = list.Items[index];
        if (list.IsFlow) return CutFlow(item.Start, item.End, index == 0 ? list.Start + 1 : list.Items[index - 1].End, index + 1 < list.Items.Count ? list.Items[index + 1].Start : list.End - 1);

        var cut = CutLines(DashOf(list, index), item.End);
        var colon = Text.IndexOf(':', parent.Entry(key)!.Key.End) + 1;
        return list.Items.Count == 1 ? Reread(cut.Text[..colon] + " []" + cut.Text[colon..]) : cut;
    }

    /// <summary>Takes a value out of a list with the comments that stand right above it and behind it, to be put elsewhere.</summary>
    public (YamlText Left, IReadOnlyList<string> Lines, string Flow) TakeItem(MappingSpan parent, string key, int index)
    {
        var list = (SequenceSpan)parent.Find(key)!;
        var item = list.Items[index];
        var own = Text[item.Start..item.End];
        if (list.IsFlow)
        {
            var flowLines = ("- " + own).Split('\n');
            return (RemoveItem(parent, key, index), [.. flowLines.Select((line, at) => at == 0 ? line.TrimEnd('\r') : "    " + line.Trim())], own);
        }

        var (from, to) = (LeadOf(list, index), NextLine(item.End));
        var indent = ColumnOf(DashOf(list, index));
        var lines = Text[from..to].TrimEnd('\n').Split('\n').Select(line => line.TrimEnd('\r')).Select(line => line[Math.Min(indent, line.Length - line.TrimStart(' ').Length)..]).ToList();
        var flow = item is MappingSpan { IsFlow: false } block ? Flow(block) : own;
        var colon = Text.IndexOf(':', parent.Entry(key)!.Key.End) + 1;
        var rest = Text[..from] + Text[to..];
        return (Reread(list.Items.Count == 1 ? rest[..colon] + " []" + rest[colon..] : rest), lines, flow);
    }

    /// <summary>The values of a list of texts become these; the ones that are the same stay as they are written.</summary>
    public YamlText SetTexts(MappingSpan parent, string key, IReadOnlyList<string> texts, IReadOnlyList<string> order)
    {
        if (parent.Find(key) is not SequenceSpan list || list.Items.Any(item => item is not ScalarSpan))
            return Set(parent, key, $"[{string.Join(", ", texts.Select(text => Scalar(text)))}]", order);

        var old = list.Items.Select(item => ((ScalarSpan)item).Text).ToList();
        var first = 0;
        while (first < old.Count && first < texts.Count && old[first] == texts[first]) first++;
        var last = 0;
        while (last < old.Count - first && last < texts.Count - first && old[^(last + 1)] == texts[^(last + 1)]) last++;
        var (mine, theirs) = (texts.Count - first - last, old.Count - first - last);

        // From the end, so that what is still to be changed stays where it is.
        var changed = this;
        for (var at = theirs - 1; at >= mine; at--) changed = changed.Reopened(parent, (text, same) => text.RemoveItem(same, key, first + at));
        for (var at = Math.Min(mine, theirs) - 1; at >= 0; at--)
            changed = changed.Reopened(parent, (text, same) => text.SetScalar(((SequenceSpan)same.Find(key)!).Items[first + at], texts[first + at]));
        for (var at = theirs; at < mine; at++)
            changed = changed.Reopened(parent, (text, same) => text.InsertItem(same, key, first + at, ["- " + Scalar(texts[first + at])], Scalar(texts[first + at])));
        return changed;
    }

    /// <summary>The same mapping after a change behind its beginning.</summary>
    public YamlText Reopened(MappingSpan mapping, Func<YamlText, MappingSpan, YamlText> act) =>
        act(this, All(Root).First(one => one.Start == mapping.Start && one.IsFlow == mapping.IsFlow));

    /// <summary>In braces, whatever it was written in.</summary>
    public static string Flow(YamlSpan value) => value switch
    {
        ScalarSpan scalar => Scalar(scalar.Text, scalar.Quote),
        SequenceSpan list => $"[{string.Join(", ", list.Items.Select(Flow))}]",
        MappingSpan mapping => $"{{ {string.Join(", ", mapping.Entries.Select(entry => $"{Scalar(entry.Key.Text)}: {Flow(entry.Value)}"))} }}",
        _ => "",
    };

    private static IEnumerable<MappingSpan> All(YamlSpan span) => span switch
    {
        MappingSpan mapping => [mapping, .. mapping.Entries.SelectMany(entry => All(entry.Value))],
        SequenceSpan list => list.Items.SelectMany(All),
        _ => [],
    };

    // What needs no quotes neither in lines nor in brackets. More than this is allowed; nothing that is in doubt is needed.
    private static bool IsPlain(string text) =>
        text.Length > 0 && (char.IsLetterOrDigit(text[0]) || text[0] == '«') && !char.IsWhiteSpace(text[^1]) && text[^1] != ':'
        && !text.Contains(": ", StringComparison.Ordinal) && !text.Contains(" #", StringComparison.Ordinal)
        && !text.Any(letter => letter is ',' or '[' or ']' or '{' or '}' or '"' or '\'' or '\\' or '\u2028' or '\u2029' or '\u0085' || char.IsControl(letter) || char.IsSurrogate(letter));

    private YamlText Insert(MappingSpan mapping, string key, string written, IReadOnlyList<string> order)
    {
        var line = $"{key}: {written}";
        var before = mapping.Entries.LastOrDefault(entry => order.Count == 0 || Place(entry.Key.Text) < Place(key));
        if (mapping.IsFlow)
        {
            if (mapping.Entries.Count == 0) return Change(mapping.Start + 1, mapping.End - 1, $" {line} ");
            return before is null ? Change(mapping.Entries[0].Key.Start, mapping.Entries[0].Key.Start, line + ", ") : Change(before.Value.End, before.Value.End, ", " + line);
        }
        var indent = ColumnOf(mapping.Entries[0].Key.Start);
        return before is null
            ? Change(LineStart(mapping.Entries[0].Key.Start), LineStart(mapping.Entries[0].Key.Start), Lines([line], indent))
            : InsertLines(Math.Max(before.Key.End, before.Value.End), Lines([line], indent));

        int Place(string name) => order.Index().Where(one => one.Item == name).Select(one => one.Index).DefaultIfEmpty(-1).First();
    }

    private YamlText InsertFlow(SequenceSpan list, int index, string flow) => index < list.Items.Count
        ? Change(list.Items[index].Start, list.Items[index].Start, flow + ", ")
        : Change(list.Items[^1].End, list.Items[^1].End, ", " + flow);

    private YamlText InsertLines(int after, string lines)
    {
        var at = NextLine(after);
        return Change(at, at, at > 0 && Text[at - 1] != '\n' ? NewLine + lines : lines);
    }

    // Of two commas around it, one goes: the one behind, or before the last.
    private YamlText CutFlow(int start, int end, int gapBefore, int gapAfter)
    {
        if (Comma(end, gapAfter) is { } behind)
        {
            var to = behind + 1;
            while (to < Text.Length && Text[to] == ' ') to++;
            return Change(start, to, "");
        }
        if (Comma(gapBefore, start) is not { } before) return Change(start, end, "");
        return IsBlank(before + 1, start) ? Change(before, end, "") : Reread(Text[..before] + Text[(before + 1)..start] + Text[end..]);
    }

    private int? Comma(int from, int to)
    {
        for (var at = from; at < to; at++)
        {
            if (Text[at] == ',') return at;
            if (Text[at] == '#') at = LineEnd(at) - 1;
        }
        return null;
    }

    private YamlText CutLines(int start, int end)
    {
        var isAlone = IsBlank(LineStart(start), start);
        return isAlone && IsBlank(end, LineEnd(end)) ? Change(LineStart(start), NextLine(end), "") : Change(start, end, "");
    }

    // The dash before an item: between it and the item before stand only spaces, line ends and comments.
    private int DashOf(SequenceSpan list, int index)
    {
        for (var at = index == 0 ? list.Start : list.Items[index - 1].End; at < Text.Length; at++)
        {
            if (Text[at] == '-') return at;
            if (Text[at] == '#') at = LineEnd(at) - 1;
        }
        throw new InvalidOperationException("An item of a list has no dash.");
    }

    // The beginning of an item's lines: comments right above it, not left of it, are about it.
    private int LeadOf(SequenceSpan list, int index)
    {
        var dash = DashOf(list, index);
        var (from, column) = (LineStart(dash), ColumnOf(dash));
        var least = index == 0 ? 0 : NextLine(list.Items[index - 1].End);
        while (from > least)
        {
            var above = LineStart(from - 1);
            var line = Text[above..from];
            if (line.TrimStart(' ') is not ['#', ..] || line.Length - line.TrimStart(' ').Length < column) break;
            from = above;
        }
        return from;
    }

    private string NewLine => Text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";

    private string Lines(IEnumerable<string> lines, int indent) =>
        string.Concat(lines.Select(line => (line.Length == 0 ? "" : new string(' ', indent) + line) + NewLine));

    private int LineStart(int at) => at == 0 ? 0 : Text.LastIndexOf('\n', at - 1) + 1;

    private int LineEnd(int at)
    {
        var end = Text.IndexOf('\n', at);
        if (end < 0) return Text.Length;
        return end > at && Text[end - 1] == '\r' ? end - 1 : end;
    }

    private int NextLine(int at) => Text.IndexOf('\n', at) is >= 0 and var end ? end + 1 : Text.Length;

    private int ColumnOf(int at) => at - LineStart(at);

    private bool IsBlank(int from, int to) => Text.AsSpan(from, Math.Max(0, to - from)).IsWhiteSpace();

    private YamlText Change(int start, int end, string written) => Reread(string.Concat(Text.AsSpan(0, start), written, Text.AsSpan(end)));

    // What would not be read again is never handed out.
    private static YamlText Reread(string text) => Open(text) ?? throw new InvalidOperationException("A change would have broken the YAML.");
}
