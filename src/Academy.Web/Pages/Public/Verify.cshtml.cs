using Academy.Credentials;
using Academy.Learning;
using Academy.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace Academy.Web.Pages.Public;

/// <summary>
/// Does this certificate stand? For anyone, without signing in. The number alone tells state, course and date; the name and all else that
/// is printed only with the code, since numbers run in sequence. A wrong code is answered like a number that does not exist.
/// </summary>
[EnableRateLimiting(Limits.Verify)]
public sealed class VerifyModel(AcademyDb db, SealKeys keys, TimeProvider clock, Texts texts, ILogger<VerifyModel> log) : PageModel
{
    [BindProperty(SupportsGet = true)] public string? Number { get; set; }
    [BindProperty(SupportsGet = true)] public string? Code { get; set; }

    /// <summary>What was typed into the form.</summary>
    [BindProperty(SupportsGet = true, Name = "n")] public string? TypedNumber { get; set; }

    [BindProperty(SupportsGet = true, Name = "c")] public string? TypedCode { get; set; }

    /// <summary>Null where nothing was asked or nothing is told.</summary>
    public Certificate? Certificate { get; private set; }

    /// <summary>The code is right: everything printed may be shown.</summary>
    public bool WithCode { get; private set; }

    public bool NotFoundHere { get; private set; }

    /// <summary>The number that took this one's place; only with the code.</summary>
    public string? Newer { get; private set; }

    /// <summary>Signatures that officials made of the file; only with the code.</summary>
    public IReadOnlyList<SignatureRow> Signatures { get; private set; } = [];

    /// <summary>What the file that was handed in is; null where none was.</summary>
    public FileCheck? Sealed { get; private set; }

    /// <summary>The file is genuine, and nobody could be asked whether the certificate still stands.</summary>
    public bool RegisterAway { get; private set; }

    public CertificateState? State => Certificate?.StateAt(clock.GetUtcNow());

    /// <summary>The verdict stands in the title, where a screen reader and a tab say it first.</summary>
    public string Title => texts[State is { } state ? $"Verify.{state}"
        : NotFoundHere ? "Verify.NotFound" : !ModelState.IsValid ? "Verify.ErrorTitle"
        : Sealed is null ? "Verify.Title" : Sealed.Fault is not null ? "Verify.FileNotGenuine" : RegisterAway ? "Verify.RegisterAway" : "Verify.NotInRegister"];

    public DateTimeOffset CheckedAt => clock.GetUtcNow();

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        // What a revocation changes is seen at once.
        Response.Headers.CacheControl = "no-store";
        if (Number is null) return Request.Query.ContainsKey("n") ? Ask() : Page();

        var number = CertificateNumber.Read(Number)?.Digits ?? Number;
        (TypedNumber, TypedCode) = (CertificateNumber.Read(Number)?.ToString() ?? Number, Code);
        var found = await db.Certificates.AsNoTracking().FirstOrDefaultAsync(certificate => certificate.Number == number, cancel);
        WithCode = CertificateDesk.Matches(found, Code);
        if (found is null || (Code is not null && !WithCode))
        {
            NotFoundHere = true;
            Response.StatusCode = StatusCodes.Status404NotFound;
            return Page();
        }

        await ShowAsync(found, cancel);
        return Page();
    }

    /// <summary>The file itself: is it as it was issued, and does the certificate still stand? Nothing of it is kept.</summary>
    public async Task<IActionResult> OnPostFileAsync(IFormFile? file, CancellationToken cancel)
    {
        Response.Headers.CacheControl = "no-store";
        if (file is null)
        {
            ModelState.AddModelError("file", texts["Verify.FileMissing"]);
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }

        var bytes = await file.BytesAsync(SealedFile.Longest, cancel);
        Sealed = SealedFile.Check(bytes, keys.All.Thumbprints);
        try
        {
            await AskRegisterAsync(bytes, cancel);
        }
        catch (Exception fault) when (Sealed.Told is not null && Faults.IsDatabaseAway(fault))
        {
            log.LogWarning("A certificate's file was checked while the database was away");
            RegisterAway = true;
        }
        return Page();
    }

    private async Task AskRegisterAsync(byte[] bytes, CancellationToken cancel)
    {
        if (Sealed is { Fault: null, Told: { } told })
        {
            var found = await db.Certificates.AsNoTracking().FirstOrDefaultAsync(certificate => certificate.Number == told.Number && certificate.Id == told.Id, cancel);
            if (found is null) return;

            // Who has the paper sees the name on it; the data alone do not tell it.
            WithCode = Sealed.IsPdf;
            await ShowAsync(found, cancel);
        }
        else if (Sealed!.Fault == FileFault.NoSeal)
        {
            // From before there were seals: the very bytes that were issued are as good as a seal.
            var hash = CertificateFile.HashOf(bytes);
            if (await db.Certificates.AsNoTracking().FirstOrDefaultAsync(certificate => db.CertificateFiles.Any(file => file.CertificateId == certificate.Id && file.Sha256 == hash), cancel) is not { } found) return;

            Sealed = new FileCheck(Fault: null) { IsPdf = true };
            WithCode = true;
            await ShowAsync(found, cancel);
        }
    }

    private async Task ShowAsync(Certificate found, CancellationToken cancel)
    {
        Certificate = found;
        if (!WithCode) return;

        Signatures = await db.SignaturesOfAsync(found.Id, cancel);
        if (found.ReplacedById is { } newer)
            Newer = await db.Certificates.Where(certificate => certificate.Id == newer).Select(certificate => certificate.Number).FirstOrDefaultAsync(cancel);
    }

    // The form leads to the address that the paper names too, so that an answer can be kept and sent on.
    private IActionResult Ask()
    {
        var code = CertificateDesk.CleanCode(TypedCode);
        if (CertificateNumber.Read(TypedNumber) is { } number)
            return LocalRedirect($"/{PageLanguage.Current}/verify/{number.Digits}{(code.Length > 0 ? $"/{Uri.EscapeDataString(code)}" : "")}");

        ModelState.AddModelError("n", string.IsNullOrWhiteSpace(TypedNumber)
            ? texts["Verify.NumberMissing"] : texts.Format("Verify.NumberWrong", TypedNumber.Count(char.IsAsciiDigit)));
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }
}
