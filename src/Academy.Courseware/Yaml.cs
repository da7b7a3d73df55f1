using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Academy.Courseware;

/// <summary>
/// Reads YAML into nodes that know their line and column. It takes the plain part of YAML: mappings, lists and texts.
/// Nothing is guessed: <c>no</c>, <c>1.10</c> and <c>007</c> stay as they are written until somebody asks for a number.
/// </summary>
internal static class Yaml
{
    /// <summary>The mapping that the file is, or null with a diagnostic. Never throws.</summary>
    public static YamlMapping? Read(string file, ReadOnlyMemory<byte> bytes, ICollection<Diagnostic> diagnostics) =>
        SourceText.Decode(file, bytes, diagnostics) is { } text ? Read(file, text, 1, diagnostics) : null;

    /// <param name="text">YAML that may stand inside another file, as front matter does.</param>
    /// <param name="firstLine">The line of the file on which <paramref name="text"/> begins, from 1.</param>
    public static YamlMapping? Read(string file, string text, int firstLine, ICollection<Diagnostic> diagnostics)
    {
        var reader = new YamlReader(file, text, firstLine, new FileFindings(file, diagnostics));
        return reader.Read();
    }
}

/// <summary>One reading: from parser events to nodes. The first fault of structure ends it, as what follows would be guesswork.</summary>
internal sealed class YamlReader(string file, string text, int firstLine, FileFindings findings)
{
    private readonly Dictionary<string, YamlNode> _anchors = [];
    private int _aliasNodes;

    public YamlMapping? Read()
    {
        try
        {
            return Document(new GuardedParser(text));
        }
        catch (YamlException fault)
        {
            ReportSyntax(fault);
        }
        catch (Refused)
        {
            // Said where it was found.
        }
        return null;
    }

    private YamlMapping? Document(GuardedParser parser)
    {
        parser.Consume<StreamStart>();
        if (parser.Accept<StreamEnd>(out _))
        {
            Report(Rules.YamlExpectedMapping, Mark.Empty);
            return null;
        }

        var start = parser.Consume<DocumentStart>();
        if (start.Version is not null || start.Tags is { Count: > 0 } tags && tags.Any(tag => !IsStandard(tag))) throw Refuse(Rules.YamlTag, start.Start);

        var root = Node(parser, 0);
        parser.Consume<DocumentEnd>();
        if (!parser.Accept<StreamEnd>(out _)) throw Refuse(Rules.YamlSeveralDocuments, parser.Current?.Start ?? Mark.Empty);

        return root.AsMapping();
    }

    private YamlNode Node(GuardedParser parser, int depth)
    {
        var current = parser.Consume<ParsingEvent>();
        if (depth >= Limits.Nesting && current is (SequenceStart or MappingStart)) throw Refuse(Rules.YamlTooDeep, current.Start, Text(Limits.Nesting));
        if (current is NodeEvent { Tag.IsEmpty: false }) throw Refuse(Rules.YamlTag, current.Start);

        switch (current)
        {
            case AnchorAlias alias:
                return Aliased(alias);
            case Scalar scalar:
                return Anchored(scalar.Anchor, new YamlScalar(At(scalar.Start), findings, scalar.Value, scalar.Style == ScalarStyle.Plain));
            case SequenceStart start:
                return Anchored(start.Anchor, Sequence(parser, start, depth));
            case MappingStart start:
                return Anchored(start.Anchor, Mapping(parser, start, depth));
            default:
                throw Refuse(Rules.YamlSyntax, current.Start);
        }
    }

    private YamlSequence Sequence(GuardedParser parser, SequenceStart start, int depth)
    {
        var items = new List<YamlNode>();
        while (!parser.TryConsume<SequenceEnd>(out _)) items.Add(Node(parser, depth + 1));
        return new YamlSequence(At(start.Start), findings, items);
    }

