using System.Net;
using System.Text.RegularExpressions;
using Academy.Learning;
using Academy.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Academy.Web.Tests;

/// <summary>A stranger with a paper, a number or a phone: trust it or not, and learn no more than the paper says.</summary>
public sealed partial class VerifyingTests
{
    private const string Name = "Оспанова Гүлнар Сейітқызы";
    private const string Position = "Ақбұлақ ауылдық округінің әкімі";

    [Theory, OnEachDatabase]
    public async Task The_number_alone_tells_state_course_and_date_and_never_the_name(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var certificate = await IssuedAsync(academy);

        foreach (var language in (string[])["kk", "ru", "en"])
        {
            var stranger = academy.Stranger(language);
            await stranger.OpenAsync($"/verify/{certificate.Number}");

            Assert.Equal(HttpStatusCode.OK, stranger.Status);
            Assert.Contains("Введение", stranger.Text);
            Assert.Contains("2026", stranger.Text);
            foreach (var secret in (string[])["Оспанова", "Гүлнар", "Ақбұлақ", "Үлгібаев", certificate.Code, "/certificates/"])
                Assert.DoesNotContain(secret, stranger.Page.DocumentElement.OuterHtml);
        }
    }

    [Theory, OnEachDatabase]
    public async Task With_the_code_every_printed_field_is_shown(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var certificate = await IssuedAsync(academy);
        var stranger = academy.Stranger();

        await stranger.OpenAsync($"/verify/{certificate.Number}/{certificate.Code}");

        Assert.Contains("Сертификат действителен", stranger.Page.Title);
        foreach (var printed in (string[])
            [Name, Position, "2026 0000 0001", "Введение", certificate.CourseTitle.Kk, "Академия государственного управления", "Мемлекеттік басқару академиясы",
             "Астана", "Е. Т. Үлгібаев", "департамент басшысы", "руководитель департамента", "1 академический час", "16 ноября 2026 года"])
            Assert.Contains(printed, stranger.Text);
        // No number of twelve digits but the certificate's own: there is no personal number anywhere.
        Assert.All(TwelveDigits().Matches(stranger.Page.DocumentElement.OuterHtml), match => Assert.Equal(certificate.Number, match.Value));
        Assert.Equal("noindex", stranger.Page.QuerySelector("meta[name=robots]")?.GetAttribute("content"));
        Assert.True(stranger.Response.Headers.CacheControl is { NoStore: true });
        await stranger.FollowAsync("Скачать PDF");
        Assert.Equal("application/pdf", stranger.Response.Content.Headers.ContentType?.MediaType);
    }

    [Theory, OnEachDatabase]
    public async Task A_wrong_cut_or_altered_code_is_answered_like_a_number_that_nobody_has(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var certificate = await IssuedAsync(academy);
        var stranger = academy.Stranger();
        var altered = (certificate.Code[0] == 'A' ? 'B' : 'A') + certificate.Code[1..];

        var nobody = await BodyAsync("202600009999", certificate.Code);
        foreach (var code in (string[])[altered, certificate.Code[..^1], certificate.Code + "A", "X", new string('9', 2000), "%00", "<b>", new string('-', 26)])
            foreach (var prefix in (string[])["/verify", "~/v"])
            {
                var wrong = await BodyAsync(certificate.Number, code, prefix);
                if (prefix == "/verify") Assert.Equal(nobody, wrong);
            }
        foreach (var number in (string[])["2026", "abc", "20260000000१"]) await BodyAsync(number, "A");

        async Task<string> BodyAsync(string number, string code, string prefix = "/verify")
        {
            await stranger.OpenAsync($"{prefix}/{number}/{Uri.EscapeDataString(code)}");
            Assert.Equal(HttpStatusCode.NotFound, stranger.Status);
            Assert.Contains("Такого сертификата нет", stranger.Text);
            Assert.DoesNotContain("Оспанова", stranger.Page.DocumentElement.OuterHtml);
            // What was asked stands in the form and the links to other languages.
            foreach (var echo in stranger.Page.QuerySelectorAll("link[hreflang],a[hreflang]")) echo.RemoveAttribute("href");
            foreach (var field in stranger.Page.QuerySelectorAll("input")) field.RemoveAttribute("value");
            return stranger.Page.DocumentElement.OuterHtml;
        }
    }

