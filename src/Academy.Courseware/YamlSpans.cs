using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Academy.Courseware;

/// <summary>A value of a YAML text by the characters that it takes up there, for who changes the text and not only reads it.</summary>
/// <param name="Start">Its first character.</param>
/// <param name="End">The character after its last; comments and the end of the line behind it do not belong to it.</param>
internal abstract record YamlSpan(int Start, int End);

/// <param name="Quote">How it is written: <c>'</c>, <c>"</c>, or a zero for a plain text or one of several lines.</param>
internal sealed record ScalarSpan(int Start, int End, string Text, char Quote) : YamlSpan(Start, End);

/// <param name="IsFlow">Written in brackets.</param>
internal sealed record SequenceSpan(int Start, int End, bool IsFlow, IReadOnlyList<YamlSpan> Items) : YamlSpan(Start, End);

/// <param name="IsFlow">Written in braces.</param>
internal sealed record MappingSpan(int Start, int End, bool IsFlow, IReadOnlyList<EntrySpan> Entries) : YamlSpan(Start, End)
{
    public EntrySpan? Entry(string key) => Entries.FirstOrDefault(entry => entry.Key.Text == key);

    public YamlSpan? Find(string key) => Entry(key)?.Value;

    public string? Text(string key) => (Find(key) as ScalarSpan)?.Text;
}

internal sealed record EntrySpan(ScalarSpan Key, YamlSpan Value);

/// <summary>Reads the spans of a YAML text, or nothing where the text is broken or uses what cannot be changed in one place alone (anchors, tags).</summary>
internal static class YamlSpans
{
    public static MappingSpan? Read(string text)
    {
        // A carriage return alone is a line end to the parser and to nobody else.
        if (text.Replace("\r\n", "", StringComparison.Ordinal).Contains('\r')) return null;
        try
        {
            var parser = new GuardedParser(text);
            parser.Consume<StreamStart>();
            if (!parser.TryConsume<DocumentStart>(out _)) return null;
            var root = Node(parser, text, 0) as MappingSpan;
            parser.Consume<DocumentEnd>();
            return parser.Accept<StreamEnd>(out _) ? root : null;
        }
        catch (YamlException)
        {
            return null;
        }
    }

    private static YamlSpan? Node(GuardedParser parser, string text, int depth)
    {
        var current = parser.Consume<ParsingEvent>();
        if (depth > Limits.Nesting || current is not NodeEvent { Tag.IsEmpty: true, Anchor.IsEmpty: true }) return null;
        return current switch
        {
            Scalar scalar => Written(scalar, text),
            SequenceStart start => Sequence(parser, start, text, depth),
            MappingStart start => Mapping(parser, start, text, depth),
            _ => null,
        };
    }

    private static ScalarSpan? Written(Scalar scalar, string text)
    {
        var (start, end) = (At(scalar.Start), At(scalar.End));
        if (end > text.Length) return null;
        var quote = scalar.Style switch
        {
            ScalarStyle.SingleQuoted => '\'',
            ScalarStyle.DoubleQuoted => '"',
            _ => '\0',
        };
        // A text of several lines is read with the empty lines after it.
        if (quote == '\0')
            while (end > start && char.IsWhiteSpace(text[end - 1])) end--;
        var span = new ScalarSpan(start, end, scalar.Value, quote);
        // Whatever the parser counts, what would be replaced must be what was read.
        return quote == '\0' && scalar.Style == ScalarStyle.Plain && !text.AsSpan(start, end - start).Contains('\n') && text[start..end] != scalar.Value ? null : span;
    }

    private static SequenceSpan? Sequence(GuardedParser parser, SequenceStart start, string text, int depth)
    {
        var items = new List<YamlSpan>();
        SequenceEnd? end;
        while (!parser.TryConsume<SequenceEnd>(out end))
        {
            if (Node(parser, text, depth + 1) is not { } item) return null;
            items.Add(item);
        }
        // The mark of the end stands at its bracket.
        var isFlow = start.Style == SequenceStyle.Flow;
        return new SequenceSpan(At(start.Start), isFlow ? At(end.Start) + 1 : items.Count == 0 ? At(start.Start) : items[^1].End, isFlow, items);
    }

    private static MappingSpan? Mapping(GuardedParser parser, MappingStart start, string text, int depth)
    {
        var entries = new List<EntrySpan>();
        MappingEnd? end;
        while (!parser.TryConsume<MappingEnd>(out end))
        {
            if (Node(parser, text, depth + 1) is not ScalarSpan key || Node(parser, text, depth + 1) is not { } value) return null;
            if (entries.Any(entry => entry.Key.Text == key.Text)) return null;
            entries.Add(new EntrySpan(key, value));
        }
        var isFlow = start.Style == MappingStyle.Flow;
        var last = entries.Count == 0 ? At(start.Start) : Math.Max(entries[^1].Key.End, entries[^1].Value.End);
        return new MappingSpan(At(start.Start), isFlow ? At(end.Start) + 1 : last, isFlow, entries);
    }

    private static int At(Mark mark) => (int)mark.Index;
}
