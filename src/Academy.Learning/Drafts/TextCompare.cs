using System.Text.RegularExpressions;
using DiffPlex;
using DiffPlex.Chunkers;
using DiffPlex.Model;

namespace Academy.Learning.Drafts;

public enum ChangeKind { Same, Added, Removed }

/// <summary>Some words of a line.</summary>
public sealed record ComparedPart(string Text, ChangeKind Kind);

/// <summary>A line of a comparison, with the words that differ marked.</summary>
/// <param name="OldNumber">From 1; null for a line that is new.</param>
/// <param name="NewNumber">From 1; null for a line that is gone.</param>
public sealed record ComparedLine(int? OldNumber, int? NewNumber, IReadOnlyList<ComparedPart> Parts)
{
    public ChangeKind Kind => (OldNumber, NewNumber) switch { (null, _) => ChangeKind.Added, (_, null) => ChangeKind.Removed, _ => ChangeKind.Same };

    public string Text => string.Concat(Parts.Select(part => part.Text));
}

/// <summary>Two texts held against each other: by lines, and by words where a line was changed.</summary>
public static partial class TextCompare
{
    // Where more lines differ there is nothing to follow with the eye, and finding pairs would take seconds: all old lines, then all new ones.
    private const int MostLines = 20_000;

    private const int LongestLine = 4_000;

    // Of lines that were written anew one after the other, no two are one line changed: words would be compared with whatever stands opposite.
    private const int MostPairs = 400;

    /// <summary>Every line of both, in order; what was removed stands before what came in its place.</summary>
    public static IReadOnlyList<ComparedLine> Compare(string old, string @new)
    {
        var diff = Lines(old, @new);
        var compared = new List<ComparedLine>(diff.PiecesNew.Count + diff.DiffBlocks.Sum(block => block.DeleteCountA));
        var (a, b) = (0, 0);
        foreach (var block in diff.DiffBlocks)
        {
            Same(block.DeleteStartA);
            Changed(block);
        }
        Same(diff.PiecesOld.Count);
        return compared;

        void Same(int until)
        {
            for (; a < until; a++, b++) compared.Add(new ComparedLine(a + 1, b + 1, [new ComparedPart(diff.PiecesOld[a], ChangeKind.Same)]));
        }

        void Changed(DiffBlock block)
        {
            var pairs = Math.Min(Math.Min(block.DeleteCountA, block.InsertCountB), MostPairs);
            var words = Enumerable.Range(0, pairs).Select(at => Words(diff.PiecesOld[a + at], diff.PiecesNew[b + at])).ToList();
            for (var at = 0; at < block.DeleteCountA; at++)
                compared.Add(new ComparedLine(a + at + 1, null, at < pairs ? words[at].Old : [new ComparedPart(diff.PiecesOld[a + at], ChangeKind.Removed)]));
            for (var at = 0; at < block.InsertCountB; at++)
                compared.Add(new ComparedLine(null, b + at + 1, at < pairs ? words[at].New : [new ComparedPart(diff.PiecesNew[b + at], ChangeKind.Added)]));
            (a, b) = (a + block.DeleteCountA, b + block.InsertCountB);
        }
    }

    /// <summary>The blocks of lines in which two texts differ.</summary>
    internal static DiffResult Lines(string old, string @new)
    {
        string[] mine = old.Split('\n'), theirs = @new.Split('\n');
        if (mine.Length + theirs.Length <= MostLines) return Differ.Instance.CreateDiffs(old, @new, ignoreWhiteSpace: false, ignoreCase: false, LineFeeds);

        var first = mine.Zip(theirs).TakeWhile(pair => pair.First == pair.Second).Count();
        var shortest = Math.Min(mine.Length, theirs.Length) - first;
        var last = 0;
        while (last < shortest && mine[^(last + 1)] == theirs[^(last + 1)]) last++;
        string[] middle = mine[first..^last], other = theirs[first..^last];
        var between = middle.Length + other.Length > MostLines
            ? [new DiffBlock(0, middle.Length, 0, other.Length)]
            : Differ.Instance.CreateDiffs(string.Join('\n', middle), string.Join('\n', other), ignoreWhiteSpace: false, ignoreCase: false, LineFeeds).DiffBlocks;
        return new DiffResult(mine, theirs, [.. between.Select(block => new DiffBlock(block.DeleteStartA + first, block.DeleteCountA, block.InsertStartB + first, block.InsertCountB))]);
    }

    private static (IReadOnlyList<ComparedPart> Old, IReadOnlyList<ComparedPart> New) Words(string old, string @new)
    {
        if (old.Length + @new.Length > LongestLine) return ([new ComparedPart(old, ChangeKind.Removed)], [new ComparedPart(@new, ChangeKind.Added)]);

        var diff = Differ.Instance.CreateDiffs(old, @new, ignoreWhiteSpace: false, ignoreCase: false, WordsAndSpaces);
        List<ComparedPart> before = [], after = [];
        var (a, b) = (0, 0);
        foreach (var block in diff.DiffBlocks)
        {
            Take(diff.PiecesOld, before, ref a, block.DeleteStartA, ChangeKind.Same);
            Take(diff.PiecesNew, after, ref b, block.InsertStartB, ChangeKind.Same);
            Take(diff.PiecesOld, before, ref a, block.DeleteStartA + block.DeleteCountA, ChangeKind.Removed);
            Take(diff.PiecesNew, after, ref b, block.InsertStartB + block.InsertCountB, ChangeKind.Added);
        }
        Take(diff.PiecesOld, before, ref a, diff.PiecesOld.Count, ChangeKind.Same);
        Take(diff.PiecesNew, after, ref b, diff.PiecesNew.Count, ChangeKind.Same);
        return (before, after);
    }

    private static void Take(IReadOnlyList<string> pieces, List<ComparedPart> parts, ref int from, int until, ChangeKind kind)
    {
        if (until > from) parts.Add(new ComparedPart(string.Concat(pieces.Skip(from).Take(until - from)), kind));
        from = until;
    }

    private static readonly CustomFunctionChunker LineFeeds = new(text => text.Split('\n'));

    private static readonly CustomFunctionChunker WordsAndSpaces = new(text => [.. Word().Matches(text).Select(match => match.Value)]);

    [GeneratedRegex(@"[\p{L}\p{M}\p{N}]+|\s+|.", RegexOptions.NonBacktracking)]
    private static partial Regex Word();
}
