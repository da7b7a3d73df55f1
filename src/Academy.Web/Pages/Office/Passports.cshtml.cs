using Academy.Courseware;
using Academy.Learning;
using Academy.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Academy.Web.Pages.Office;

/// <summary>Which passports of a place a figure counts.</summary>
public enum PassportShow { Begun, HandedIn, Accepted, Counted }

/// <summary>
/// The village passports added up: the country by regions, a region by districts, a district as a list. Every figure leads to the
/// passports it counts.
/// </summary>
public sealed class PassportsModel(AcademyDb db, CourseShelf shelf, SheetRegister register) : PageModel
{
    private const int PageSize = 50;

    /// <summary>The code of a region or a district; empty for the country.</summary>
    [BindProperty(SupportsGet = true, Name = "place")] public string? PlaceCode { get; set; }

    /// <summary>What the list below shows; without it there is a list in a district only.</summary>
    [BindProperty(SupportsGet = true, Name = "show")] public PassportShow? Show { get; set; }

    /// <summary>Only villages with this main direction.</summary>
    [BindProperty(SupportsGet = true, Name = "specialisation")] public string? Specialisation { get; set; }

    /// <summary>Only villages with a need of this kind.</summary>
    [BindProperty(SupportsGet = true, Name = "need")] public string? Need { get; set; }

    /// <summary>Only those that name no place of the level below.</summary>
    [BindProperty(SupportsGet = true, Name = "elsewhere")] public bool OnlyElsewhere { get; set; }

    [BindProperty(SupportsGet = true, Name = "p")] public int PageNumber { get; set; } = 1;

    /// <summary>Null where no published course holds the passport.</summary>
    public Worksheet? Sheet { get; private set; }

    public Place? Place => Places.Standard.Find(PlaceCode);

    /// <summary>There are no places below a district.</summary>
    public bool IsDistrict => Place is { IsTop: false };

    public PassportTally Tally { get; private set; } = null!;

    /// <summary>In the course, but without a passport begun.</summary>
    public int NotBegun { get; private set; }

    public IReadOnlyList<(PassportRow Row, string Name)>? Listed { get; private set; }
    public PageLinks Links { get; private set; } = PageLinks.At(1, PageSize, 0);

    public IReadOnlyList<FieldChoice> Directions => Sheet?.Find(VillagePassport.Specialisation)?.Choices ?? [];

    public IReadOnlyList<FieldChoice> NeedKinds =>
        Sheet?.Find(VillagePassport.Needs)?.Columns.FirstOrDefault(column => column.Id == VillagePassport.NeedKind)?.Choices ?? [];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Tally = new PassportTally(Places.Standard, Place);
        var holder = (await shelf.CurrentAsync(db, cancel)).FirstOrDefault(edition => edition.Course.Items.Any(VillagePassport.Is));
        if (holder is null) return;

        Sheet = holder.Course.Items.OfType<Worksheet>().First(VillagePassport.Is);
        NotBegun = await register.NotBegunAsync(holder.Course.Slug, Sheet, cancel);
        var found = 0;
        var listed = new List<(PassportRow, string)>();
        // How many there are is known only at the end, so a page beyond it shows the last one that is reached.
        var wanted = Math.Max(1, PageNumber);
        await foreach (var (row, name) in register.PassportsAsync(holder.Course.Slug, Sheet, Place, cancel))
        {
            if (!Tally.Add(row) || !IsListed(row)) continue;
            if (found >= wanted * PageSize) { found++; continue; }
            if (found++ % PageSize == 0) listed.Clear();
            listed.Add((row, name));
        }
        Links = PageLinks.At(wanted, PageSize, found, Query());
        if (IsDistrict || Show is not null || Specialisation is not null || Need is not null || OnlyElsewhere) Listed = listed;
    }

    /// <summary>The address of this page with something else chosen; what is not said is left out.</summary>
    public string At(string? place, PassportShow? show = null, string? specialisation = null, string? need = null, bool elsewhere = false) =>
        $"/{PageLanguage.Current}/office/passports?{Query(place, show, specialisation, need, elsewhere).TrimEnd('&')}";

    private string Query() => Query(Place?.Code, Show, Specialisation, Need, OnlyElsewhere);

    private static string Query(string? place, PassportShow? show, string? specialisation, string? need, bool elsewhere)
    {
        var parts = new List<string>();
        if (place is not null) parts.Add($"place={place}");
        if (show is not null) parts.Add($"show={show}");
        if (specialisation is not null) parts.Add($"specialisation={Uri.EscapeDataString(specialisation)}");
        if (need is not null) parts.Add($"need={Uri.EscapeDataString(need)}");
        if (elsewhere) parts.Add("elsewhere=true");
        return string.Concat(parts.Select(part => $"{part}&"));
    }

    private bool IsListed(PassportRow row) =>
        Show switch
        {
            PassportShow.HandedIn => row.IsHandedIn,
            PassportShow.Accepted => row.State == WorkState.Accepted,
            PassportShow.Counted => row.State is WorkState.Submitted or WorkState.Accepted,
            _ => true,
        }
        && (Specialisation is null || row.Specialisation == Specialisation)
        && (Need is null || row.Needs.Any(need => need.Kind == Need))
        && (!OnlyElsewhere || row.Place is null || row.Place == Place);
}
