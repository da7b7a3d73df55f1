using System.CommandLine;
using Academy.Courseware;
using Academy.Credentials;
using Academy.Learning;
using Academy.Storage;
using Microsoft.EntityFrameworkCore;

namespace Academy.Web.Commands;

/// <summary>Commands of whoever runs the site, on its database: import, export, migrate, user add; and on its keys: keys new.</summary>
public static class OperatorCommands
{
    // What a command says is its output; what the site would log is not. An operator's own setting comes later and wins.
    private static readonly string[] Quietly =
    [
        "--Logging:LogLevel:Default=Critical", "--Logging:LogLevel:Microsoft.AspNetCore=Critical", "--Logging:LogLevel:Microsoft.EntityFrameworkCore=Critical",
        "--Logging:Console:LogToStandardErrorThreshold=Trace",
    ];

    /// <summary>One of these commands, and written as it should be.</summary>
    public static bool Runs(string[] args)
    {
        var grammar = new Grammar();
        var parsed = Parse(grammar, args);
        return IsOperators(grammar, parsed.CommandResult.Command) && !grammar.AsksForHelp(parsed) && grammar.WhyNot(parsed, new Texts()) is null;
    }

    /// <summary>The arguments that are settings of the site rather than part of a command.</summary>
    public static string[] SettingsIn(string[] args)
    {
        if (Grammar.IsSite(args)) return args;

        // A command may be typed anywhere; the defaults lie beside the program.
        string[] home = File.Exists("appsettings.json") ? [] : [$"--contentRoot={AppContext.BaseDirectory}"];
        return [.. Quietly, .. home, .. args.Where(Grammar.IsSetting)];
    }

    /// <returns>0; 1 where something was refused or a fault stopped it.</returns>
    public static async Task<int> RunAsync(WebApplication app, string[] args)
    {
        await using var site = app;
        await using var scope = app.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var grammar = new Grammar();
        var parsed = Parse(grammar, args);
        var command = parsed.CommandResult.Command;
        var texts = services.GetRequiredService<Texts>();
        return await Terminal.GuardAsync(texts, async () =>
        {
            var start = services.GetRequiredService<StartUp>();
            if (command == grammar.Migrate)
            {
                await start.MigrateAsync(CancellationToken.None);
                await Console.Out.WriteLineAsync(texts["Commands.Migrated"]);
                return 0;
            }

            if (command == grammar.KeysNew)
            {
                var settings = services.GetRequiredService<Settings>();
                var file = SigningKeys.Make(settings.KeysFolder, SealKeys.NameOf(settings.SiteUrl), services.GetRequiredService<TimeProvider>().GetUtcNow());
                await Console.Out.WriteLineAsync(texts.Format("Commands.KeyMade", file));
                return 0;
            }

            await start.ReadyDatabaseAsync(CancellationToken.None);
            if (command == grammar.Import) return await ImportAsync(services, texts, parsed.GetValue(grammar.ImportFrom)!, parsed.GetValue(grammar.Publish), parsed.GetValue(grammar.Merge));
            if (command == grammar.Export)
                return await ExportAsync(services, texts, parsed.GetValue(grammar.ExportCourse)!, parsed.GetValue(grammar.ExportFolder)!, parsed.GetValue(grammar.Edition), parsed.GetValue(grammar.Draft), parsed.GetValue(grammar.History));

            var link = await ActivatorUtilities.CreateInstance<AccountOpening>(services).OpenAsync(
                parsed.GetValue(grammar.Email)!, parsed.GetValue(grammar.Role)!, parsed.GetValue(grammar.Name), parsed.GetValue(grammar.Position), CancellationToken.None);
            await Console.Out.WriteLineAsync(texts["Commands.PasswordLink"]);
            await Console.Out.WriteLineAsync(link.ToString());
            return 0;
        });
    }

    /// <summary>Settings beside a command of this kind are not part of it; beside any other they are a mistake.</summary>
    internal static ParseResult Parse(Grammar grammar, string[] args)
    {
        var parsed = grammar.Parse(args.Where(argument => !Grammar.IsSetting(argument)));
        return IsOperators(grammar, parsed.CommandResult.Command) ? parsed : grammar.Parse(args);
    }

    private static bool IsOperators(Grammar grammar, Command command) =>
        command == grammar.Import || command == grammar.Export || command == grammar.Migrate || command == grammar.UserAdd || command == grammar.KeysNew;

