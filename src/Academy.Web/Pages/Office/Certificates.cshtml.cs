using Academy.Learning;
using Academy.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Academy.Web.Pages.Office;

/// <summary>The register: every certificate there is, found by number or name.</summary>
public sealed class CertificatesModel(AcademyDb db, TimeProvider clock) : PageModel
{
    private const int PageSize = 50;
    private const int LongestQuestion = 100;

    /// <summary>A number or the beginning of one, or any part of a name.</summary>
    [BindProperty(SupportsGet = true, Name = "q")] public string? Question { get; set; }

    [BindProperty(SupportsGet = true, Name = "state")] public CertificateState? State { get; set; }
    [BindProperty(SupportsGet = true, Name = "p")] public int PageNumber { get; set; } = 1;

    public IReadOnlyList<Certificate> Found { get; private set; } = [];
    public PageLinks Links { get; private set; } = PageLinks.At(1, PageSize, 0);

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var found = Matching(db.Certificates.AsNoTracking()).InState(State, KazakhstanTime.DayOf(clock.GetUtcNow()));
        Links = PageLinks.At(PageNumber, PageSize, await found.CountAsync(cancel),
            $"q={Uri.EscapeDataString(Question ?? "")}&state={State}&");
        Found = await found.OrderByDescending(certificate => certificate.IssuedAt).ThenByDescending(certificate => certificate.Number)
            .Skip(Links.Skip).Take(PageSize).ToListAsync(cancel);
    }

    private IQueryable<Certificate> Matching(IQueryable<Certificate> certificates)
    {
        if (string.IsNullOrWhiteSpace(Question)) return certificates;

        var asked = Question.Length <= LongestQuestion ? Question : Question[..LongestQuestion];
        var digits = string.Concat(asked.Where(letter => !char.IsWhiteSpace(letter) && letter is not ('-' or '–' or '№')));
        if (digits.All(char.IsAsciiDigit)) return certificates.Where(certificate => certificate.Number.Contains(digits));

        var words = SearchText.Words(asked);
        if (words.Count == 0) return certificates.Where(_ => false);
        foreach (var word in words) certificates = certificates.Where(certificate => certificate.HolderSearch.Contains(word));
        return certificates;
    }
}
