using System.CommandLine;
using Academy.Courseware;
using Academy.Courseware.Exchange;

namespace Academy.Web.Commands;

/// <summary>The command <c>questions</c>: questions of other systems into quiz Markdown, and a quiz out for another system.</summary>
internal static class QuestionExchange
{
    /// <returns>0; 1 where nothing could be taken, or the quiz has errors.</returns>
    public static Task<int> RunAsync(Grammar grammar, ParseResult parsed, Texts texts)
    {
        var typed = parsed.GetValue(grammar.QuestionsFile)!;
        var file = Terminal.PathOf(typed);
        if (!File.Exists(file)) throw new CommandException(texts.Format("Commands.NoFile", file));

        var language = parsed.GetValue(grammar.Language) ?? Tools.LanguageOf(file);
        return parsed.GetValue(grammar.To) is { } to
            ? GiveAsync(file, typed, language, to, parsed.GetValue(grammar.Output), texts)
            : TakeAsync(file, typed, language, parsed.GetValue(grammar.Media), texts);
    }

    private static async Task<int> TakeAsync(string file, string typed, string language, string? media, Texts texts)
    {
        // A file that could never be read is not brought into memory first.
        if (new FileInfo(file).Length > Academy.Courseware.Limits.PackageBytes) throw new CommandException(texts.Format("Commands.TooLarge", typed));

        var reading = QuestionImport.Read(typed, await File.ReadAllBytesAsync(file), language);
        await Console.Out.WriteAsync(reading.Markdown);
        foreach (var finding in reading.Findings) await Console.Error.WriteLineAsync(Told(typed, finding, texts));
        await Console.Error.WriteLineAsync(texts.Format("Commands.QuestionsSum", reading.Total, reading.Taken, reading.Unsupported, reading.Faulty));
        if (reading.Media.Files.Count > 0 && media is null) await Console.Error.WriteLineAsync(texts.Format("Commands.PicturesLeft", reading.Media.Files.Count));
        if (media is not null) reading.Media.Under("media").WriteTo(Terminal.PathOf(media));
        return reading.Taken > 0 ? 0 : Terminal.Failed;
    }

    private static async Task<int> GiveAsync(string file, string typed, string language, string to, string? output, Texts texts)
    {
        var library = Tools.LibraryAround(file);
        var media = QuizText.MediaOf(CourseAround(file));
        var (paper, diagnostics) = QuizText.Read(typed, await File.ReadAllTextAsync(file), language, library, media);
        foreach (var diagnostic in diagnostics) await Console.Error.WriteLineAsync(diagnostic.ToString(PageLanguage.Current));
        if (diagnostics.Any(diagnostic => diagnostic.Severity == Severity.Error)) return Terminal.Failed;

        var format = to switch { "gift" => QuestionFormat.Gift, "moodle" => QuestionFormat.MoodleXml, _ => QuestionFormat.Qti2 };
        var written = QuestionExport.Write(paper.Title, paper.Questions, language, format, media.Values);
        foreach (var finding in written.Findings) await Console.Error.WriteLineAsync(Told(typed, finding, texts));
        if (output is not null)
        {
            await File.WriteAllBytesAsync(Terminal.PathOf(output), written.Bytes);
            return 0;
        }
        await using var bytes = Console.OpenStandardOutput();
        await bytes.WriteAsync(written.Bytes);
        return 0;
    }

    // The form of diagnostics, so that an editor finds the line.
    private static string Told(string file, QuestionFinding finding, Texts texts)
    {
        var place = finding.Line > 0 ? $"{file}({finding.Line},1)" : file;
        var kind = finding.Rule.Outcome is ExchangeOutcome.Noted ? "warning" : "error";
        var question = finding.Number > 0 ? texts.Format("Commands.QuestionNumber", finding.Number, finding.Name) + " " : "";
        return $"{place}: {kind} {finding.Rule.Code}: {question}{finding.Message(PageLanguage.Current)}";
    }

    // Pictures stand in the media folder of the course that the file lies in.
    private static CourseSource CourseAround(string file)
    {
        for (var folder = Directory.GetParent(file); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "course.yml")))
                return CourseSource.FromFolder(folder.FullName).Source;
        return CourseSource.Empty;
    }
}
