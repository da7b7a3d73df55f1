using System.Text.Encodings.Web;
using System.Text.Unicode;
using Academy.Storage;
using Academy.Web;
using Academy.Web.Commands;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.WebEncoders;

Terminal.UseItsLanguage();

// Commands that need no site (check, render, questions, verify) answer before one is built.
if (Tools.Runs(args)) return await Tools.RunAsync(args);

try
{
    var app = Build(args);
    return OperatorCommands.Runs(args) ? await OperatorCommands.RunAsync(app, args) : await ServeAsync(app);
}
catch (SettingException refused)
{
    await Console.Error.WriteLineAsync(refused.Sentence(new Texts()));
    return 1;
}

static WebApplication Build(string[] args)
{
    var builder = WebApplication.CreateBuilder(new WebApplicationOptions
    {
        Args = OperatorCommands.SettingsIn(args),
        // Also where another program starts this one, as the tests do.
        ApplicationName = typeof(Program).Assembly.GetName().Name,
    });
    var settings = Settings.Read(builder.Configuration, builder.Environment);

    // Scripts and stylesheet lie minified in the build's own folder; a published site has them beside it, and no list of others.
    builder.WebHost.UseStaticWebAssets();
    builder.WebHost.ConfigureKestrel(server =>
    {
        server.AddServerHeader = false;
        server.Limits.MaxRequestBodySize = Limits.LargestBody;
        server.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(35);
        server.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(20);
    });

    var services = builder.Services;
    services.AddSingleton(settings);
    services.AddSingleton(TimeProvider.System);
    services.AddHttpContextAccessor();
    services.AddAcademyStorage(settings.Provider, settings.Connection);
    services.AddDataProtection().SetApplicationName("Academy").PersistKeysToDbContext<AcademyDb>();
    services.AddAcademyAccounts(builder.Environment);
    services.AddAcademyAccess();
    services.AddLimits(builder.Configuration);
    services.AddPageLanguage();
    services.AddSingleton<Texts>();
    services.AddSingleton<EditorSnippets>();
    services.AddSingleton<Markup>();
    services.AddSingleton<CourseShelf>();
    services.AddSingleton<DraftShelf>();
    services.AddScoped<DraftDesk>();
    services.AddScoped<DraftPreview>();
    services.AddScoped<EditorDesk>();
    services.AddScoped<OutlineDesk>();
    services.AddScoped<MediaDesk>();
    services.AddScoped<PeopleDesk>();
    services.AddScoped<CourseStarts>();
    services.AddSingleton<PictureShop>();
    services.AddScoped<FolderDesk>();
    services.AddScoped<BringDesk>();
    services.AddScoped<CourseIntake>();
    services.AddScoped<LawWatch>();
    services.AddScoped<LawRegister>();
    services.AddScoped<LawDesk>();
    services.AddSingleton<LawNotices>();
    services.AddScoped<HistoryDesk>();
    services.AddScoped<LanguageDesk>();
    services.AddScoped<ReviewDesk>();
    services.AddScoped<CurrentAccount>();
    services.AddScoped<When>();
    services.AddScoped<CourseImports>();
    services.AddScoped<ReadingDesk>();
    services.AddScoped<LessonDesk>();
    services.AddScoped<ReadersDesk>();
    services.AddScoped<AttemptDesk>();
    services.AddScoped<WorkDesk>();
    services.AddScoped<MarkingDesk>();
    services.AddScoped<AccommodationDesk>();
    services.AddScoped<SheetDesk>();
    services.AddScoped<RosterWords>();
    services.AddScoped<SheetWords>();
    services.AddScoped<SheetRegister>();
    services.AddSingleton<RescueFiles>();
    services.AddHostedService<OverdueAttempts>();
    services.AddScoped<RegradeDesk>();
    services.AddScoped<StatisticsDesk>();
    services.AddSingleton<StatisticsCache>();
    services.AddSingleton<RulingPreviews>();
    services.AddHostedService<Regrades>();
    services.AddScoped<CertificateDesk>();
    services.AddScoped<TemplateDesk>();
    services.AddSingleton<TemplateDesigns>();
    services.AddScoped<BatchDesk>();
    services.AddScoped<RegisterExports>();
    services.AddHostedService<CertificateBatches>();
    services.AddScoped<SignatureDesk>();
    services.AddSingleton<SignatureAuthorities>();
    services.AddSingleton<SealKeys>();
    services.AddSingleton<CertificatePress>();
    services.AddScoped<Mailer>();
    services.AddScoped<AccountMail>();
    services.AddScoped<StartUp>();
    services.AddSingleton<Readiness>();
    services.AddHostedService(provider => provider.GetRequiredService<Readiness>());
    services.AddHealthChecks().AddCheck<DatabaseCheck>("database");
    services.AddAntiforgery(options =>
    {
        options.HeaderName = "X-Antiforgery";
        options.Cookie.Name = builder.Environment.IsDevelopment() ? "academy-form" : "__Host-academy-form";
        options.Cookie.SecurePolicy = builder.Environment.IsDevelopment() ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
    });
    services.AddResponseCompression(options =>
    {
        // Antiforgery tokens differ on every page, so compressed pages give an eavesdropper nothing to measure.
        options.EnableForHttps = true;
        // What the API answers is shorter than what compressing it would cost.
        options.MimeTypes = ResponseCompressionDefaults.MimeTypes.Except(["application/json", "text/json"]);
        options.Providers.Add<BrotliCompressionProvider>();
        options.Providers.Add<GzipCompressionProvider>();
    });
    // Kazakh and Russian letters go out as themselves: as numeric entities a page would weigh three times as much.
    services.Configure<WebEncoderOptions>(options => options.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
    services.AddRazorPages(pages =>
        {
            Access.Guard(pages.Conventions);
            Access.PutUnderLanguage(pages.Conventions);
        })
        .AddMvcOptions(options => options.Filters.Add<RefusalFilter>());
    services.Configure<ForwardedHeadersOptions>(options =>
    {
        // The reverse proxy of docker-compose.yml is the only door in production.
        options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
        if (builder.Configuration.GetValue<bool>("Proxy:Trust"))
        {
            options.KnownIPNetworks.Clear();
            options.KnownProxies.Clear();
        }
    });

    var app = builder.Build();
    app.UseForwardedHeaders();
    app.UseSecurityHeaders();
    app.UseResponseCompression();
    app.UsePageLanguage();
    app.UseFaultPages();
    if (!app.Environment.IsDevelopment()) app.UseHsts();
    app.UseRouting();
    app.UseBodyLimit();
    app.UseRateLimiter();
    app.UseAuthentication();
    app.Use(SessionCheck.InsistAsync);
    app.UseAuthorization();

    app.MapStaticAssets().AllowAnonymous();
    app.MapGet("/", (HttpContext context) => Results.Redirect($"/{PageLanguage.Current}/{context.Request.QueryString}")).AllowAnonymous();
    app.MapHealthChecks("/health/live", new() { Predicate = _ => false }).AllowAnonymous();
    app.MapHealthChecks("/health/ready").AllowAnonymous();
    app.MapApi();
    app.MapStudio();
    app.MapFiles();
    app.MapCredentials();
    app.MapWorks();
    app.MapRazorPages().WithStaticAssets();
    // Without an endpoint the fallback policy would send strangers to the sign-in page instead of telling them that there is no such page.
    app.MapFallback("{**path}", () => Results.NotFound()).AllowAnonymous();
    return app;
}

static async Task<int> ServeAsync(WebApplication app)
{
    var readiness = app.Services.GetRequiredService<Readiness>();
    await readiness.TryPrepareAsync(CancellationToken.None);
    await app.RunAsync();
    if (readiness.Refused is not { } refused) return 0;

    await Console.Error.WriteLineAsync(refused.Sentence(app.Services.GetRequiredService<Texts>()));
    return 1;
}

/// <summary>Named so that tests can start the site.</summary>
public partial class Program;
