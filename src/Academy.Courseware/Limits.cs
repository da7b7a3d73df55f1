namespace Academy.Courseware;

/// <summary>How much of anything the compiler takes. Past a limit it answers with a diagnostic, never with a failure.</summary>
public static class Limits
{
    /// <summary>A text (Markdown, YAML). A lesson is some 8 KB; a text of a megabyte is a mistake or an attack.</summary>
    public const int TextBytes = 1 << 20;

    /// <summary>A file under <c>media/</c>: a scan of a few pages or minutes of speech. Learners pay for every byte by mobile link.</summary>
    public const int MediaBytes = 5 << 20;

    /// <summary>A package as it is sent. The site holds one in memory while it reads it.</summary>
    public const int PackageBytes = 64 << 20;

    /// <summary>All files of a package or folder together, really unpacked: a small package must not fill the memory.</summary>
    public const int UnpackedBytes = 200 << 20;

    /// <summary>Files in a package or folder. The largest course that we know has some hundreds.</summary>
    public const int Files = 10_000;

    /// <summary>A path inside the course, in UTF-8 bytes: every file system and zip reader takes it, also under a longer folder.</summary>
    public const int PathBytes = 200;

    /// <summary>Nesting of YAML and of folders. Readers recurse; this keeps their stack small.</summary>
    public const int Nesting = 32;

    /// <summary>Nodes that the aliases of one YAML file may stand for: nine lines of aliases can otherwise stand for a billion.</summary>
    public const int AliasNodes = 10_000;

    /// <summary>
    /// Parts of one Markdown text: blocks, cells, words between marks. A lesson has some three hundred, a bank of five hundred questions
    /// some twenty thousand; what comes after (the allow-list, a phone) slows down with their number.
    /// </summary>
    public const int MarkdownNodes = 50_000;

    /// <summary>Lines of a Markdown text. A bank of five hundred questions has some five thousand; the parser's time grows faster than their number.</summary>
    public const int MarkdownLines = 20_000;

    /// <summary>Characters between two empty lines: a paragraph, a list or a table. The parser looks at them together, some shapes again and again.</summary>
    public const int ParagraphLength = 100_000;

    /// <summary>Beginnings of a link, <c>](</c>, between two empty lines: the parser's time grows with the square of their number.</summary>
    public const int LinksOfParagraph = 500;

    /// <summary>The same in a whole text.</summary>
    public const int Links = 5_000;

    /// <summary>Pixels of a picture. A phone decodes 25 million in about a second and 100 MB.</summary>
    public const long Pixels = 25_000_000;

    /// <summary>Diagnostics of one YAML file: after so many the author mends, not reads.</summary>
    public const int DiagnosticsOfFile = 100;

    /// <summary>Diagnostics of a whole reading: ten thousand broken files must not fill the memory with sentences.</summary>
    public const int Diagnostics = 10_000;
}
