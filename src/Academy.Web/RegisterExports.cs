using System.IO.Compression;
using System.Runtime.CompilerServices;
using Academy.Learning;
using Academy.Storage;
using Academy.Sheets;
using Microsoft.EntityFrameworkCore;

namespace Academy.Web;

/// <summary>
/// What staff take away from the register: a table, the files in a ZIP, one file to print. Each holds what a question to the register finds,
/// and is noted in the journal.
/// </summary>
public sealed class RegisterExports(AcademyDb db, CertificateDesk desk, CertificatePress press, TemplateDesigns designs, Texts texts, TimeProvider clock)
{
    /// <summary>Pages of one file to print: more make a file that no printer likes.</summary>
    public const int MostPages = 500;

    // So many are read at a time, each time after the last: memory holds no more, however long the register is.
    private const int ReadAtOnce = 200;

    /// <param name="kind">Of the file.</param>
    public async Task NoteAsync(string kind, Guid by, CancellationToken cancel)
    {
        db.Journal.Add(new JournalEntry(JournalAct.RegisterExported, kind, by, clock.GetUtcNow()));
        await db.SaveChangesAsync(cancel);
    }

    public Task WriteTableAsync(Stream stream, RegisterQuestion question, CancellationToken cancel)
    {
        string[] headers = [.. ((string[])["Number", "Holder", "Position", "Course", "Hours", "PeriodFrom", "PeriodTo", "Issued", "ValidTo", "OrderNumber", "OrderDate", "Signatory", "State", "PublicReason", "Reason"]).Select(name => texts[$"Office.{name}"])];
        return XlsxExport.WriteAsync(stream, [new ExportSheet(texts["Office.Register"], headers, RowsAsync(question, cancel))], cancel);
    }

    public async Task WriteFilesAsync(Stream stream, RegisterQuestion question, CancellationToken cancel)
    {
        await using var zip = await ZipArchive.CreateAsync(stream, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancel);
        await foreach (var certificate in InOrderAsync(question, cancel))
        {
            var file = await desk.FileOfAsync(certificate, cancel);
            // Fonts and pictures inside are packed already.
            await using var entry = await zip.CreateEntry($"{certificate.Number}.pdf", CompressionLevel.NoCompression).OpenAsync(cancel);
            await entry.WriteAsync(file.Bytes, cancel);
            db.ChangeTracker.Clear();
        }
    }

    /// <returns>Null where there are none, or more than one file holds.</returns>
    public async Task<byte[]?> PagesAsync(RegisterQuestion question, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var found = await question.Ask(db, KazakhstanTime.DayOf(now)).AsNoTracking().OrderBy(certificate => certificate.Number).Take(MostPages + 1).ToListAsync(cancel);
        if (found.Count is 0 or > MostPages) return null;

        var pages = new List<(Certificate, Credentials.CertificateDesign)>(found.Count);
        foreach (var certificate in found) pages.Add((certificate, await designs.OfAsync(db, certificate.TemplateVersionId, cancel)));
        return press.Print(pages, now);
    }

    private async IAsyncEnumerable<IReadOnlyList<ExportCell>> RowsAsync(RegisterQuestion question, [EnumeratorCancellation] CancellationToken cancel)
    {
        var (language, now) = (PageLanguage.Current, clock.GetUtcNow());
        await foreach (var certificate in InOrderAsync(question, cancel))
            yield return [
                CertificateNumber.Read(certificate.Number)!.ToString(), certificate.HolderName, certificate.Position, certificate.CourseTitle.In(language), (decimal)certificate.Hours,
                (DateOnly?)certificate.From, (DateOnly?)certificate.To, (DateOnly?)KazakhstanTime.DayOf(certificate.IssuedAt), certificate.ValidTo, certificate.OrderNumber, certificate.OrderDate,
                certificate.SignatoryName, texts[$"Office.{certificate.StateAt(now)}"], certificate.RevokedAt is null ? null : texts[$"Verify.Reason.{certificate.RevokedFor ?? RevocationKind.Other}"], certificate.RevocationReason];
    }

    private async IAsyncEnumerable<Certificate> InOrderAsync(RegisterQuestion question, [EnumeratorCancellation] CancellationToken cancel)
    {
        var found = question.Ask(db, KazakhstanTime.DayOf(clock.GetUtcNow())).AsNoTracking();
        for (var last = ""; ;)
        {
            var after = last;
            var piece = await found.Where(certificate => certificate.Number.CompareTo(after) > 0).OrderBy(certificate => certificate.Number).Take(ReadAtOnce).ToListAsync(cancel);
            foreach (var certificate in piece) yield return certificate;
            if (piece.Count < ReadAtOnce) yield break;
            last = piece[^1].Number;
        }
    }
}
