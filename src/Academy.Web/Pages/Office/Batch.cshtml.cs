using Academy.Learning;
using Academy.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Academy.Web.Pages.Office;

/// <summary>One batch: how far it is, who got none and why, and what a second person says to it.</summary>
public sealed class BatchModel(AcademyDb db, BatchDesk batches, CurrentAccount me, Texts texts) : PageModel, IShowsRefusal
{
    private const int PageSize = 50;

    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    [BindProperty(SupportsGet = true, Name = "p")] public int PageNumber { get; set; } = 1;

    public CertificateBatch Batch { get; private set; } = null!;
    public string MadeBy { get; private set; } = "";
    public string? ApprovedBy { get; private set; }
    public IReadOnlyDictionary<BatchOutcome, int> Counts { get; private set; } = new Dictionary<BatchOutcome, int>();
    public IReadOnlyList<(string Name, string Sentence)> Refused { get; private set; } = [];
    public PageLinks Links { get; private set; } = PageLinks.At(1, PageSize, 0);

    /// <summary>Null where this person may approve.</summary>
    public Refusal? WhyNotApprove => Batch.WhyNotApprove(me.Id);

    public int Of(BatchOutcome outcome) => Counts.GetValueOrDefault(outcome);

    public int Settled => Batch.People - Of(BatchOutcome.Waiting);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await FindAsync(cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostApproveAsync(CancellationToken cancel) =>
        await batches.ApproveAsync(Id, me.Id, cancel) ? RedirectToPage(new { lang = PageLanguage.Current, id = Id }) : NotFound();

    public async Task<IActionResult> OnPostCancelAsync(CancellationToken cancel) =>
        await batches.CancelAsync(Id, me.Id, cancel) ? RedirectToPage(new { lang = PageLanguage.Current, id = Id }) : NotFound();

    public async Task<IActionResult> ShowAgainAsync(CancellationToken cancel) => await FindAsync(cancel) ? Page() : NotFound();

    private async Task<bool> FindAsync(CancellationToken cancel)
    {
        if (await db.CertificateBatches.AsNoTracking().FirstOrDefaultAsync(batch => batch.Id == Id, cancel) is not { } found) return false;

        Batch = found;
        var people = db.BatchPeople.AsNoTracking().Where(person => person.BatchId == Id);
        Counts = await people.GroupBy(person => person.Outcome).Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.Key, group => group.Count, cancel);
        Links = PageLinks.At(PageNumber, PageSize, Of(BatchOutcome.Refused));
        var refused = await people.Where(person => person.Outcome == BatchOutcome.Refused).OrderBy(person => person.Place).Skip(Links.Skip).Take(PageSize)
            .Join(db.Enrolments, person => person.EnrolmentId, enrolment => enrolment.Id, (person, enrolment) => new { person, enrolment.AccountId })
            .Join(db.Users, one => one.AccountId, account => account.Id, (one, account) => new { one.person, account.FullName }).OrderBy(one => one.person.Place).ToListAsync(cancel);
        Refused = [.. refused.Select(one => (one.FullName, Sentence(one.person)))];
        MadeBy = await NameAsync(found.MadeById, cancel);
        if (found.ApprovedById is { } approver) ApprovedBy = await NameAsync(approver, cancel);
        return true;
    }

    private string Sentence(BatchPerson person) => IssueModel.SentenceOf(texts, person.Refusal!.Value, person.Detail is { } detail ? [detail] : []);

    private async Task<string> NameAsync(Guid accountId, CancellationToken cancel) =>
        await db.Users.Where(account => account.Id == accountId).Select(account => account.FullName).FirstOrDefaultAsync(cancel) ?? "";
}
