using System.CommandLine;
using Academy.Courseware;
using Academy.Storage;

namespace Academy.Web.Commands;

/// <summary>What can be typed after the program's name, and one sentence for what cannot. A command's description is how it is written.</summary>
internal sealed class Grammar
{
    private const string Sarif = "sarif";

    // A start without a command takes any setting; beside a command only what looks like one of ours does, so that a mistyped option is told.
    private static readonly string[] HostSettings = ["environment", "urls", "contentRoot", "applicationName"];

    private readonly Option<bool> _help = new("--help", "-h", "-?") { Recursive = true };
    private readonly Command _root = new("academy");
    private readonly Command _user = new("user");
    private readonly Command _keys = new("keys");

    public Grammar()
    {
        Format.AcceptOnlyFromAmong("text", Sarif);
        Language.AcceptOnlyFromAmong([.. Languages.All]);
        Role.AcceptOnlyFromAmong([.. Roles.All]);
        To.AcceptOnlyFromAmong("gift", "moodle", "qti");

        Check = new Command("check", "check [folder] [--format sarif] [--language kk|ru|en]") { CheckFolder, Format, Language };
        Render = new Command("render", "render <file.md>") { RenderFile };
        Preview = new Command("preview", "preview [folder] [--port N]") { PreviewFolder, Port };
        Questions = new Command("questions", "questions <file> [--language kk|ru|en] [--media <folder>] | questions <quiz.md> --to gift|moodle|qti [-o <file>]") { QuestionsFile, Language, Media, To, Output };
        Import = new Command("import", "import <folder|zip> [--publish | --merge]") { ImportFrom, Publish, Merge };
        Export = new Command("export", "export <course> <folder> [--edition N | --draft] [--history]") { ExportCourse, ExportFolder, Edition, Draft, History };
        Migrate = new Command("migrate", "migrate");
        UserAdd = new Command("add", $"user add --email … --role {string.Join('|', Roles.All)} [--name …] [--position …]") { Email, Role, Name, Position };

        Verify = new Command("verify", "verify <file.pdf|file.jwt> [--keys <jwks.json>]") { VerifyFile, KnownKeys };
        KeysNew = new Command("new", "keys new");

        _user.Add(UserAdd);
        _keys.Add(KeysNew);
        _root.Add(_help);
        foreach (var command in (Command[])[Check, Render, Preview, Questions, Verify, Import, Export, Migrate, _user, _keys]) _root.Add(command);
    }

    public Command Check { get; }
    public Argument<string> CheckFolder { get; } = new("[folder]") { DefaultValueFactory = _ => "content" };
    public Option<string> Format { get; } = new("--format") { DefaultValueFactory = _ => "text" };
    public Option<string?> Language { get; } = new("--language");

    public Command Render { get; }
    public Argument<string> RenderFile { get; } = new("<file.md>");

    public Command Preview { get; }
    public Argument<string> PreviewFolder { get; } = new("[folder]") { DefaultValueFactory = _ => "content" };
    public Option<int> Port { get; } = new("--port") { DefaultValueFactory = _ => 5090 };

    public Command Questions { get; }
    public Argument<string> QuestionsFile { get; } = new("<file>");
    public Option<string?> Media { get; } = new("--media");
    public Option<string?> To { get; } = new("--to");
    public Option<string?> Output { get; } = new("-o");

    public Command Verify { get; }
    public Argument<string> VerifyFile { get; } = new("<file>");
    public Option<string?> KnownKeys { get; } = new("--keys");

    public Command Import { get; }
    public Argument<string> ImportFrom { get; } = new("<folder|zip>");
    public Option<bool> Publish { get; } = new("--publish");
    public Option<bool> Merge { get; } = new("--merge");

    public Command Export { get; }
    public Argument<string> ExportCourse { get; } = new("<course>");
    public Argument<string> ExportFolder { get; } = new("<folder>");
    public Option<int?> Edition { get; } = new("--edition");
    public Option<bool> Draft { get; } = new("--draft");
    public Option<bool> History { get; } = new("--history");

    public Command Migrate { get; }

    public Command UserAdd { get; }
    public Option<string> Email { get; } = new("--email") { Required = true };
    public Option<string> Role { get; } = new("--role") { Required = true };
    public Option<string?> Name { get; } = new("--name");
    public Option<string?> Position { get; } = new("--position");

    public Command KeysNew { get; }

    /// <summary>In the order in which help shows them.</summary>
    public IReadOnlyList<Command> All => [Check, Render, Preview, Questions, Verify, Import, Export, Migrate, UserAdd, KeysNew];

