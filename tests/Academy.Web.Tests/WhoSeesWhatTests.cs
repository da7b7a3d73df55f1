using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Academy.Storage;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Academy.Web.Tests;

/// <summary>
/// Every endpoint the site really has, held against the table in <c>Access.txt</c>, which a person reads at each change. An endpoint
/// that is not in the table fails the build.
/// </summary>
public sealed partial class WhoSeesWhatTests
{
    private static readonly string[] Callers = ["stranger", "learner", "instructor", "staff", "admin"];

    [Fact]
    public async Task Every_endpoint_is_in_the_table_with_the_guard_it_has()
    {
        await using var academy = await AcademyApp.StartAsync(DatabaseProvider.Sqlite);

        var real = EndpointsOf(academy).Select(endpoint => $"{endpoint.Guard,-12} {endpoint.Pattern} {endpoint.Handlers}".TrimEnd()).Distinct().Order(StringComparer.Ordinal).ToList();

        Assert.True(real.SequenceEqual(Table()), $"Access.txt should say, if a person agrees:\n{string.Join('\n', real)}");
    }

    [Fact]
    public async Task Every_page_answers_each_caller_as_its_guard_says()
    {
        await using var academy = await AcademyApp.StartAsync(DatabaseProvider.Sqlite);
        var callers = await CallersAsync(academy);

        var wrong = new List<string>();
        foreach (var endpoint in EndpointsOf(academy).Where(endpoint => endpoint.IsGet))
            foreach (var (name, browser) in callers)
            {
                await browser.OpenAsync("~" + Fill(endpoint.Pattern));
                var sentToSignIn = browser.Path.Contains("/account/sign-in", StringComparison.Ordinal) && !endpoint.Pattern.Contains("sign-", StringComparison.Ordinal);
                var told = sentToSignIn || browser.Status == HttpStatusCode.Unauthorized ? "sign in" : browser.Status == HttpStatusCode.Forbidden ? "forbidden" : "open";
                if ((int)browser.Status >= 500) told = browser.Status.ToString();
                var expected = Expected(endpoint.Guard, name);
                // An item of a course asks for a sign-in by itself, where the course is not open.
                if (endpoint.Pattern.Contains("/learn/{course}/{module}", StringComparison.Ordinal) && name == "stranger") expected = "sign in";
                if (told != expected) wrong.Add($"{endpoint.Pattern} as {name}: {told}, expected {expected}");
            }
        Assert.Empty(wrong);
    }

    [Fact]
    public async Task Opening_every_page_as_everybody_changes_nothing()
    {
        await using var academy = await AcademyApp.StartAsync(DatabaseProvider.Sqlite);
        await academy.GraduateAsync();
        var callers = await CallersAsync(academy);
        // The first visit of a lesson is counted for its authors, with and without script: the one thing that opening does.
        await callers.Single(caller => caller.Name == "learner").Browser.OpenAsync("~" + Fill("{lang:regex(^(kk|ru|en)$)}/learn/{course}/{module}/{item}"));
        var before = await DigestAsync(academy);

        foreach (var endpoint in EndpointsOf(academy).Where(endpoint => endpoint.IsGet))
            foreach (var (_, browser) in callers)
                await browser.OpenAsync("~" + Fill(endpoint.Pattern));

        Assert.Equal(before, await DigestAsync(academy));
    }

    [Fact]
    public async Task Every_unsafe_request_without_the_pages_token_is_refused_and_changes_nothing()
    {
        await using var academy = await AcademyApp.StartAsync(DatabaseProvider.Sqlite);
        await academy.GraduateAsync();
        var callers = await CallersAsync(academy);
        var before = await DigestAsync(academy);

        var wrong = new List<string>();
        foreach (var endpoint in EndpointsOf(academy).Where(endpoint => endpoint.UnsafeMethod is not null && !endpoint.Pattern.Contains("csp-reports", StringComparison.Ordinal)))
            foreach (var handler in endpoint.UnsafeHandlers)
                foreach (var (name, browser) in callers)
                {
                    var address = Fill(endpoint.Pattern) + (handler.Length == 0 ? "" : $"?handler={handler}");
                    using var request = new HttpRequestMessage(new HttpMethod(endpoint.UnsafeMethod!), browser.Resolve("~" + address)) { Content = new FormUrlEncodedContent([]) };
                    await browser.SendAsync(request);
                    if (browser.Status is HttpStatusCode.OK && !browser.Path.Contains("sign-in", StringComparison.Ordinal) || (int)browser.Status >= 500)
                        wrong.Add($"{endpoint.UnsafeMethod} {address} as {name}: {browser.Status}");
                }

        Assert.Empty(wrong);
        Assert.Equal(before, await DigestAsync(academy));
    }