    [Theory]
    [InlineData("kk", "Сертификат жарамды")]
    [InlineData("ru", "Сертификат действителен")]
    [InlineData("en", "Сертификат жарамды")]
    public async Task What_the_QR_code_opens_speaks_the_readers_language_and_leads_to_its_twins(string browserSpeaks, string says)
    {
        await using var academy = await AcademyApp.StartAsync(DatabaseProvider.Sqlite);
        var certificate = await IssuedAsync(academy);
        var stranger = academy.Stranger();
        var scan = new HttpRequestMessage(HttpMethod.Get, stranger.Resolve($"~/v/{certificate.Number}/{certificate.Code}"));
        scan.Headers.Add("Accept-Language", browserSpeaks);

        await stranger.SendAsync(scan);

        Assert.Equal(HttpStatusCode.OK, stranger.Status);
        Assert.Contains(says, stranger.Text);
        Assert.Contains(Name, stranger.Text);
        Assert.Equal(
            ((string[])["kk", "ru", "en"]).Select(language => $"/{language}/verify/{certificate.Number}/{certificate.Code}"),
            stranger.Page.QuerySelectorAll("link[hreflang]").Select(link => link.GetAttribute("href")));
        await stranger.OpenAsync($"~{stranger.Page.QuerySelector("nav.lang a[hreflang=en]")!.GetAttribute("href")}");
        Assert.Contains("The certificate is valid", stranger.Text);
    }

    [Fact]
    public async Task The_form_takes_number_and_code_as_people_write_them()
    {
        await using var academy = await AcademyApp.StartAsync(DatabaseProvider.Sqlite);
        var certificate = await IssuedAsync(academy);
        var stranger = academy.Stranger();

        await stranger.OpenAsync("/verify");
        await stranger.PressAsync("verify", ("n", "2026 0000-0001"));
        Assert.Equal($"/ru/verify/{certificate.Number}", stranger.Path);
        Assert.DoesNotContain(Name, stranger.Text);

        var spaced = certificate.Code.ToLowerInvariant().Insert(13, " - ");
        await stranger.PressAsync("verify", ("c", spaced));
        Assert.Equal($"/ru/verify/{certificate.Number}/{certificate.Code}", stranger.Path);
        Assert.Contains(Name, stranger.Text);

        await stranger.PressAsync("verify", ("n", "2026 0000 000"), ("c", ""));
        Assert.Equal(HttpStatusCode.BadRequest, stranger.Status);
        Assert.Contains("В номере 12 цифр. Введено: 11", stranger.Page.QuerySelector("#ne")!.TextContent);
        Assert.Equal("2026 0000 000", stranger.Page.QuerySelector("#n")!.GetAttribute("value"));
        await stranger.PressAsync("verify", ("n", ""));
        Assert.Contains("Введите номер сертификата", stranger.Page.QuerySelector("#ne")!.TextContent);
    }

    [Fact]
    public async Task Guessing_is_slowed_down()
    {
        await using var academy = await AcademyApp.StartAsync(DatabaseProvider.Sqlite, settings: [KeyValuePair.Create("Limits:Verify", "5")]);
        var stranger = academy.Stranger();

        for (var guess = 1; guess <= 5; guess++) Assert.Equal(HttpStatusCode.NotFound, (await stranger.OpenAsync($"/verify/20260000000{guess}/AAAA")).Status);

        Assert.Equal(HttpStatusCode.TooManyRequests, (await stranger.OpenAsync("~/v/202600000006/AAAA")).Status);
        Assert.NotNull(stranger.Response.Headers.RetryAfter);
        Assert.Contains("Подождите минуту", stranger.Text);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await stranger.OpenAsync("/certificates/202600000006.pdf?code=AAAA")).Status);
    }

    [Fact]
    public async Task Ten_thousand_guesses_find_nothing()
    {
        await using var academy = await AcademyApp.StartAsync(DatabaseProvider.Sqlite);
        var certificate = await IssuedAsync(academy);

        Assert.Equal(26, certificate.Code.Length);
        Assert.DoesNotContain(Enumerable.Range(0, 10_000), _ => CertificateDesk.Matches(certificate,
            System.Security.Cryptography.RandomNumberGenerator.GetString("23456789ABCDEFGHJKLMNPQRSTUVWXYZ", 26)));
        Assert.False(CertificateDesk.Matches(null, new string('-', 26)));
        Assert.False(CertificateDesk.Matches(certificate, null));
        Assert.True(CertificateDesk.Matches(certificate, $" {certificate.Code.ToLowerInvariant()}"));
    }

    private static async Task<Certificate> IssuedAsync(AcademyApp academy)
    {
        var by = (await academy.AddAccountAsync(roles: Roles.Staff)).Id;
        var (_, enrolment) = await academy.GraduateAsync(fullName: Name, position: Position);
        return await academy.WithAsync(async services =>
        {
            var outcome = await services.GetRequiredService<CertificateDesk>().IssueAsync(
                [enrolment], new Signatory("Е. Т. Үлгібаев", new Bilingual("департамент басшысы", "руководитель департамента")), by, CancellationToken.None);
            var number = outcome.Single().Number;
            return await services.GetRequiredService<AcademyDb>().Certificates.AsNoTracking().SingleAsync(one => one.Number == number);
        });
    }

    [GeneratedRegex("(?<![0-9a-f])[0-9]{12}(?![0-9a-f])")]
    private static partial Regex TwelveDigits();
}
