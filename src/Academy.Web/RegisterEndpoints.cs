using System.IO.Compression;
using System.Runtime.CompilerServices;
using Academy.Learning;
using Academy.Storage;
using Academy.Web.Exports;
using Microsoft.EntityFrameworkCore;

namespace Academy.Web;

/// <summary>What staff take away from the register: a table, the files in a ZIP, one file to print. Each holds what the page's question finds.</summary>
public static class RegisterEndpoints
{
    /// <summary>Pages of one file to print: more make a file that no printer likes.</summary>
    public const int MostPages = 500;

    private const int ReadAtOnce = 200;

    public static void MapRegister(this WebApplication app)
    {
        var office = app.MapGroup("/{lang:regex(^(kk|ru|en)$)}/office").RequireAuthorization(Access.StaffOnly).RequireRateLimiting(Limits.DearWork);
        office.MapGet("/certificates.xlsx", SendTable);
        office.MapGet("/certificates.zip", SendFiles);
        office.MapGet("/certificates.pdf", SendPagesAsync);
    }

    private static IResult SendTable([AsParameters] RegisterQuestion question, AcademyDb db, Texts texts, TimeProvider clock, CurrentAccount me)
    {
        var now = clock.GetUtcNow();
        string[] headers = [.. ((string[])["Number", "Holder", "Position", "Course", "Hours", "PeriodFrom", "PeriodTo", "Issued", "ValidTo", "OrderNumber", "OrderDate", "Signatory", "State", "PublicReason", "Reason"]).Select(name => texts[$"Office.{name}"])];
        return Results.Stream(async stream =>
        {
            db.Journal.Add(new JournalEntry(JournalAct.RegisterExported, "xlsx", me.Id, now));
            await db.SaveChangesAsync();
            await XlsxExport.WriteAsync(stream, [new ExportSheet(texts["Office.Register"], headers, RowsAsync(question.Ask(db, KazakhstanTime.DayOf(now)), texts, now))], CancellationToken.None);
        }, XlsxExport.MediaType, "certificates.xlsx");
    }

    // The numbers are read a few hundred at a time, each time after the last: memory holds no more, however long the register is.
    private static async IAsyncEnumerable<IReadOnlyList<ExportCell>> RowsAsync(IQueryable<Certificate> found, Texts texts, DateTimeOffset now, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        var language = PageLanguage.Current;
        await foreach (var certificate in InOrderAsync(found, cancel))
            yield return [
                CertificateNumber.Read(certificate.Number)!.ToString(), certificate.HolderName, certificate.Position, certificate.CourseTitle.In(language), (decimal)certificate.Hours,
                (DateOnly?)certificate.From, (DateOnly?)certificate.To, (DateOnly?)KazakhstanTime.DayOf(certificate.IssuedAt), certificate.ValidTo, certificate.OrderNumber, certificate.OrderDate,
                certificate.SignatoryName, texts[$"Office.{certificate.StateAt(now)}"], certificate.RevokedAt is null ? null : texts[$"Verify.Reason.{certificate.RevokedFor ?? RevocationKind.Other}"], certificate.RevocationReason];
    }

    private static IResult SendFiles([AsParameters] RegisterQuestion question, HttpContext context, AcademyDb db, CertificateDesk desk, TimeProvider clock, CurrentAccount me)
    {
        var now = clock.GetUtcNow();
        return Results.Stream(async stream =>
        {
            db.Journal.Add(new JournalEntry(JournalAct.RegisterExported, "zip", me.Id, now));
            await db.SaveChangesAsync();
            await using var zip = await ZipArchive.CreateAsync(stream, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, context.RequestAborted);
            await foreach (var certificate in InOrderAsync(question.Ask(db, KazakhstanTime.DayOf(now)), context.RequestAborted))
            {
                var file = await desk.FileOfAsync(certificate, context.RequestAborted);
                // Fonts and pictures inside are packed already.
                await using var entry = await zip.CreateEntry($"{certificate.Number}.pdf", CompressionLevel.NoCompression).OpenAsync(context.RequestAborted);
                await entry.WriteAsync(file.Bytes, context.RequestAborted);
                db.ChangeTracker.Clear();
            }
        }, "application/zip", "certificates.zip");
    }

    private static async Task<IResult> SendPagesAsync([AsParameters] RegisterQuestion question, AcademyDb db, CertificatePress press, TimeProvider clock, CurrentAccount me, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var found = await question.Ask(db, KazakhstanTime.DayOf(now)).AsNoTracking().OrderBy(certificate => certificate.Number).Take(MostPages + 1).ToListAsync(cancel);
        if (found.Count == 0) return Results.NotFound();
        if (found.Count > MostPages) return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);

        db.Journal.Add(new JournalEntry(JournalAct.RegisterExported, "pdf", me.Id, now));
        await db.SaveChangesAsync(cancel);
        return Results.Bytes(press.Print(found, now), "application/pdf", "certificates.pdf");
    }

    private static async IAsyncEnumerable<Certificate> InOrderAsync(IQueryable<Certificate> found, [EnumeratorCancellation] CancellationToken cancel)
    {
        for (var last = ""; ;)
        {
            var after = last;
            var piece = await found.AsNoTracking().Where(certificate => certificate.Number.CompareTo(after) > 0).OrderBy(certificate => certificate.Number).Take(ReadAtOnce).ToListAsync(cancel);
            foreach (var certificate in piece) yield return certificate;
            if (piece.Count < ReadAtOnce) yield break;
            last = piece[^1].Number;
        }
    }
}