    private static async Task<int> ImportAsync(IServiceProvider services, Texts texts, string from, bool publish, bool merge)
    {
        var path = Terminal.PathOf(from);
        var (reading, name) = Read(path, texts);
        var (outcome, held) = await services.GetRequiredService<CourseIntake>().ImportAsync(reading, name, publish, merge, CancellationToken.None);

        var sources = ContentLayout.Of(reading.Source, name).Courses;
        // A file that could not be read is told once, though it counts against its course too.
        var inCourses = outcome.Courses.SelectMany(course => course.Diagnostics.Except(reading.Diagnostics).Under(ContentCheck.FolderOf(course.Slug, sources[course.Slug], reading.Source)));
        foreach (var diagnostic in outcome.Diagnostics.Concat(inCourses)) await Console.Out.WriteLineAsync(diagnostic.ToString(PageLanguage.Current));
        foreach (var course in outcome.Courses)
            await Console.Out.WriteLineAsync(course.Edition switch
            {
                null => texts.Format("Commands.CourseRefused", course.Slug),
                { IsPublished: true } edition => texts.Format("Commands.CoursePublished", course.Slug, edition.Number),
                var edition => texts.Format("Commands.CourseTaken", course.Slug, edition.Number),
            });
        foreach (var (slug, course) in held.OrderBy(one => one.Key, StringComparer.Ordinal)) await SayAsync(services, texts, slug, course);
        if (outcome.Courses.Count + held.Count == 0) await Console.Error.WriteLineAsync(texts["Commands.NothingTaken"]);
        return outcome.Succeeded && outcome.Courses.Count + held.Count > 0 && held.Values.All(course => course.Why == HeldWhy.Merged) ? 0 : Terminal.Failed;
    }

    // What its people write in a draft is theirs: where a folder meets it, they decide on its page.
    private static async Task SayAsync(IServiceProvider services, Texts texts, string slug, HeldCourse course)
    {
        foreach (var file in course.Files) await Console.Out.WriteLineAsync(texts.Format(course.Why == HeldWhy.Merged ? "Commands.FileMerged" : "Commands.FileBothChanged", slug, file));
        if (course.Why == HeldWhy.Merged)
        {
            await Console.Out.WriteLineAsync(texts.Format("Commands.DraftMerged", slug, course.Files.Count));
            return;
        }
        var page = new Uri(services.GetRequiredService<Settings>().SiteUrl, $"/{PageLanguage.Current}/studio/courses/{slug}/bring");
        await Console.Error.WriteLineAsync(texts.Format(course.Why == HeldWhy.BothChanged ? "Commands.BothChanged" : "Commands.DraftHasChanges", slug, page));
    }

    private static (SourceReading Reading, string Name) Read(string path, Texts texts)
    {
        if (Directory.Exists(path)) return (CourseSource.FromFolder(path), new DirectoryInfo(path).Name);
        if (!File.Exists(path)) throw new CommandException(texts.Format("Commands.NoFileOrFolder", path));

        using var zip = File.OpenRead(path);
        return (CourseSource.FromZip(zip), Path.GetFileNameWithoutExtension(path));
    }

    private static async Task<int> ExportAsync(IServiceProvider services, Texts texts, string course, string to, int? number, bool draft, bool history)
    {
        var folder = Terminal.PathOf(to);
        // Beside the folder, so that the folder is the course and nothing else.
        var beside = Path.Combine(Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(folder)) ?? folder, $"{course}.fast-import");
        if (history && (File.Exists(beside) || Directory.Exists(beside))) throw new CommandException(texts.Format("Commands.FileThere", beside));

        await ExportFilesAsync(services, texts, course, folder, number, draft);
        if (history) await ExportHistoryAsync(services, texts, course, beside);
        return 0;
    }

    private static async Task ExportFilesAsync(IServiceProvider services, Texts texts, string course, string folder, int? number, bool draft)
    {
        if (File.Exists(folder) || Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
            throw new CommandException(texts.Format("Commands.FolderNotEmpty", folder));

        var db = services.GetRequiredService<AcademyDb>();
        if (draft)
        {
            // An operator has the whole database in hand; whose draft it is matters to people on the site.
            var written = await db.Drafts.FirstOrDefaultAsync(stored => stored.CourseSlug == course) ?? throw new CommandException(texts.Format("Commands.NoDraft", course));
            var files = await services.GetRequiredService<FolderDesk>().ReadAsync(written, CancellationToken.None);
            files.WriteTo(folder);
            await Console.Out.WriteLineAsync(texts.Format("Commands.DraftExported", course, folder, files.Files.Count));
            return;
        }

        var editions = db.Editions.Where(edition => edition.CourseSlug == course);
        var wanted = await (number is { } given ? editions.Where(edition => edition.Number == given) : editions.Current()).FirstOrDefaultAsync();
        if (wanted is null)
            throw new CommandException(number is { } missing ? texts.Format("Commands.NoEdition", course, missing) : texts.Format("Commands.NoPublishedEdition", course));

        var source = await services.GetRequiredService<CourseImports>().ExportAsync(wanted.Id, CancellationToken.None);
        source.WriteTo(folder);
        await Console.Out.WriteLineAsync(texts.Format("Commands.Exported", course, wanted.Number, folder, source.Files.Count));
    }

    private static async Task ExportHistoryAsync(IServiceProvider services, Texts texts, string course, string file)
    {
        var db = services.GetRequiredService<AcademyDb>();
        var written = await db.Drafts.Include(stored => stored.Files).FirstOrDefaultAsync(stored => stored.CourseSlug == course) ?? throw new CommandException(texts.Format("Commands.NoDraft", course));
        await using (var stream = new FileStream(file, FileMode.CreateNew, FileAccess.Write))
            await services.GetRequiredService<HistoryDesk>().WriteAsync(written, stream, texts, CancellationToken.None);
        await Console.Out.WriteLineAsync(texts.Format("Commands.HistoryExported", course, file));
    }
}
