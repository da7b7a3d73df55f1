using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Academy.Courseware.Exchange;

/// <summary>The formats of other systems that are read and written.</summary>
public enum QuestionFormat
{
    Gift,
    MoodleXml,
    Aiken,

    /// <summary>2.0 to 2.2: one item, or a package of them.</summary>
    Qti2,

    /// <summary>As Canvas exports it.</summary>
    Qti1,
}

/// <summary>One question of a file that was read.</summary>
/// <param name="Markdown">Null where it could not be taken; then the findings say why.</param>
public sealed record ReadQuestion(int Number, string Name, int Line, string? Markdown, IReadOnlyList<QuestionFinding> Findings);

/// <summary>All that came of a file: taken, not supported and faulty together are as many as the file has.</summary>
/// <param name="Format">Null where it is none that we know.</param>
/// <param name="Encoding">As it was read; empty for a package.</param>
/// <param name="OfFile">What is wrong with the file itself.</param>
/// <param name="Markdown">The quiz, empty where nothing was taken.</param>
/// <param name="Media">The pictures that it shows, under <c>media/</c>.</param>
public sealed record QuestionReading(
    QuestionFormat? Format, string Encoding, IReadOnlyList<ReadQuestion> Questions, IReadOnlyList<QuestionFinding> OfFile, string Markdown, CourseSource Media)
{
    public int Total => Questions.Count;
    public int Taken => Questions.Count(question => question.Markdown is not null);
    public int Unsupported => Count(ExchangeOutcome.Unsupported);
    public int Faulty => Count(ExchangeOutcome.Faulty);

    /// <summary>Of the file, then question by question.</summary>
    public IEnumerable<QuestionFinding> Findings => OfFile.Concat(Questions.SelectMany(question => question.Findings));

    private int Count(ExchangeOutcome outcome) => Questions.Count(question => question.Markdown is null && question.Findings[0].Rule.Outcome == outcome);
}

/// <summary>Questions of another system into quiz Markdown. Pure, and defined for every file: what cannot be read is told, it never throws.</summary>
public static partial class QuestionImport
{
    [GeneratedRegex(@"<(?:[A-Za-z_][\w.-]*:)?(?<name>[A-Za-z_][\w.-]*)[\s>/]", RegexOptions.NonBacktracking)]
    private static partial Regex FirstElement();

    private static readonly string[] QuestionFiles = [".xml", ".qti"];

    /// <param name="name">Of the file: the title of the quiz where the file tells none.</param>
    /// <param name="language">kk, ru or en: of the questions, for the few words that we add.</param>
    public static QuestionReading Read(string name, ReadOnlyMemory<byte> bytes, string language)
    {
        var intake = new Intake(language);
        var (format, encoding) = ((QuestionFormat?)null, "");
        try
        {
            if (bytes.Span.StartsWith("PK"u8)) format = Package(intake, bytes);
            else if (bytes.Length > ExchangeLimits.FileBytes) intake.Refuse(ExchangeRules.FileTooLarge, Size.Of(ExchangeLimits.FileBytes));
            else
            {
                var decoded = TextBytes.Decode(bytes.Span);
                encoding = decoded.Encoding;
                if (decoded.IsGuessed) intake.Refuse(ExchangeRules.EncodingGuessed, encoding);
                format = Text(intake, decoded.Text);
            }
        }
        catch (NotTakenException refused)
        {
            intake.OfFile.Add(new QuestionFinding(refused.Rule, 0, "", 0, refused.Arguments));
        }
        if (format is not null && intake.Questions.Count == 0 && intake.OfFile.All(finding => finding.Rule.Outcome != ExchangeOutcome.Refused)) intake.Refuse(ExchangeRules.NoQuestions);
        return Assemble(intake, format, encoding, intake.Title.Length > 0 ? intake.Title : TitleOf(name));
    }

