using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Academy.Courseware;
using Microsoft.AspNetCore.DataProtection;

namespace Academy.Web.Commands;

/// <summary>
/// A folder of courses in the browser, as learners will see it, while its author writes with an editor of their own: for this computer only, from
/// the disk, without a database. A page asks whether a file has changed and loads itself anew.
/// </summary>
internal static class FolderPreview
{
    // Nothing of a folder acts: no forms, no other origin.
    private const string ContentPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private const string Page = "_FolderPage";

    /// <summary>Serves until it is stopped.</summary>
    public static async Task<int> RunAsync(string folder, int port, Texts texts)
    {
        if (!Directory.Exists(folder)) throw new CommandException(texts.Format("Commands.NoFolder", folder));

        await using var site = Build(folder, port);
        try
        {
            await site.StartAsync();
        }
        catch (IOException fault) when (fault.InnerException is { } inner && (inner is SocketException || inner.InnerException is SocketException))
        {
            throw new CommandException(texts.Format("Commands.PortTaken", port.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        }
        await Console.Out.WriteLineAsync(texts.Format("Commands.Previewing", folder, $"http://127.0.0.1:{port.ToString(System.Globalization.CultureInfo.InvariantCulture)}/{PageLanguage.Current}/"));
        await site.WaitForShutdownAsync();
        return 0;
    }

    private static WebApplication Build(string folder, int port)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = typeof(Program).Assembly.GetName().Name, ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(server =>
        {
            server.AddServerHeader = false;
            server.Listen(IPAddress.Loopback, port);
        });
        var services = builder.Services;
        services.AddSingleton(Settings.Read(builder.Configuration, builder.Environment));
        services.AddSingleton(TimeProvider.System);
        services.AddHttpContextAccessor();
        services.AddSingleton<Texts>();
        services.AddSingleton<Markup>();
        services.AddScoped<CurrentAccount>();
        services.AddScoped<When>();
        services.AddScoped<SheetWords>();
        services.AddScoped<DraftPreview>();
        services.AddSingleton(new PreviewedFolder(folder));
        services.AddRazorPages();
        // What is protected here is gone with the process: nothing is written on the author's disk.
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        services.Configure<Microsoft.Extensions.WebEncoders.WebEncoderOptions>(options => options.TextEncoderSettings = new(System.Text.Unicode.UnicodeRanges.All));

        var site = builder.Build();
        site.Use(GuardAsync);
        site.MapStaticAssets();
        const string lang = "/{lang:regex(^(kk|ru|en)$)}";
        site.MapGet("/", () => Results.Redirect($"/{PageLanguage.Current}/"));
        site.MapGet("/changes", (PreviewedFolder files) => Results.Text(files.Stamp()));
        site.MapGet(lang, (string lang, PreviewedFolder files, DraftPreview draw) => ShowAsync(files, draw, lang, null, null));
        site.MapGet($"{lang}/learn/{{course}}", (string lang, string course, PreviewedFolder files, DraftPreview draw) => ShowAsync(files, draw, lang, course, null));
        site.MapGet($"{lang}/courses/{{course}}", (string lang, string course, PreviewedFolder files, DraftPreview draw) => ShowAsync(files, draw, lang, course, ""));
        site.MapGet($"{lang}/learn/{{course}}/{{module}}/{{item}}",
            (string lang, string course, string module, string item, PreviewedFolder files, DraftPreview draw) => ShowAsync(files, draw, lang, course, $"{module}/{item}"));
        site.MapGet("/media/{sha256:regex(^[0-9a-f]{{64}}$)}/{name}", SendMedia);
        return site;
    }

    private static Task GuardAsync(HttpContext context, RequestDelegate next)
    {
        // A page elsewhere may give its own name this computer's address; it must not read the folder that way.
        if (context.Request.Host.Host is not ("127.0.0.1" or "localhost"))
        {
            context.Response.StatusCode = StatusCodes.Status421MisdirectedRequest;
            return Task.CompletedTask;
        }
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ContentPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.CacheControl = "no-store";
        return next(context);
    }

    /// <param name="item"><c>module/item</c>; empty for the landing text, null for what the course holds.</param>
    private static async Task<IResult> ShowAsync(PreviewedFolder files, DraftPreview draw, string lang, string? slug, string? item)
    {
        var (stamp, check) = files.Now();
        var course = slug is null ? null : check.Compiled.GetValueOrDefault(slug);
        string? body = null;
        if (slug is not null && course is null) return await PageAsync(StatusCodes.Status404NotFound);
        if (item is not null)
        {
            // The item's files tell what it is, also while course.yml is broken or does not name it yet.
            var file = course!.Source.Files.Keys.Select(path => (Path: path, File: ItemFile.Of(path))).Where(one => one.File?.Item == item)
                .OrderByDescending(one => one.File!.Language == lang || one.File.Language.Length == 0).FirstOrDefault();
            if (file.Path is null) return await PageAsync(StatusCodes.Status404NotFound);
            body = await draw.OfAsync(file.Path, course.Compilation, lang);
        }
        return await PageAsync(StatusCodes.Status200OK);

        async Task<IResult> PageAsync(int status) => Results.Content(
            await draw.DrawAsync(Page, new FolderPageView(lang, stamp, check.Compiled.ToDictionary(one => one.Key, one => one.Value.Compilation.Built), check.Diagnostics, slug, item, course?.Source, body, status != StatusCodes.Status200OK), lang),
            "text/html; charset=utf-8", Encoding.UTF8, status);
    }

    private static IResult SendMedia(string sha256, string name, HttpContext context, PreviewedFolder files)
    {
        foreach (var course in files.Now().Check.Compiled.Values)
            if (course.Compilation.Built?.Media.Values.FirstOrDefault(file => file.Sha256 == sha256 && file.Name == name) is { } media
                && !course.Compilation.Diagnostics.Any(found => found.Severity == Severity.Error && found.Location.File == media.Path))
            {
                if (media.Type is "image/svg+xml" or "application/pdf") context.Response.Headers.ContentSecurityPolicy = "sandbox";
                return Results.Bytes(media.Bytes, media.Type, media.Type.StartsWith("image/", StringComparison.Ordinal) ? null : media.Name);
            }
        return Results.NotFound();
    }
}

/// <summary>The folder as it is on the disk now: read again as soon as a name, a size or a time in it is another.</summary>
internal sealed class PreviewedFolder(string folder)
{
    private readonly Lock _reading = new();
    private string? _stamp;
    private ContentCheck? _check;

