using System.Security.Cryptography;
using Academy.Credentials;
using Academy.Learning;
using Academy.Storage;
using Microsoft.EntityFrameworkCore;

namespace Academy.Web;

/// <summary>Electronic signatures that officials make of certificates' files on their own machines, kept beside the files.</summary>
public sealed class SignatureDesk(AcademyDb db, CertificateDesk certificates, SignatureAuthorities authorities, TimeProvider clock)
{
    /// <summary>Looks at the CMS and keeps it.</summary>
    /// <returns>False where there is no such certificate.</returns>
    /// <exception cref="RefusedException">It is no signature of this certificate's file, or is there already.</exception>
    public async Task<bool> AddAsync(string number, byte[] cms, Guid by, CancellationToken cancel)
    {
        var certificate = await db.Certificates.AsNoTracking().FirstOrDefaultAsync(one => one.Number == number, cancel);
        if (certificate is null) return false;

        var file = await certificates.FileOfAsync(certificate, cancel);
        var (signature, fault) = DetachedSignature.Read(cms, file.Bytes, authorities.All);
        if (signature is null) throw new RefusedException(RefusalOf(fault!.Value));

        var now = clock.GetUtcNow();
        db.CertificateSignatures.Add(new CertificateSignature(
            certificate.Id, cms, signature.Signer, signature.Issuer, signature.Serial, signature.SignedAt, signature.IsConfirmed ? signature.Authority : null, by, now));
        db.Journal.Add(new JournalEntry(JournalAct.CertificateSigned, number, by, now));
        try
        {
            await db.SaveChangesAsync(cancel);
            return true;
        }
        catch (DbUpdateException known) when (known.IsDuplicate())
        {
            db.ChangeTracker.Clear();
            throw new RefusedException(Refusal.SignatureKnown);
        }
    }

    private static Refusal RefusalOf(SignatureFault fault) => fault switch
    {
        SignatureFault.NotCms => Refusal.SignatureNotCms,
        SignatureFault.TooLarge => Refusal.FileTooLarge,
        SignatureFault.NotDetached => Refusal.SignatureNotDetached,
        SignatureFault.DigestUnknown => Refusal.SignatureDigestUnknown,
        SignatureFault.OtherDocument => Refusal.SignatureOfOtherFile,
        SignatureFault.Wrong => Refusal.SignatureWrong,
    };
}

/// <summary>Who judges signatures here: the authorities that the settings name.</summary>
public sealed class SignatureAuthorities
{
    /// <exception cref="SettingException">The file that is named holds no certificates.</exception>
    public SignatureAuthorities(Settings settings)
    {
        if (settings.SignatureRoots is not { } roots) return;
        try
        {
            All = [new PinnedAuthority(settings.SignatureAuthority, File.ReadAllText(roots))];
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new SettingException("Signatures__Roots", "RootsBroken", roots);
        }
    }

    public IReadOnlyList<ISignatureAuthority> All { get; } = [];
}