    private static QuestionFormat? Text(Intake intake, string text)
    {
        var start = text.AsSpan().TrimStart();
        if (start.StartsWith("<?xml") || start.StartsWith("<!DOCTYPE", StringComparison.OrdinalIgnoreCase) || start.StartsWith("<") && RootOf(text) is "quiz" or "questestinterop" or "assessmentItem" or "assessmentTest" or "manifest")
            return Xml(intake, text.TrimStart(), _ => null, []);
        if (AikenReader.Looks(text))
        {
            AikenReader.Read(intake, text);
            return QuestionFormat.Aiken;
        }
        if (text.AsSpan().ContainsAny('{', '}') || text.Contains("::", StringComparison.Ordinal))
        {
            GiftReader.Read(intake, text);
            return QuestionFormat.Gift;
        }
        intake.Refuse(ExchangeRules.UnknownFormat);
        return null;
    }

    private static QuestionFormat? Xml(Intake intake, string text, Func<string, ReadOnlyMemory<byte>?> files, IReadOnlyList<string> tags)
    {
        switch (RootOf(text))
        {
            case "quiz":
                MoodleReader.Read(intake, text);
                return QuestionFormat.MoodleXml;
            case "questestinterop":
                CanvasReader.Read(intake, text, files);
                return QuestionFormat.Qti1;
            case "assessmentItem":
                if (XmlText.Whole(text) is { } item) QtiItemReader.Read(intake, item, files, tags);
                else intake.Add("", 1, () => throw new NotTakenException(ExchangeRules.BadXml, "1"));
                return QuestionFormat.Qti2;
            default:
                XmlText.Sound(text);
                intake.Refuse(ExchangeRules.UnknownFormat);
                return null;
        }
    }

    private static QuestionFormat? Package(Intake intake, ReadOnlyMemory<byte> bytes)
    {
        var reading = CourseSource.FromZip(new MemoryStream(bytes.ToArray(), writable: false));
        if (reading.HasErrors)
        {
            foreach (var wrong in reading.Diagnostics.Where(diagnostic => diagnostic.Severity == Severity.Error).Take(ExchangeLimits.Notes))
                intake.OfFile.Add(new QuestionFinding(ExchangeRules.PackageRefused, 0, "", 0, [wrong.Location.File], wrong));
            return null;
        }

        QuestionFormat? format = null;
        foreach (var (path, tags) in FilesOf(intake, reading.Source))
        {
            if (!reading.Source.Files.TryGetValue(path, out var file))
            {
                intake.Add(path, 0, () => throw new NotTakenException(ExchangeRules.FileMissing, path));
                continue;
            }
            var text = TextBytes.Decode(file.Span).Text.TrimStart();
            if (RootOf(text) == "assessmentTest" && intake.Title.Length == 0) intake.Title = XmlText.Whole(text).Said("title").Trim();
            if (RootOf(text) is not ("assessmentItem" or "questestinterop")) continue;
            format = Xml(intake, text, name => Find(reading.Source, path, name), tags) ?? format;
        }
        if (format is null && intake.Questions.Count == 0) intake.Refuse(ExchangeRules.PackageEmpty);
        return format;
    }