    public (string Stamp, ContentCheck Check) Now()
    {
        lock (_reading)
        {
            // Before it is read: what changes meanwhile makes another stamp, and the page asks again.
            var stamp = Stamp();
            if (_check is null || stamp != _stamp) (_stamp, _check) = (stamp, ContentCheck.Of(folder, _check));
            return (stamp, _check);
        }
    }

    /// <summary>Another as soon as a file has changed. Asked of the disk each time, which also works where a system tells of no changes: over a network, in a container.</summary>
    public string Stamp()
    {
        var known = new StringBuilder();
        Look(new DirectoryInfo(folder), int.MaxValue);
        if (ContentCheck.SharedAbove(folder) is { } above) Look(new DirectoryInfo(above), 0);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(known.ToString())))[..16];

        void Look(DirectoryInfo at, int depth)
        {
            try
            {
                foreach (var entry in at.EnumerateFileSystemInfos().Where(entry => entry.Name[0] != '.' && !entry.Attributes.HasFlag(FileAttributes.ReparsePoint)).OrderBy(entry => entry.Name, StringComparer.Ordinal))
                    if (entry is FileInfo file) known.Append(file.FullName).Append('\t').Append(file.Length).Append('\t').Append(file.LastWriteTimeUtc.Ticks).Append('\n');
                    else if (depth > 0) Look((DirectoryInfo)entry, depth - 1);
            }
            // Taken away while it is looked at, or not to be read: the compiler tells of that.
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                known.Append(at.FullName).Append('\n');
            }
        }
    }
}
