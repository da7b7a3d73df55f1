using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using Academy.Learning;
using Academy.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Academy.Web.Tests;

/// <summary>An official signs a certificate's file on a machine of their own, and the signature is kept beside it: only one that is of this file.</summary>
public sealed class SignedCertificateTests : IDisposable
{
    private readonly TestAuthority _authority = new();

    public void Dispose() => _authority.Dispose();

    [Theory, OnEachDatabase]
    public async Task A_signature_of_the_file_is_kept_and_confirmed_and_told_to_whoever_checks(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider, settings: _authority.Settings);
        var (holder, certificate) = await IssuedAsync(academy);
        var file = (await holder.OpenAsync($"/certificates/{certificate.Number}.pdf")).Bytes;
        var signature = _authority.Sign(file);
        var (staff, stranger) = (await academy.StaffAsync(), academy.Stranger());

        await HandInAsync(staff, certificate, signature);
        Assert.Equal(HttpStatusCode.OK, staff.Status);
        Assert.Contains("Подпись добавлена.", staff.Text);
        await HandInAsync(staff, certificate, signature);
        Assert.Equal(HttpStatusCode.Conflict, staff.Status);
        Assert.Contains("Эта подпись уже добавлена.", staff.Text);

        await stranger.OpenAsync($"/verify/{certificate.Number}/{certificate.Code}");
        foreach (var told in (string[])["Электронные подписи", "ҮЛГІБАЕВ ЕРЖАН", "Подтверждена: Тестовый удостоверяющий центр"]) Assert.Contains(told, stranger.Text);
        // The signer's personal number stays inside the signature.
        Assert.DoesNotContain("IIN", stranger.Text);
        Assert.DoesNotContain("ҮЛГІБАЕВ", (await stranger.OpenAsync($"/verify/{certificate.Number}")).Text);
        Assert.Equal(signature, (await stranger.OpenAsync($"/certificates/{certificate.Number}.cms?code={certificate.Code}")).Bytes);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.OpenAsync($"/certificates/{certificate.Number}.cms")).Status);
        Assert.Equal(1, await academy.QueryAsync(db => db.Journal.CountAsync(entry => entry.Act == JournalAct.CertificateSigned && entry.Subject == certificate.Number)));
        // The file itself is as it was issued.
        Assert.Equal(file, (await holder.OpenAsync($"/certificates/{certificate.Number}.pdf")).Bytes);
    }

    [Fact]
    public async Task What_is_no_signature_of_this_file_is_refused_by_name()
    {
        await using var academy = await AcademyApp.StartAsync(DatabaseProvider.Sqlite, settings: _authority.Settings);
        var (holder, certificate) = await IssuedAsync(academy);
        var file = (await holder.OpenAsync($"/certificates/{certificate.Number}.pdf")).Bytes;
        var staff = await academy.StaffAsync();
        var right = _authority.Sign(file);
        byte[] wrong = [.. right];
        wrong[^1] ^= 1;

        await RefusedAsync("hello"u8.ToArray(), "Это не файл электронной подписи (CMS).");
        await RefusedAsync(new byte[200_000], "Файл");
        await RefusedAsync(_authority.Sign("another document"u8.ToArray()), "Подписан другой файл.");
        await RefusedAsync(_authority.Sign(file, detached: false), "Внутри подписи лежит документ.");
        await RefusedAsync(_authority.Sign(file, digest: "1.3.14.3.2.26"), "Алгоритм хеширования этой подписи серверу неизвестен");
        await RefusedAsync(wrong, "Подпись неверна.");
        Assert.Equal(0, await academy.QueryAsync(db => db.CertificateSignatures.CountAsync()));

        // Somebody whom no authority here vouches for: it is of this file, and no more is claimed.
        using var stranger = new TestAuthority();
        await HandInAsync(staff, certificate, stranger.Sign(file));
        Assert.Contains("Удостоверение подписавшего здесь не проверялось.", staff.Text);

        async Task RefusedAsync(byte[] signature, string sentence)
        {
            await HandInAsync(staff, certificate, signature);
            Assert.Equal(HttpStatusCode.Conflict, staff.Status);
            Assert.Contains(sentence, staff.Text);
        }
    }

    private static async Task HandInAsync(Browser staff, Certificate certificate, byte[] signature)
    {
        await staff.OpenAsync($"/office/certificates/{certificate.Number}");
        await staff.UploadAsync("add-signature", "signature", "signature.cms", signature);
    }

    private static async Task<(Browser Holder, Certificate Certificate)> IssuedAsync(AcademyApp academy)
    {
        var by = (await academy.AddAccountAsync(roles: Roles.Staff)).Id;
        var (holder, enrolment) = await academy.GraduateAsync();
        await academy.WithAsync(services => services.GetRequiredService<CertificateDesk>().IssueAsync(
            [enrolment], new Signatory("Е. Т. Үлгібаев", new Bilingual("басшы", "руководитель")), by, CancellationToken.None));
        return (holder, await academy.QueryAsync(db => db.Certificates.AsNoTracking().SingleAsync()));
    }
}

/// <summary>An authority made for tests: its own root, and an official with a certificate of it. It stands where the national one would.</summary>
internal sealed class TestAuthority : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("academy-authority").FullName;
    private readonly X509Certificate2 _root, _official;

    public TestAuthority()
    {
        using var rootKey = RSA.Create(2048);
        var request = new CertificateRequest("CN=Test root", rootKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        _root = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddYears(5));

        using var key = RSA.Create(2048);
        var name = new X500DistinguishedNameBuilder();
        name.AddCommonName("ҮЛГІБАЕВ ЕРЖАН");
        name.Add("2.5.4.5", "IIN800101300123");
        var official = new CertificateRequest(name.Build(), key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var issued = official.Create(_root, DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddYears(1), RandomNumberGenerator.GetBytes(8));
        _official = issued.CopyWithPrivateKey(key);
        File.WriteAllText(Path.Combine(_folder, "roots.pem"), _root.ExportCertificatePem());
    }

    public IEnumerable<KeyValuePair<string, string>> Settings =>
        [KeyValuePair.Create("Signatures:Roots", Path.Combine(_folder, "roots.pem")), KeyValuePair.Create("Signatures:Authority", "Тестовый удостоверяющий центр")];

    public byte[] Sign(byte[] document, bool detached = true, string digest = "2.16.840.1.101.3.4.2.1")
    {
        var cms = new SignedCms(new ContentInfo(document), detached);
        var signer = new CmsSigner(_official) { DigestAlgorithm = new Oid(digest), IncludeOption = X509IncludeOption.EndCertOnly };
        signer.SignedAttributes.Add(new Pkcs9SigningTime(DateTime.UtcNow));
        cms.ComputeSignature(signer);
        return cms.Encode();
    }

    public void Dispose()
    {
        _root.Dispose();
        _official.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