    private YamlMapping Mapping(GuardedParser parser, MappingStart start, int depth)
    {
        var entries = new List<YamlEntry>();
        var seen = new Dictionary<string, SourceLocation>(StringComparer.Ordinal);
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var key = Node(parser, depth + 1);
            if (key is not YamlScalar name) throw Refuse(Rules.YamlKeyNotText, key.Location);

            var value = Node(parser, depth + 1);
            // The first one stays: the parser's own way, that the last one wins in silence, has lost people's settings.
            if (seen.TryAdd(name.Text, name.Location)) entries.Add(new YamlEntry(name, value));
            else Report(Rules.YamlDuplicateKey, name.Location, name.Text, Text(seen[name.Text].Line));
        }
        return new YamlMapping(At(start.Start), findings, entries);
    }

    // An anchor is known only once its node is complete, so a node cannot contain itself.
    private YamlNode Anchored(AnchorName anchor, YamlNode node)
    {
        if (!anchor.IsEmpty) _anchors[anchor.Value] = node;
        return node;
    }

    private YamlNode Aliased(AnchorAlias alias)
    {
        if (!_anchors.TryGetValue(alias.Value.Value, out var node)) throw Refuse(Rules.YamlUnknownAlias, alias.Start, alias.Value.Value);

        _aliasNodes += node.Count;
        if (_aliasNodes > Limits.AliasNodes) throw Refuse(Rules.YamlTooManyAliases, alias.Start, Text(Limits.AliasNodes));
        return node;
    }

    private static bool IsStandard(YamlDotNet.Core.Tokens.TagDirective tag) =>
        (tag.Handle, tag.Prefix) is ("!", "!") or ("!!", "tag:yaml.org,2002:");

    // The two mistakes that authors really make get a sentence of their own. The parser tells them apart by its message only.
    private void ReportSyntax(YamlException fault)
    {
        if (fault.Message.Contains(" tab ", StringComparison.Ordinal) && FirstTabbedLine((int)fault.Start.Line) is { } line)
            findings.Add(Rules.YamlTab.At(file, line.Number - 1 + firstLine, 1) with { Fix = new Fix(line.Number - 1 + firstLine, 1, line.Indent.Length, line.Indent.Replace("\t", "  ", StringComparison.Ordinal)) });
        else if (fault.Message.Contains("invalid mapping", StringComparison.Ordinal) || fault.Message.Contains("Mapping values are not allowed", StringComparison.Ordinal))
            Report(Rules.YamlColon, fault.Start);
        else
            Report(Rules.YamlSyntax, fault.Start);
    }

    // The parser points at the mapping in which it met the tab; an author looks for the line.
    private (int Number, string Indent)? FirstTabbedLine(int from)
    {
        var reader = new StringReader(text);
        for (var at = 1; reader.ReadLine() is { } line; at++)
            if (at >= from && line[..^line.TrimStart().Length] is var indent && indent.Contains('\t'))
                return (at, indent);
        return null;
    }

    private SourceLocation At(Mark mark) => mark.Line < 1
        ? new SourceLocation(file, firstLine, 1)
        : new SourceLocation(file, (int)mark.Line - 1 + firstLine, (int)mark.Column);

    private static string Text(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private void Report(Rule rule, Mark mark, params string[] arguments) => Report(rule, At(mark), arguments);

    private void Report(Rule rule, SourceLocation at, params string[] arguments) => findings.Add(new Diagnostic(rule, at, arguments));

    private Refused Refuse(Rule rule, Mark mark, params string[] arguments) => Refuse(rule, At(mark), arguments);

    private Refused Refuse(Rule rule, SourceLocation at, params string[] arguments)
    {
        Report(rule, at, arguments);
        return new Refused();
    }

    private sealed class Refused : Exception;
}

/// <summary>
/// The parser answers most broken input with a <see cref="YamlException"/>, but some with whatever its insides threw:
/// <c>"\UFFFFFFFF"</c> with an <see cref="ArgumentOutOfRangeException"/>, <c>: }a: </c> with an <see cref="InvalidOperationException"/>.
/// </summary>
internal sealed class GuardedParser : IParser
{
    private readonly Scanner _scanner;
    private readonly Parser _parser;

    public GuardedParser(string text)
    {
        _scanner = new Scanner(new StringReader(text), skipComments: true);
        _parser = new Parser(_scanner);
    }

    public ParsingEvent? Current => _parser.Current;

    public bool MoveNext()
    {
        try
        {
            return _parser.MoveNext();
        }
        catch (Exception fault) when (fault is ArgumentException or InvalidOperationException or FormatException or ArithmeticException or IndexOutOfRangeException)
        {
            throw new YamlException(_scanner.CurrentPosition, _scanner.CurrentPosition, fault.Message, fault);
        }
    }
}
