using Academy.Courseware;
using Academy.Learning;
using Academy.Storage;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Academy.Web.Pages.Office;

/// <summary>What to do today, then the figures, then what was issued last.</summary>
public sealed class IndexModel(AcademyDb db, CertificateDesk desk, CourseShelf shelf, TimeProvider clock) : PageModel
{
    private const int LastIssued = 10;

    public IReadOnlyList<(Course Course, int People)> Waiting { get; private set; } = [];
    public IReadOnlyList<Certificate> Newest { get; private set; } = [];
    public int Valid { get; private set; }
    public int Revoked { get; private set; }
    public int Replaced { get; private set; }

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var people = await desk.Waiting.GroupBy(enrolment => enrolment.CourseSlug)
            .Select(course => new { course.Key, Count = course.Count() }).ToDictionaryAsync(course => course.Key, course => course.Count, cancel);
        Waiting = [.. (await shelf.CurrentAsync(db, cancel))
            .Where(edition => people.ContainsKey(edition.Course.Slug) && CertificateDesk.GivesCertificates(edition))
            .Select(edition => (edition.Course, people[edition.Course.Slug]))
            .OrderByDescending(course => course.Item2)];

        Newest = await db.Certificates.AsNoTracking().OrderByDescending(certificate => certificate.IssuedAt)
            .ThenByDescending(certificate => certificate.Number).Take(LastIssued).ToListAsync(cancel);
        var today = KazakhstanTime.DayOf(clock.GetUtcNow());
        Revoked = await db.Certificates.InState(CertificateState.Revoked, today).CountAsync(cancel);
        Replaced = await db.Certificates.InState(CertificateState.Replaced, today).CountAsync(cancel);
        Valid = await db.Certificates.InState(CertificateState.Valid, today).CountAsync(cancel);
    }
}