    [Fact]
    public async Task Every_answer_carries_the_security_headers()
    {
        await using var academy = await AcademyApp.StartAsync(DatabaseProvider.Sqlite);
        var stranger = academy.Stranger();

        foreach (var path in (string[])["~/kk/", "~/kk/nowhere", "~/health/live", "~/academy.css", "~/error", "~/kk/learn", "~/api/progress"])
        {
            await stranger.OpenAsync(path);
            var policy = Assert.Single(stranger.Response.Headers.GetValues("Content-Security-Policy"));
            Assert.Contains("script-src 'self'", policy);
            Assert.DoesNotContain("unsafe", policy);
            Assert.Equal("nosniff", Assert.Single(stranger.Response.Headers.GetValues("X-Content-Type-Options")));
            Assert.False(stranger.Response.Headers.Contains("Server"));
        }
    }

    private static string Expected(string guard, string caller) => guard switch
    {
        "anyone" => "open",
        _ when caller == "stranger" => "sign in",
        "signed-in" => "open",
        "instructors" => caller is "instructor" or "admin" ? "open" : "forbidden",
        "staff" => caller is "staff" or "admin" ? "open" : "forbidden",
        "team" => caller is "instructor" or "staff" or "admin" ? "open" : "forbidden",
        _ => "forbidden",
    };

    private static async Task<IReadOnlyList<(string Name, Browser Browser)>> CallersAsync(AcademyApp academy)
    {
        Browser[] browsers =
        [
            academy.Stranger(), await academy.EnrolledLearnerAsync(), await academy.InstructorAsync(), await academy.StaffAsync(), await academy.AdminAsync(),
        ];
        return [.. Callers.Zip(browsers)];
    }

    private static IEnumerable<string> Table() =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Access.txt")).Where(line => line.Length > 0 && !line.StartsWith('#'));

    private static List<SiteEndpoint> EndpointsOf(AcademyApp academy) =>
    [
        .. academy.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            // Stylesheet, script and icon: one line for all, since their names change with their bytes.
            .Where(endpoint => endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.StaticAssets.StaticAssetDescriptor>() is null && endpoint.RoutePattern.RawText != "{**path:file}")
            .Select(SiteEndpoint.Of),
    ];

    // Real enough to reach the page behind the guard.
    private static string Fill(string pattern) => ("/" + pattern.TrimStart('/'))
        .Replace("{lang:regex(^(kk|ru|en)$)}", "ru", StringComparison.Ordinal).Replace("{course}", AcademyApp.Course, StringComparison.Ordinal)
        .Replace("{module}/{item}", "start/akim", StringComparison.Ordinal)
        .Replace("{**path}", "nowhere", StringComparison.Ordinal)
        .Split('/').Select(part => AnyPlace().Replace(part, part.EndsWith(":guid}", StringComparison.Ordinal) ? Guid.Empty.ToString() : "1"))
        .Aggregate((path, part) => $"{path}/{part}");

    [GeneratedRegex(@"\{.*\}")]
    private static partial Regex AnyPlace();

    // Everything the database holds but the keys of cookies, which are made when first needed.
    internal static Task<string> DigestAsync(AcademyApp academy) => academy.QueryAsync(async db =>
    {
        var text = new StringBuilder();
        await db.Database.OpenConnectionAsync();
        foreach (var table in db.Model.GetEntityTypes().Select(type => type.GetTableName()).OfType<string>().Distinct().Order(StringComparer.Ordinal).Where(name => name != "DataProtectionKeys"))
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = $"SELECT * FROM \"{table}\"";
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
                for (var column = 0; column < reader.FieldCount; column++)
                    text.Append(table).Append(reader.GetName(column)).Append(reader.GetValue(column) is byte[] bytes ? Convert.ToHexString(SHA256.HashData(bytes)) : reader.GetValue(column)).Append('\n');
        }
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    });

    private sealed record SiteEndpoint(string Pattern, string Guard, string Handlers, bool IsGet, string? UnsafeMethod, IReadOnlyList<string> UnsafeHandlers)
    {
        public static SiteEndpoint Of(RouteEndpoint endpoint)
        {
            var methods = endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [];
            var page = endpoint.Metadata.GetMetadata<CompiledPageActionDescriptor>();
            var pattern = endpoint.RoutePattern.RawText ?? "";
            if (page is null)
                return new SiteEndpoint(pattern, GuardOf(endpoint), string.Join(' ', methods), methods.Count == 0 || methods.Contains("GET"), methods.FirstOrDefault(method => method != "GET"), [""]);

            var handlers = page.HandlerMethods.Select(handler => (handler.HttpMethod, Name: handler.Name ?? "")).Distinct().ToList();
            var told = handlers.Select(handler => $"{handler.HttpMethod.ToUpperInvariant()}{(handler.Name.Length > 0 ? $":{handler.Name}" : "")}").Order(StringComparer.Ordinal);
            var posts = handlers.Where(handler => handler.HttpMethod == "Post").Select(handler => handler.Name).ToList();
            return new SiteEndpoint(pattern, GuardOf(endpoint), string.Join(' ', told), true, posts.Count > 0 ? "POST" : null, posts);
        }

        private static string GuardOf(Endpoint endpoint)
        {
            if (endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null) return "anyone";
            var policies = endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(data => data.Policy ?? "signed-in").ToList();
            return policies.Count == 0 ? "nobody" : policies.Contains(Access.StaffOnly) ? "staff" : policies.Contains(Access.Instructors) ? "instructors" : policies[0];
        }
    }
}
