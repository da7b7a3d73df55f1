using System.CommandLine;
using System.Globalization;
using Academy.Courseware;

namespace Academy.Web.Commands;

/// <summary>Commands that need neither site nor database: check, render, preview, questions, verify; help; and the answer to a line that nobody understands.</summary>
public static class Tools
{
    /// <summary>The line is not for the site and not for <see cref="OperatorCommands"/>.</summary>
    public static bool Runs(string[] args) => !Grammar.IsSite(args) && !OperatorCommands.Runs(args);

    /// <returns>0; 1 where the answer is no or a fault stopped it; 2 where the line makes no sense.</returns>
    public static Task<int> RunAsync(string[] args)
    {
        var (grammar, texts) = (new Grammar(), new Texts());
        var parsed = OperatorCommands.Parse(grammar, args);
        return Terminal.GuardAsync(texts, async () =>
        {
            if (grammar.AsksForHelp(parsed)) return await HelpAsync(grammar, texts);
            if (grammar.WhyNot(parsed, texts) is { } sentence)
            {
                await Console.Error.WriteLineAsync(sentence);
                return Terminal.WrongUsage;
            }
            var command = parsed.CommandResult.Command;
            if (command == grammar.Preview) return await FolderPreview.RunAsync(Terminal.PathOf(parsed.GetValue(grammar.PreviewFolder)!), parsed.GetValue(grammar.Port), texts);
            if (command == grammar.Questions) return await QuestionExchange.RunAsync(grammar, parsed, texts);
            if (command == grammar.Verify) return await CertificateCheck.RunAsync(parsed.GetValue(grammar.VerifyFile)!, parsed.GetValue(grammar.KnownKeys), texts);
            return command == grammar.Check ? await CheckAsync(grammar, parsed, texts) : await RenderAsync(grammar, parsed, texts);
        });
    }

    private static async Task<int> HelpAsync(Grammar grammar, Texts texts)
    {
        await Console.Out.WriteLineAsync(texts["Commands.Help"]);
        foreach (var command in grammar.All)
            await Console.Out.WriteLineAsync($"\n  {command.Description}\n    {texts[$"Commands.Help.{command.Name}"]}");
        return 0;
    }

    private static async Task<int> CheckAsync(Grammar grammar, ParseResult parsed, Texts texts)
    {
        var folder = Terminal.PathOf(parsed.GetValue(grammar.CheckFolder)!);
        if (!Directory.Exists(folder)) throw new CommandException(texts.Format("Commands.NoFolder", folder));

        if (parsed.GetValue(grammar.Language) is { } language) CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        var found = ContentCheck.Of(folder);
        var sum = texts.Format("Commands.CheckSum",
            texts.Count("Site.CoursesCount", found.Courses), texts.Count("Commands.Errors", found.Errors), texts.Count("Commands.Warnings", found.Warnings));
        if (grammar.WantsSarif(parsed))
        {
            await Console.Out.WriteLineAsync(SarifWriter.Write(found.Diagnostics, PageLanguage.Current));
            await Console.Error.WriteLineAsync(sum);
        }
        else
        {
            foreach (var diagnostic in found.Diagnostics) await Console.Out.WriteLineAsync(diagnostic.ToString(PageLanguage.Current));
            await Console.Out.WriteLineAsync(sum);
        }
        return found.Errors > 0 ? Terminal.Failed : 0;
    }

    private static async Task<int> RenderAsync(Grammar grammar, ParseResult parsed, Texts texts)
    {
        var typed = parsed.GetValue(grammar.RenderFile)!;
        var file = typed == "-" ? null : Terminal.PathOf(typed);
        if (file is not null && !File.Exists(file)) throw new CommandException(texts.Format("Commands.NoFile", file));

        var markdown = file is null ? await Console.In.ReadToEndAsync() : await File.ReadAllTextAsync(file);
        var (markup, diagnostics) = LessonRenderer.Render(markdown, LanguageOf(file), LibraryAround(file ?? Terminal.PathOf("-")));
        await Console.Out.WriteLineAsync(markup.Markup);
        foreach (var diagnostic in diagnostics)
            await Console.Error.WriteLineAsync((diagnostic with { Location = diagnostic.Location with { File = typed } }).ToString(PageLanguage.Current));
        return diagnostics.Any(diagnostic => diagnostic.Severity == Severity.Error) ? Terminal.Failed : 0;
    }

    // lesson.kk.md is in Kazakh; a name that says nothing is read in the terminal's language.
    internal static string LanguageOf(string? file) =>
        Path.GetExtension(Path.GetFileNameWithoutExtension(file))?.TrimStart('.') is { } said && Languages.All.Contains(said) ? said : PageLanguage.Current;

    // The acts and terms a lesson may name stand in the content folder that it lies in.
    internal static Library LibraryAround(string file)
    {
        for (var folder = Directory.GetParent(file); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "law.yml")))
                return LibraryReader.Read(ContentLayout.Of(CourseSource.FromFolder(folder.FullName).Source, folder.Name).Library).Library;
        return Library.Empty;
    }
}