    /// <summary>Nothing but settings, or nothing at all: the site is wanted.</summary>
    public static bool IsSite(string[] arguments) => arguments.All(argument => argument.StartsWith("--", StringComparison.Ordinal) && argument.Contains('='));

    /// <summary><c>--Section:Key=value</c>, <c>--Demo=true</c>, <c>--environment=…</c>: ours are written with a capital, options of commands without.</summary>
    public static bool IsSetting(string argument)
    {
        if (!argument.StartsWith("--", StringComparison.Ordinal) || argument.IndexOf('=', StringComparison.Ordinal) is not (> 2 and var sign)) return false;

        var name = argument[2..sign];
        return char.IsAsciiLetterUpper(name[0]) || name.Contains(':') || HostSettings.Contains(name, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Never fails: see <see cref="WhyNot"/>.</summary>
    public ParseResult Parse(IEnumerable<string> arguments) =>
        _root.Parse([.. arguments], new ParserConfiguration { EnablePosixBundling = false, ResponseFileTokenReplacer = null });

    public bool AsksForHelp(ParseResult parsed) => parsed.GetValue(_help);

    public bool WantsSarif(ParseResult parsed) => parsed.GetValue(Format) == Sarif;

    /// <summary>Null where the line can be carried out; else what is wrong with it and how it is written.</summary>
    public string? WhyNot(ParseResult parsed, Texts texts)
    {
        var command = parsed.CommandResult.Command;
        var typed = parsed.UnmatchedTokens is [var first, ..] ? first : null;
        if (command == _root || command == _user || command == _keys)
        {
            if (command == _root && typed is ['-', ..]) return texts.Format("Commands.UnknownSetting", typed);

            var names = string.Join(", ", All.Select(known => known == UserAdd ? "user add" : known == KeysNew ? "keys new" : known.Name));
            var wrong = string.Join(' ', ((string?[])[command == _root ? null : command.Name, typed]).OfType<string>());
            return texts.Format("Commands.UnknownCommand", wrong, names);
        }

        // What looks like an option and is none would otherwise be taken for a folder's name, or for another option's value.
        foreach (var argument in command.Arguments)
            if (parsed.GetResult(argument)?.Tokens.FirstOrDefault(token => IsDashed(token.Value)) is { } dashed)
                return texts.Format("Commands.UnknownArgument", dashed.Value, command.Description!);
        foreach (var option in command.Options)
            if (parsed.GetResult(option)?.Tokens.Any(token => IsDashed(token.Value)) == true)
                return texts.Format("Commands.Missing", option.Name, command.Description!);

        if (typed is not null) return texts.Format("Commands.UnknownArgument", typed, command.Description!);
        // An edition and the draft are two things; which one is meant nobody can tell.
        if (command == Export && parsed.GetResult(Edition) is not null && parsed.GetValue(Draft)) return texts.Format("Commands.UnknownArgument", Draft.Name, command.Description!);
        // What is merged into a draft is published from there, by its people.
        if (command == Import && parsed.GetValue(Publish) && parsed.GetValue(Merge)) return texts.Format("Commands.UnknownArgument", Merge.Name, command.Description!);
        if (command == Preview && parsed.Errors.Count == 0 && parsed.GetValue(Port) is < 1 or > 65535)
            return texts.Format("Commands.WrongValue", parsed.GetValue(Port), Port.Name, command.Description!);
        if (parsed.Errors.Count == 0) return null;

        foreach (var argument in command.Arguments)
            if (argument.Arity.MinimumNumberOfValues > 0 && parsed.GetResult(argument) is not { Tokens.Count: > 0 })
                return texts.Format("Commands.Missing", argument.Name, command.Description!);
        foreach (var option in command.Options)
            if (parsed.GetResult(option) is var given && (option.Required && given is null or { Implicit: true } || option.Arity.MinimumNumberOfValues > 0 && given is { Implicit: false, Tokens.Count: 0 }))
                return texts.Format("Commands.Missing", option.Name, command.Description!);
        foreach (var option in command.Options)
            if (parsed.GetResult(option) is { Implicit: false } given && given.Errors.Any())
                return texts.Format("Commands.WrongValue", string.Join(' ', given.Tokens.Select(token => token.Value)), option.Name, command.Description!);
        return texts.Format("Commands.WrongLine", command.Description!);
    }

    private static bool IsDashed(string typed) => typed.StartsWith("--", StringComparison.Ordinal);
}
