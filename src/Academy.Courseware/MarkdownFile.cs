using Markdig.Extensions.Yaml;
using Markdig.Syntax;

namespace Academy.Courseware;

/// <summary>One Markdown file on its way through the compiler: its text, its front matter, and what was found wrong.</summary>
internal sealed class MarkdownFile
{
    private readonly List<Diagnostic> _diagnostics;
    private readonly List<int> _lineStarts = [0];

    private MarkdownFile(string path, string language, string text, List<Diagnostic> diagnostics)
    {
        (Path, Language, Text, _diagnostics) = (path, language, text, diagnostics);
        for (var at = 0; at < text.Length; at++)
            if (text[at] == '\n' || text[at] == '\r' && (at + 1 == text.Length || text[at + 1] != '\n'))
                _lineStarts.Add(at + 1);
    }

    public string Path { get; }
    public string Language { get; }
    public string Text { get; }
    public MarkdownDocument Document { get; private set; } = null!;

    /// <summary>Null where there is none, or it could not be read.</summary>
    public YamlMapping? FrontMatter { get; private set; }

    /// <summary>The file, or null with a diagnostic where nothing of it can be read.</summary>
    public static MarkdownFile? Open(string path, string language, ReadOnlyMemory<byte> bytes, List<Diagnostic> diagnostics) =>
        SourceText.Decode(path, bytes, diagnostics) is { } text ? Open(path, language, text, diagnostics) : null;

    public static MarkdownFile? Open(string path, string language, string text, List<Diagnostic> diagnostics)
    {
        var file = new MarkdownFile(path, language, text, diagnostics);
        LetterCheck.Check(file.Path, text, language, diagnostics);
        if (MarkdownPipeline.Parse(text, file.Report) is not { } document) return null;

        file.Document = document;
        file.ReadFrontMatter();
        return file;
    }

    public SourceLocation At(int offset)
    {
        if (offset < 0) return new SourceLocation(Path, 0, 0);
        var line = _lineStarts.BinarySearch(offset);
        if (line < 0) line = ~line - 1;
        return new SourceLocation(Path, line + 1, offset - _lineStarts[line] + 1);
    }

    /// <summary>Where the line of this place begins: a row of a table has no good place of its own.</summary>
    public int LineStart(int offset) => _lineStarts[Math.Max(At(offset).Line - 1, 0)];

    public void Report(Rule rule, int offset, params string[] arguments) => Report(rule, At(offset), arguments);

    public void Report(Rule rule, SourceLocation at, params string[] arguments) => _diagnostics.Add(new Diagnostic(rule, at, arguments));

    /// <param name="fix">What mends it; null where nothing certainly does.</param>
    public void Report(Rule rule, int offset, Fix? fix, params string[] arguments) => _diagnostics.Add(new Diagnostic(rule, At(offset), arguments) { Fix = fix });

    /// <summary>The change that puts a text in place of some letters of one line.</summary>
    public Fix Replacing(int offset, int length, string text)
    {
        var at = At(offset);
        return new Fix(at.Line, at.Column, length, text);
    }

    /// <summary>The author's own characters of this node, markers included.</summary>
    public ReadOnlySpan<char> Raw(MarkdownObject node)
    {
        var start = Math.Clamp(node.Span.Start, 0, Text.Length);
        return Text.AsSpan(start, Math.Clamp(node.Span.End + 1, start, Text.Length) - start);
    }

    private void ReadFrontMatter()
    {
        if (Document.Count > 0 && Document[0] is YamlFrontMatterBlock block)
        {
            var raw = Raw(block);
            var first = raw.IndexOfAny('\r', '\n');
            var last = raw.TrimEnd().LastIndexOfAny('\r', '\n');
            if (first < 0 || last <= first) return;
            var inside = raw[first..last].TrimStart('\r').ToString();
            // What begins with the break after the opening line begins on line 1.
            if (!string.IsNullOrWhiteSpace(inside)) FrontMatter = Yaml.Read(Path, inside, 1, _diagnostics);
        }
        else if (Text.StartsWith("---\n", StringComparison.Ordinal) || Text.StartsWith("---\r\n", StringComparison.Ordinal))
        {
            Report(Rules.FrontMatterNotClosed, 0);
        }
    }
}
