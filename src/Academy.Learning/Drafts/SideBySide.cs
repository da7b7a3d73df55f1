using Academy.Courseware;

namespace Academy.Learning.Drafts;

/// <summary>What stands beside each other; null where one language has nothing there.</summary>
public sealed record TextPair(TextBlock? Left, TextBlock? Right)
{
    /// <summary>Either of the two: for what kind of block it is.</summary>
    public TextBlock Any => Left ?? Right!;
}

/// <summary>
/// One text in two languages, paired by paragraph or question. Each side is written in pieces and put together again without a change in
/// what nobody touched.
/// </summary>
public sealed class SideBySide
{
    private readonly string _left;
    private readonly IReadOnlyList<TextBlock> _leftBlocks;
    private readonly IReadOnlyList<TextBlock> _rightBlocks;

    private SideBySide(string left, IReadOnlyList<TextBlock> leftBlocks, IReadOnlyList<TextBlock> rightBlocks, IReadOnlyList<TextPair> rows) =>
        (_left, _leftBlocks, _rightBlocks, Rows) = (left, leftBlocks, rightBlocks, rows);

    public IReadOnlyList<TextPair> Rows { get; }

    /// <param name="left">With line feeds only; empty where there is no text yet.</param>
    /// <param name="right">The same.</param>
    /// <param name="kind">Of both.</param>
    public static SideBySide Of(string left, string right, FileKind kind)
    {
        var (mine, theirs) = (TextBlocks.Of(left, kind), TextBlocks.Of(right, kind));
        // In a quiz nothing but questions comes after the first, and they go by their ids, in whatever order.
        var (myLead, theirLead) = kind == FileKind.Quiz ? (Lead(mine), Lead(theirs)) : (mine.Count, theirs.Count);
        return new SideBySide(left, mine, theirs,
            [.. InOrder([.. mine.Take(myLead)], [.. theirs.Take(theirLead)]), .. ById([.. mine.Skip(myLead)], [.. theirs.Skip(theirLead)])]);
    }

    /// <summary>The whole left text.</summary>
    /// <param name="typed">What was typed for some rows, by their place. An emptied row is taken out, what is typed where nothing stood is put there.</param>
    public string LeftWith(IReadOnlyDictionary<int, string> typed) => With(typed, _leftBlocks, row => row.Left);

    /// <summary>The same for the right text.</summary>
    public string RightWith(IReadOnlyDictionary<int, string> typed) => With(typed, _rightBlocks, row => row.Right);

    /// <summary>Of the rows in which the left text differs from an earlier one, the lines of both.</summary>
    public IReadOnlyDictionary<int, IReadOnlyList<ComparedLine>> ChangesSince(string earlierLeft)
    {
        var rows = Rows.Index().Where(row => row.Item.Left is not null).OrderBy(row => row.Item.Left!.FirstLine).ToList();
        var changes = new Dictionary<int, IReadOnlyList<ComparedLine>>();
        if (rows.Count == 0) return changes;

        var compared = rows.ToDictionary(row => row.Index, _ => new List<ComparedLine>());
        var at = 0;
        var gone = new List<ComparedLine>();
        foreach (var line in TextCompare.Compare(earlierLeft, _left))
        {
            // What is gone is shown where the next line stands.
            if (line.NewNumber is not { } number)
            {
                gone.Add(line);
                continue;
            }
            while (at + 1 < rows.Count && rows[at].Item.Left!.LastLine < number) at++;
            compared[rows[at].Index].AddRange([.. gone, line]);
            gone.Clear();
        }
        compared[rows[^1].Index].AddRange(gone);
        foreach (var (row, lines) in compared)
            if (lines.Any(line => line.Kind != ChangeKind.Same && !string.IsNullOrWhiteSpace(line.Text)))
                changes[row] = lines;
        return changes;
    }

    private static int Lead(IReadOnlyList<TextBlock> blocks) => blocks.TakeWhile(block => block.Kind != TextBlockKind.Question).Count();

