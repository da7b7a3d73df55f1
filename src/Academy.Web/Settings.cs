using Academy.Storage;

namespace Academy.Web;

/// <summary>What an operator can set, read and checked once at the start. A value that cannot work stops the start with one sentence that names it.</summary>
public sealed record Settings
{
    public required DatabaseProvider Provider { get; init; }
    public required string Connection { get; init; }

    /// <summary>Where SQLite, mail without a server and other local files go.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Courses, law register, glossary, programmes: brought in when the database is empty.</summary>
    public required string ContentFolder { get; init; }

    /// <summary>The keys that seal certificates.</summary>
    public required string KeysFolder { get; init; }

    /// <summary>A folder without a key gets one at the start: only Development may, since a key that nobody knows of is one that nobody keeps.</summary>
    public required bool MakesKeys { get; init; }

    /// <summary>The public address, without a slash at the end: what mail and QR codes print.</summary>
    public required Uri SiteUrl { get; init; }

    /// <summary>Made at the start and shown on the sign-in page; empty unless <c>Demo</c> is on, which only Development allows.</summary>
    public required IReadOnlyList<DemoPerson> DemoPeople { get; init; }

    /// <summary>Batches of certificates wait for a second person.</summary>
    public bool SecondApproval { get; init; }

    /// <summary>The root certificates of an authority whose signatures are confirmed here; null where there is none.</summary>
    public string? SignatureRoots { get; init; }

    /// <summary>As pages name that authority.</summary>
    public string SignatureAuthority { get; init; } = "";

    public required HelpLine Help { get; init; }
    public required MailSettings Mail { get; init; }

    /// <exception cref="SettingException">A value cannot work.</exception>
    public static Settings Read(IConfiguration configuration, IHostEnvironment environment)
    {
        var root = RootFolder(environment);
        var data = Path.GetFullPath(configuration["Data:Folder"] ?? "data", root);

        var named = configuration["Database:Provider"] ?? nameof(DatabaseProvider.Sqlite);
        if (!Enum.TryParse<DatabaseProvider>(named, ignoreCase: true, out var provider) || !Enum.IsDefined(provider))
            throw new SettingException("Database__Provider", "ProviderUnknown", named);

        var connection = configuration.GetConnectionString("Academy");
        if (provider == DatabaseProvider.Postgres && string.IsNullOrWhiteSpace(connection))
            throw new SettingException("ConnectionStrings__Academy", "ConnectionMissing");

        var url = configuration["Site:Url"] ?? "";
        if (!Uri.TryCreate(url, UriKind.Absolute, out var site) || site.Scheme is not ("http" or "https") || site.PathAndQuery != "/")
            throw new SettingException("Site__Url", "UrlInvalid", url);

        var demo = configuration.GetValue<bool>("Demo");
        if (demo && !environment.IsDevelopment()) throw new SettingException("Demo", "DemoOutsideDevelopment");

        return new Settings
        {
            Provider = provider,
            Connection = string.IsNullOrWhiteSpace(connection) ? $"Data Source={Path.Combine(data, "academy.db")}" : connection,
            DataFolder = data,
            ContentFolder = Path.GetFullPath(configuration["Content:Folder"] ?? "content", root),
            KeysFolder = Path.GetFullPath(configuration["Keys:Folder"] ?? Path.Combine(data, "keys"), root),
            MakesKeys = environment.IsDevelopment(),
            SiteUrl = site,
            DemoPeople = demo ? configuration.GetSection("DemoPeople").Get<DemoPerson[]>() ?? [] : [],
            SecondApproval = configuration.GetValue<bool>("Certificates:SecondApproval"),
            SignatureRoots = string.IsNullOrWhiteSpace(configuration["Signatures:Roots"]) ? null : Path.GetFullPath(configuration["Signatures:Roots"]!, root),
            SignatureAuthority = configuration["Signatures:Authority"] ?? "",
            Help = new HelpLine(configuration["Help:Phone"] ?? "", configuration["Help:Hours"] ?? ""),
            Mail = MailSettings.Read(configuration.GetSection("Mail")),
        };
    }

    // `dotnet run --project src/Academy.Web` starts in src/Academy.Web with the repository as the working folder or not,
    // so relative folders are looked for from the place that holds the solution; in a container, from the program's own.
    private static string RootFolder(IHostEnvironment environment)
    {
        for (var folder = new DirectoryInfo(environment.ContentRootPath); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Academy.sln")))
                return folder.FullName;
        return environment.ContentRootPath;
    }
}

/// <param name="Phone">Empty where there is none: then pages offer no call.</param>
public sealed record HelpLine(string Phone, string Hours);

/// <summary>A setting cannot work. The start ends with its sentence and exit code 1.</summary>
/// <param name="setting">Its name as an environment variable.</param>
/// <param name="key">Of the sentence, under <c>Settings</c>.</param>
public sealed class SettingException(string setting, string key, params string[] details) : Exception($"{setting}: {key}")
{
    public string Sentence(Texts texts) => texts.Format($"Settings.{key}", [setting, .. details]);
}
