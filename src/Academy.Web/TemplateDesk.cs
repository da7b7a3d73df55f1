using System.Collections.Concurrent;
using Academy.Credentials;
using Academy.Learning;
using Academy.Storage;
using Microsoft.EntityFrameworkCore;
using Bilingual = Academy.Credentials.Bilingual;

namespace Academy.Web;

/// <summary>Templates of certificates: made and changed by staff; a version that certificates were settled with stays as it is.</summary>
public sealed class TemplateDesk(AcademyDb db, TimeProvider clock)
{
    /// <summary>Templates that a list shows.</summary>
    public const int MostTemplates = 200;

    /// <summary>A new one that begins as the school's standard.</summary>
    public async Task<Guid> MakeAsync(string name, Guid by, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var template = new CertificateTemplate(Guid.CreateVersion7(now), name, by, now);
        db.CertificateTemplates.Add(template);
        db.TemplateVersions.Add(new TemplateVersion(template.Id, 1, Standard(), facsimile: null, by, now));
        db.Journal.Add(new JournalEntry(JournalAct.TemplateChanged, $"{template.Id} 1", by, now));
        await db.SaveChangesAsync(cancel);
        return template.Id;
    }

    /// <summary>Changes the newest version, or makes the next where certificates were settled with it.</summary>
    /// <param name="facsimile">Gives the picture, from the one that is there.</param>
    /// <returns>False where there is no such template.</returns>
    public Task<bool> SaveAsync(Guid id, string name, TemplateContent content, Func<byte[]?, byte[]?> facsimile, Guid by, CancellationToken cancel) => db.RetryingAsync(async () =>
    {
        var template = await db.CertificateTemplates.FirstOrDefaultAsync(one => one.Id == id, cancel);
        if (template is null) return false;

        var (now, newest) = (clock.GetUtcNow(), await Versions(id).FirstAsync(cancel));
        template.Rename(name);
        var next = newest.Change(content, facsimile(newest.Facsimile), by, now);
        if (next is not null) db.TemplateVersions.Add(next);
        db.Journal.Add(new JournalEntry(JournalAct.TemplateChanged, $"{id} {(next ?? newest).Number}", by, now));
        await db.SaveChangesAsync(cancel);
        return true;
    });

    /// <summary>The newest first.</summary>
    public IQueryable<TemplateVersion> Versions(Guid template) =>
        db.TemplateVersions.Where(version => version.TemplateId == template).OrderByDescending(version => version.Number);

    /// <summary>The newest version of each template, with the template's name.</summary>
    public async Task<IReadOnlyList<(Guid VersionId, string Name)>> ChoicesAsync(CancellationToken cancel) =>
        [.. (await db.CertificateTemplates.OrderBy(template => template.Name).Take(MostTemplates)
            .Select(template => new { template.Name, Id = db.TemplateVersions.Where(version => version.TemplateId == template.Id).OrderByDescending(version => version.Number).Select(version => version.Id).First() })
            .ToListAsync(cancel)).Select(one => (one.Id, one.Name))];

    /// <summary>As a certificate shows it that nobody has earned.</summary>
    public static CertificateFacts Sample(TemplateVersion version, Settings settings, DateOnly today) => new()
    {
        Number = $"{today.Year}00000000",
        HolderName = "Құдайбергенова Әсемгүл Ыбырайқызы",
        Position = "Ақбұлақ ауылдық округінің әкімі",
        Organisation = new("Мемлекеттік басқару академиясы", "Академия государственного управления"),
        CourseTitle = new("Жергілікті өзін-өзі басқару", "Местное самоуправление"),
        Hours = 16, From = today.AddDays(-12), To = today, IssuedOn = today,
        SignatoryName = version.Content.SignatoryName,
        SignatoryPosition = new(version.Content.SignatoryPosition.Kk, version.Content.SignatoryPosition.Ru),
        City = new("Астана", "Астана"),
        VerificationUrl = new Uri(settings.SiteUrl, "/v/000000000000/SPECIMEN").AbsoluteUri,
        Design = TemplateDesigns.DesignOf(version),
        Specimen = true,
    };

    private static TemplateContent Standard()
    {
        var standard = CertificateDesign.Standard;
        return new TemplateContent(TemplateLanguages.Both, Said(standard.Heading), Said(standard.Confirms), Said(standard.Sentence), "А. Б. Аты-жөні",
            new Learning.Bilingual("лауазымы", "должность"), HasEmblem: true, TemplateOrnament.Horns, ValidMonths: null);
    }

    private static Learning.Bilingual Said(Bilingual text) => new(text.Kk, text.Ru);
}

/// <summary>How certificates look that were settled with a template. A used version never changes, so it is read once.</summary>
public sealed class TemplateDesigns
{
    private readonly ConcurrentDictionary<Guid, CertificateDesign> _known = new();

    public async Task<CertificateDesign> OfAsync(AcademyDb db, Guid? versionId, CancellationToken cancel)
    {
        if (versionId is not { } id) return CertificateDesign.Standard;
        if (_known.TryGetValue(id, out var known)) return known;

        var design = DesignOf(await db.TemplateVersions.AsNoTracking().SingleAsync(version => version.Id == id, cancel));
        _known.TryAdd(id, design);
        return design;
    }

    public static CertificateDesign DesignOf(TemplateVersion version) => new()
    {
        Languages = version.Content.Languages switch { TemplateLanguages.Kazakh => PaperLanguages.Kazakh, TemplateLanguages.Russian => PaperLanguages.Russian, _ => PaperLanguages.Both },
        Heading = Printed(version.Content.Heading),
        Confirms = Printed(version.Content.Confirms),
        Sentence = Printed(version.Content.Sentence),
        HasEmblem = version.Content.HasEmblem,
        Ornament = version.Content.Ornament == TemplateOrnament.Lines ? PaperOrnament.Lines : PaperOrnament.Horns,
        Signature = version.Facsimile,
    };

    private static Bilingual Printed(Learning.Bilingual text) => new(text.Kk, text.Ru);
}