    // By kind, in order: a paragraph that one language lacks leaves the others beside theirs.
    private static List<TextPair> InOrder(IReadOnlyList<TextBlock> left, IReadOnlyList<TextBlock> right)
    {
        var rows = new List<TextPair>();
        if (left.Count == 0 || right.Count == 0) return [.. left.Select(block => new TextPair(block, null)), .. right.Select(block => new TextPair(null, block))];

        var (a, b) = (0, 0);
        foreach (var block in TextCompare.Lines(Kinds(left), Kinds(right)).DiffBlocks)
        {
            while (a < block.DeleteStartA) rows.Add(new TextPair(left[a++], right[b++]));
            var (endA, endB) = (a + block.DeleteCountA, b + block.InsertCountB);
            while (a < endA || b < endB)
                rows.Add(new TextPair(a < endA ? left[a++] : null, b < endB ? right[b++] : null));
        }
        while (a < left.Count) rows.Add(new TextPair(left[a++], right[b++]));
        return rows;
    }

    private static string Kinds(IReadOnlyList<TextBlock> blocks) => string.Join('\n', blocks.Select(block => $"{block.Kind} {block.Name}"));

    private static List<TextPair> ById(IReadOnlyList<TextBlock> left, IReadOnlyList<TextBlock> right)
    {
        var waiting = right.ToList();
        var rows = new List<TextPair>();
        foreach (var question in left)
        {
            var twin = question.Name.Length == 0 ? null : waiting.FirstOrDefault(other => other.Name == question.Name);
            if (twin is not null)
            {
                // Those before it that only the other language has, in their place.
                foreach (var alone in waiting.TakeWhile(other => other != twin).Where(other => left.All(one => one.Name.Length == 0 || one.Name != other.Name)).ToList())
                {
                    rows.Add(new TextPair(null, alone));
                    waiting.Remove(alone);
                }
                waiting.Remove(twin);
            }
            rows.Add(new TextPair(question, twin));
        }
        rows.AddRange(waiting.Select(alone => new TextPair(null, alone)));
        return rows;
    }

    private string With(IReadOnlyDictionary<int, string> typed, IReadOnlyList<TextBlock> blocks, Func<TextPair, TextBlock?> side)
    {
        var places = blocks.Index().ToDictionary(block => block.Item, block => block.Index);
        var changed = new Dictionary<int, string>();
        var added = new Dictionary<int, List<string>>();
        var before = -1;
        foreach (var (at, row) in Rows.Index())
        {
            if (side(row) is { } block) before = places[block];
            if (!typed.TryGetValue(at, out var text)) continue;

            text = DraftText.Lines(text);
            if (side(row) is { } own)
            {
                if (text.TrimEnd('\n') != own.Content) changed[before] = text.Trim('\n');
            }
            else if (!string.IsNullOrWhiteSpace(text))
            {
                if (!added.TryGetValue(before, out var here)) added[before] = here = [];
                here.Add(text.Trim('\n'));
            }
        }

        var pieces = new List<(string Content, string Tail)>();
        for (var at = -1; at < blocks.Count; at++)
        {
            if (at >= 0 && (!changed.TryGetValue(at, out var text) || !string.IsNullOrWhiteSpace(text))) pieces.Add((text ?? blocks[at].Content, blocks[at].Tail));
            foreach (var piece in added.GetValueOrDefault(at) ?? [])
            {
                // A paragraph begins after an empty line.
                if (pieces is [.., var last] && last.Tail.Length < 2) pieces[^1] = last with { Tail = "\n\n" };
                pieces.Add((piece, "\n\n"));
            }
        }
        // The file ends as it ended; a new one with a line feed.
        if (pieces.Count > 0 && (changed.Count > 0 || added.Count > 0)) pieces[^1] = pieces[^1] with { Tail = blocks.Count > 0 ? blocks[^1].Tail : "\n" };
        return string.Concat(pieces.Select(piece => piece.Content + piece.Tail));
    }
}