    // As the manifest orders them; what it does not name comes after.
    private static List<(string Path, IReadOnlyList<string> Tags)> FilesOf(Intake intake, CourseSource package)
    {
        var files = new List<(string Path, IReadOnlyList<string> Tags)>();
        var manifestPath = package.Files.Keys.Where(path => path == "imsmanifest.xml" || path.EndsWith("/imsmanifest.xml", StringComparison.Ordinal)).OrderBy(path => path.Length).FirstOrDefault();
        if (manifestPath is not null)
        {
            var root = manifestPath[..^"imsmanifest.xml".Length];
            var manifest = XmlText.Sound(TextBytes.Decode(package.Files[manifestPath].Span).Text.TrimStart());
            foreach (var resource in manifest.Within("resource").Where(resource => resource.Said("type").StartsWith("imsqti_", StringComparison.Ordinal)))
            {
                var tags = Wording.Tags(resource.Within("keyword").Select(keyword => keyword.Value.Trim()));
                var href = resource.Said("href") is { Length: > 0 } own ? own : resource.Child("file").Said("href");
                if (href.Length > 0 && !resource.Said("type").StartsWith("imsqti_test", StringComparison.Ordinal)) files.Add((root + Uri.UnescapeDataString(href), tags));
            }
            if (intake.Title.Length == 0) intake.Title = manifest.Within("title").FirstOrDefault()?.Value.Trim() ?? "";
        }
        var named = files.Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        files.AddRange(package.Files.Keys.Where(path => !named.Contains(path) && QuestionFiles.Any(ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase))).Select(path => (path, (IReadOnlyList<string>)[])));
        // A whole course of Canvas holds each quiz twice; its own form says more.
        return files.Any(file => file.Path.Contains("non_cc_assessments/", StringComparison.Ordinal)) ? [.. files.Where(file => !file.Path.EndsWith("/assessment_qti.xml", StringComparison.Ordinal))] : files;
    }

    // A file is named as seen from the item, from the package, or from where Canvas keeps files.
    private static ReadOnlyMemory<byte>? Find(CourseSource package, string item, string name)
    {
        var parts = new Stack<string>(item.Split('/').SkipLast(1));
        foreach (var part in name.Split('/'))
        {
            if (part == "..") parts.TryPop(out _);
            else if (part is not ("" or ".")) parts.Push(part);
        }
        foreach (var path in (string[])[string.Join('/', parts.Reverse()), name, "web_resources/" + name])
            if (package.Files.TryGetValue(CoursePath.Normal(path.Length < 1000 && path.All(letter => !char.IsSurrogate(letter)) ? path : ""), out var bytes))
                return bytes;
        return null;
    }

    private static string RootOf(string text)
    {
        // The prolog may hold comments with anything in them.
        var rest = text.AsSpan().TrimStart();
        while (rest.StartsWith("<?") || rest.StartsWith("<!--"))
        {
            var end = rest.StartsWith("<?") ? rest.IndexOf("?>") + 2 : rest.IndexOf("-->") + 3;
            if (end < 3) return "";
            rest = rest[end..].TrimStart();
        }
        var match = FirstElement().Match(rest[..Math.Min(rest.Length, 2000)].ToString());
        return match.Success ? match.Groups["name"].Value : "";
    }

    private static string TitleOf(string name)
    {
        var file = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        return file.LastIndexOf('.') is > 0 and var dot ? file[..dot] : file;
    }

    private static QuestionReading Assemble(Intake intake, QuestionFormat? format, string encoding, string title)
    {
        var media = MediaReader.Read(new CourseSource(intake.Media.Files), []);
        var questions = new List<ReadQuestion>();
        var texts = new List<QuestionText>();
        foreach (var found in intake.Questions)
        {
            var markdown = found.Text is null ? null : QuizWriter.Write(found.Text);
            var findings = found.Findings;
            // What our own compiler would refuse is not handed out.
            if (markdown is not null && WhyNot(markdown, intake.Language, media) is { } wrong)
            {
                findings = [new QuestionFinding(ExchangeRules.NotCompiled, found.Number, found.Name, found.Line, [], wrong)];
                markdown = null;
            }
            if (markdown is not null) texts.Add(found.Text!);
            questions.Add(new ReadQuestion(found.Number, found.Name, found.Line, markdown, findings));
        }
        var quiz = texts.Count == 0 ? "" : QuizWriter.Write(title, texts);
        var shown = intake.Media.Files.Where(file => quiz.Contains(file.Key, StringComparison.Ordinal));
        return new QuestionReading(format, encoding, questions, intake.OfFile, quiz, new CourseSource(shown));
    }

    private static Diagnostic? WhyNot(string markdown, string language, IReadOnlyDictionary<string, MediaFile> media)
    {
        var (_, diagnostics) = QuizText.Read("quiz.md", "# ?\n\n" + markdown, language, Library.Empty, media);
        return diagnostics.FirstOrDefault(diagnostic => diagnostic.Severity == Severity.Error);
    }
}
