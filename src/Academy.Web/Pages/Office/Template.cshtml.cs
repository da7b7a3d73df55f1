using Academy.Credentials;
using Academy.Learning;
using Academy.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Bilingual = Academy.Learning.Bilingual;

namespace Academy.Web.Pages.Office;

/// <summary>One template: its words with their fields, who signs, how it looks; beside it the page as it will be printed.</summary>
[EnableRateLimiting(Limits.DearWork)]
public sealed class TemplateModel(AcademyDb db, TemplateDesk desk, Settings settings, CurrentAccount me, TimeProvider clock, Texts texts) : PageModel
{
    private const int LongestText = 300, LongestFacsimile = 500_000;

    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }

    /// <summary>Which version is looked at; the newest where none is named.</summary>
    [BindProperty(SupportsGet = true, Name = "v")] public int? VersionNumber { get; set; }

    [BindProperty] public string? Name { get; set; }
    [BindProperty] public TemplateLanguages Languages { get; set; }
    [BindProperty] public TemplateOrnament Ornament { get; set; }
    [BindProperty] public bool HasEmblem { get; set; }
    [BindProperty] public string? Months { get; set; }
    [BindProperty] public string? SignatoryName { get; set; }
    [BindProperty] public bool RemoveFacsimile { get; set; }

    /// <summary>The texts by their names, such as <c>HeadingKk</c>.</summary>
    [BindProperty] public Dictionary<string, string?> Said { get; set; } = [];

    [TempData] public string? Done { get; set; }

    public static readonly string[] TextNames = ["HeadingKk", "HeadingRu", "ConfirmsKk", "ConfirmsRu", "SentenceKk", "SentenceRu", "PositionKk", "PositionRu"];

    public CertificateTemplate Template { get; private set; } = null!;
    public IReadOnlyList<(int Number, DateTimeOffset MadeAt, DateTimeOffset? UsedAt)> Versions { get; private set; } = [];
    public TemplateVersion Version { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!await FindAsync(cancel)) return NotFound();

        var content = Version.Content;
        (Name, Languages, Ornament, HasEmblem, SignatoryName) = (Template.Name, content.Languages, content.Ornament, content.HasEmblem, content.SignatoryName);
        Months = content.ValidMonths?.ToString(System.Globalization.CultureInfo.InvariantCulture);
        foreach (var (name, text) in (IEnumerable<(string, Bilingual)>)[("Heading", content.Heading), ("Confirms", content.Confirms), ("Sentence", content.Sentence), ("Position", content.SignatoryPosition)])
            (Said[$"{name}Kk"], Said[$"{name}Ru"]) = (text.Kk, text.Ru);
        return Page();
    }

    /// <summary>The page as a picture, as it will be drawn.</summary>
    public async Task<IActionResult> OnGetPreviewAsync(CancellationToken cancel) =>
        await FindAsync(cancel) ? File(CertificatePdf.Preview(Sample), "image/png") : NotFound();

    public async Task<IActionResult> OnGetSpecimenAsync(CancellationToken cancel) =>
        await FindAsync(cancel) ? File(CertificatePdf.Render(Sample), "application/pdf") : NotFound();

    public async Task<IActionResult> OnPostAsync(IFormFile? facsimile, CancellationToken cancel)
    {
        if (!await FindAsync(cancel)) return NotFound();

        var name = Read(nameof(Name), Name, CertificateTemplate.LongestName, "Office.TemplateNameMissing");
        var signatory = Read(nameof(SignatoryName), SignatoryName, Account.LongestName, "Office.SignatoryMissing");
        var said = TextNames.ToDictionary(one => one, one => Read($"Said[{one}]", Said.GetValueOrDefault(one), LongestText, "Office.TemplateTextMissing"));
        foreach (var sentence in (string[])["SentenceKk", "SentenceRu"])
            if (CertificateDesign.UnknownField(said[sentence]) is { } field) ModelState.AddModelError($"Said[{sentence}]", texts.Format("Office.UnknownField", field));
            else if (said[sentence].Length > 0 && !said[sentence].Contains("{course}", StringComparison.Ordinal)) ModelState.AddModelError($"Said[{sentence}]", texts["Office.CourseFieldMissing"]);
        int? months = null;
        if (!string.IsNullOrWhiteSpace(Months))
        {
            if (int.TryParse(Months, out var typed) && typed is >= 1 and <= NewBatchModel.MostMonths) months = typed;
            else ModelState.AddModelError(nameof(Months), texts.Format("Office.MonthsWrong", NewBatchModel.MostMonths));
        }
        byte[]? picture = null;
        if (facsimile is not null && (facsimile.Length > LongestFacsimile || (picture = Facsimile.Clean(await facsimile.BytesAsync(LongestFacsimile, cancel))) is null))
            ModelState.AddModelError("facsimile", texts["Office.FacsimileWrong"]);
        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }

        var content = new TemplateContent(Languages, Of("Heading"), Of("Confirms"), Of("Sentence"), signatory, Of("Position"), HasEmblem, Ornament, months);
        await desk.SaveAsync(Id, name, content, old => picture ?? (RemoveFacsimile ? null : old), me.Id, cancel);
        Done = "TemplateSaved";
        return RedirectToPage(new { lang = PageLanguage.Current, id = Id });

        Bilingual Of(string text) => new(said[$"{text}Kk"], said[$"{text}Ru"]);
    }

    private CertificateFacts Sample => TemplateDesk.Sample(Version, settings, KazakhstanTime.DayOf(clock.GetUtcNow()));

    private string Read(string field, string? typed, int longest, string missing)
    {
        var text = (typed ?? "").Trim();
        if (text.Length == 0) ModelState.AddModelError(field, texts[missing]);
        else if (text.Length > longest) ModelState.AddModelError(field, texts.Format("Office.TooLong", text.Length, longest));
        else if (CertificateDesk.WhyNotPrint(text) is { } objection) ModelState.AddModelError(field, texts.Format("Office.SignatoryLetter", [.. objection.Details]));
        return text;
    }

    private async Task<bool> FindAsync(CancellationToken cancel)
    {
        if (await db.CertificateTemplates.AsNoTracking().FirstOrDefaultAsync(template => template.Id == Id, cancel) is not { } found) return false;

        Template = found;
        var versions = await desk.Versions(Id).AsNoTracking().Select(version => new { version.Number, version.MadeAt, version.UsedAt }).Take(100).ToListAsync(cancel);
        Versions = [.. versions.Select(one => (one.Number, one.MadeAt, one.UsedAt))];
        var number = VersionNumber ?? Versions[0].Number;
        var version = await desk.Versions(Id).AsNoTracking().FirstOrDefaultAsync(one => one.Number == number, cancel);
        if (version is null) return false;

        Version = version;
        return true;
    }
}
