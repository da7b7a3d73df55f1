using System.Globalization;
using Academy.Courseware;
using Academy.Learning;

namespace Academy.Web.Commands;

/// <summary>What commands share: the terminal's language, its working folder, and one sentence for whatever goes wrong.</summary>
public static class Terminal
{
    /// <summary>What a command was asked cannot be done as it was typed.</summary>
    public const int WrongUsage = 2;

    /// <summary>What a command was asked was done and the answer is no, or it could not be done.</summary>
    public const int Failed = 1;

    private const string ProjectFile = "Academy.Web.csproj";

    /// <summary>Kazakh or Russian where the system speaks it, else English: sentences outside a page have no other language.</summary>
    public static void UseItsLanguage()
    {
        var spoken = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;
        var language = CultureInfo.GetCultureInfo(Languages.All.Contains(spoken) ? spoken : Languages.English);
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (language, language);
    }

    /// <summary>A path as it was typed, made whole.</summary>
    public static string PathOf(string typed) => Path.GetFullPath(typed, WorkingFolder());

    /// <summary>Carries out a command; a fault becomes one sentence on standard error.</summary>
    /// <returns>The exit code.</returns>
    internal static async Task<int> GuardAsync(Texts texts, Func<Task<int>> act)
    {
        try
        {
            return await act();
        }
        catch (Exception fault)
        {
            await Console.Error.WriteLineAsync(SentenceFor(fault, texts));
            return Failed;
        }
    }

    private static string SentenceFor(Exception fault, Texts texts) => fault switch
    {
        CommandException told => told.Message,
        SettingException setting => setting.Sentence(texts),
        RefusedException refused => texts.Format($"Refusals.{refused.Refusal}", [.. refused.Details]),
        _ when Faults.IsDatabaseAway(fault) => texts["Commands.DatabaseAway"],
        IOException or UnauthorizedAccessException => texts.Format("Commands.FileFault", fault.Message),
        _ => texts.Format("Commands.Fault", $"{fault.GetType().Name}: {fault.Message}"),
    };

    // `dotnet run --project src/Academy.Web` moves into the project's folder before it starts the program, so a path typed
    // elsewhere is looked for where the shell stands.
    private static string WorkingFolder()
    {
        var here = Environment.CurrentDirectory;
        if (!File.Exists(Path.Combine(here, ProjectFile))) return here;
        if (Environment.GetEnvironmentVariable("PWD") is { } shell && Directory.Exists(shell)) return shell;

        for (var folder = new DirectoryInfo(here); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Academy.sln")))
                return folder.FullName;
        return here;
    }
}

/// <summary>A command cannot do what it was asked.</summary>
/// <param name="sentence">Already in the terminal's language.</param>
internal sealed class CommandException(string sentence) : Exception(sentence);
