using System.Net;
using Academy.Learning;
using Academy.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using UglyToad.PdfPig;

namespace Academy.Web.Tests;

/// <summary>Staff design a certificate, see it as it will be printed, and what was used never changes.</summary>
public sealed class TemplateTests
{
    [Theory, OnEachDatabase]
    public async Task A_template_is_made_seen_used_and_then_only_its_next_version_changes(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var (holder, enrolment) = await academy.GraduateAsync();
        var staff = await academy.StaffAsync();
        await staff.OpenAsync("/office/templates");
        await staff.PressAsync("make", ("Name", " "));
        Assert.Equal(HttpStatusCode.BadRequest, staff.Status);
        await staff.PressAsync("make", ("Name", "Бланк курсов 2026"));
        var page = staff.Path;

        await staff.PressAsync("save", ("Said[SentenceRu]", "изучил(а) {topic}"), ("Said[HeadingKk]", ""), ("Months", "0"));
        Assert.Equal(HttpStatusCode.BadRequest, staff.Status);
        Assert.Contains("Поля {topic} нет.", staff.Page.QuerySelector("#SentenceRu-error")!.TextContent);
        Assert.NotNull(staff.Page.QuerySelector("#HeadingKk-error"));
        Assert.NotNull(staff.Page.QuerySelector("#Months-error"));
        Assert.Contains("{topic}", staff.Page.QuerySelector("#SentenceRu")!.TextContent);
        await SaveAsync("изучил(а) «{course}», {hours}");
        Assert.Contains("Бланк сохранён.", staff.Text);
        await staff.OpenAsync($"{page}?handler=Preview");
        Assert.Equal("image/png", staff.Response.Content.Headers.ContentType?.MediaType);
        var specimen = Read((await staff.OpenAsync($"{page}?handler=Specimen")).Bytes);
        Assert.Contains("изучил(а) «Местное самоуправление», 16 академических часов", specimen);
        Assert.DoesNotContain("арттырды", specimen);

        // Not used yet: the same version changes. Then certificates are settled with it.
        Assert.Equal(1, await academy.QueryAsync(db => db.TemplateVersions.CountAsync()));
        var version = await academy.QueryAsync(db => db.TemplateVersions.Select(one => one.Id).SingleAsync());
        await staff.OpenAsync("/office/issue/welcome/all");
        await staff.PressAsync("take-template", ("template", version.ToString()));
        Assert.Equal("С. С. Омаров", staff.Page.QuerySelector("#SignatoryName")!.GetAttribute("value"));
        await staff.PressAsync("make", ("Confirmed", "true"));
        await WorkAsync();
        var certificate = await academy.QueryAsync(db => db.Certificates.AsNoTracking().SingleAsync());
        Assert.Equal((enrolment, version, new DateOnly(2028, 11, 16)), (certificate.EnrolmentId, certificate.TemplateVersionId, certificate.ValidTo));
        var file = (await holder.OpenAsync($"/certificates/{certificate.Number}.pdf")).Bytes;
        Assert.Contains("изучил(а) «Введение», 1 академического часа", Read(file));

        await staff.OpenAsync(page);
        await SaveAsync("прослушал(а) «{course}»");
        Assert.Equal(2, await academy.QueryAsync(db => db.TemplateVersions.CountAsync()));
        Assert.Contains("прослушал(а)", Read((await staff.OpenAsync($"{page}?handler=Specimen")).Bytes));
        Assert.Contains("изучил(а)", Read((await staff.OpenAsync($"{page}?handler=Specimen&v=1")).Bytes));
        await staff.OpenAsync($"{page}?v=1");
        Assert.Empty(staff.Page.QuerySelectorAll("#save"));
        // Drawn again after a crash, it comes out the same.
        await academy.QueryAsync(db => db.CertificateFiles.ExecuteDeleteAsync());
        Assert.Equal(file, (await holder.OpenAsync($"/certificates/{certificate.Number}.pdf")).Bytes);

        Task<Browser> SaveAsync(string sentence) => staff.PressAsync("save",
            ("Said[SentenceRu]", sentence), ("Said[HeadingKk]", "СЕРТИФИКАТ"), ("Languages", "Russian"), ("SignatoryName", "С. С. Омаров"), ("Months", "24"));

        Task<int> WorkAsync() => academy.WithAsync(async services =>
        {
            await services.GetRequiredService<BatchDesk>().WorkAsync(Guid.NewGuid(), CancellationToken.None);
            return 0;
        });
    }

    private static string Read(byte[] pdf)
    {
        using var document = PdfDocument.Open(pdf);
        return document.GetPage(1).Text;
    }
}
