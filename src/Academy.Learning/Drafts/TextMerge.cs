using DiffPlex.Model;

namespace Academy.Learning.Drafts;

/// <summary>Some lines of a merged text.</summary>
public abstract record MergePiece;

/// <summary>What both have, or only one of them has changed.</summary>
public sealed record Settled(IReadOnlyList<string> Lines) : MergePiece;

/// <summary>Both have changed the same lines, each in their own way: a person decides.</summary>
public sealed record Conflict(IReadOnlyList<string> Mine, IReadOnlyList<string> Theirs) : MergePiece;

/// <summary>Two texts that came from one, put together line by line.</summary>
public sealed class TextMerge
{
    private TextMerge(IReadOnlyList<MergePiece> pieces) => Pieces = pieces;

    public IReadOnlyList<MergePiece> Pieces { get; }

    public IEnumerable<Conflict> Conflicts => Pieces.OfType<Conflict>();

    public bool IsClean => !Conflicts.Any();

    /// <summary>The whole text, with what <paramref name="choose"/> takes for each conflict.</summary>
    public string Text(Func<Conflict, IReadOnlyList<string>> choose) =>
        string.Join('\n', Pieces.SelectMany(piece => piece is Settled settled ? settled.Lines : choose((Conflict)piece)));

    /// <summary>Where nobody need decide.</summary>
    public string CleanText => Text(_ => throw new InvalidOperationException("Both have changed the same lines."));

    /// <param name="origin">What both came from.</param>
    public static TextMerge Of(string origin, string mine, string theirs)
    {
        var (a, b) = (new Side(TextCompare.Lines(origin, mine)), new Side(TextCompare.Lines(origin, theirs)));
        var pieces = new List<MergePiece>();
        var at = 0;
        while (a.Next is not null || b.Next is not null)
        {
            var start = Math.Min(a.Start, b.Start);
            Take(at, start);
            // Everything that touches: a change of one right beside a change of the other has no order between them.
            var end = start;
            for (bool grown = true; grown;)
            {
                grown = a.Take(ref end);
                grown |= b.Take(ref end);
            }
            var (my, their, old) = (a.Lines(start, end), b.Lines(start, end), a.Origin.Skip(start).Take(end - start).ToList());
            pieces.Add(
                their.SequenceEqual(old) || my.SequenceEqual(their) ? new Settled(my)
                : my.SequenceEqual(old) ? new Settled(their)
                : new Conflict(my, their));
            at = end;
        }
        Take(at, a.Origin.Count);
        return new TextMerge(pieces);

        void Take(int from, int until)
        {
            if (until > from) pieces.Add(new Settled([.. a.Origin.Skip(from).Take(until - from)]));
        }
    }

    // One of the two texts, walked beside the origin.
    private sealed class Side(DiffResult diff)
    {
        private int _next;
        private int _shift;
        private int? _from;

        public IReadOnlyList<string> Origin => diff.PiecesOld;

        public DiffBlock? Next => _next < diff.DiffBlocks.Count ? diff.DiffBlocks[_next] : null;

        public int Start => Next?.DeleteStartA ?? int.MaxValue;

        // Takes the changes that begin within what is looked at, or right after it, and widens it by them.
        public bool Take(ref int end)
        {
            _from ??= _shift;
            var taken = false;
            for (; Next is { } block && block.DeleteStartA <= end; _next++, taken = true)
            {
                end = Math.Max(end, block.DeleteStartA + block.DeleteCountA);
                _shift += block.InsertCountB - block.DeleteCountA;
            }
            return taken;
        }

        // What stands there in this text: the origin's lines, moved by all changes before and within.
        public List<string> Lines(int start, int end)
        {
            var (from, until) = (start + (_from ?? _shift), end + _shift);
            _from = null;
            return [.. diff.PiecesNew.Skip(from).Take(until - from)];
        }
    }
}
