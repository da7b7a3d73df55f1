using System.Net;
using System.Text;
using System.Text.Json;
using Academy.Credentials;
using Academy.Learning;
using Academy.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Bilingual = Academy.Learning.Bilingual;

namespace Academy.Web.Tests;

/// <summary>A certificate as a sealed record: whoever has the file can check it, here, elsewhere and without us; and its life is told at once.</summary>
public sealed class SealedCertificateTests
{
    private const string Name = "Оспанова Гүлнар Сейітқызы";

    private static readonly Signatory Signatory = new("Е. Т. Үлгібаев", new Bilingual("департамент басшысы", "руководитель департамента"));

    [Theory, OnEachDatabase]
    public async Task The_file_handed_in_is_told_genuine_and_the_register_says_whether_it_stands(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var (holder, certificate) = await IssuedAsync(academy);
        var pdf = (await holder.OpenAsync($"/certificates/{certificate.Number}.pdf")).Bytes;
        var token = (await holder.OpenAsync($"/certificates/{certificate.Number}.jwt")).Bytes;
        Assert.Equal("text/plain", holder.Response.Content.Headers.ContentType?.MediaType);
        var stranger = academy.Stranger();

        await HandInAsync(stranger, "certificate.pdf", pdf);
        Assert.Equal(HttpStatusCode.OK, stranger.Status);
        Assert.Contains("Файл подлинный: печать цела", stranger.Text);
        Assert.Contains("Сертификат действителен", stranger.Text);
        Assert.Contains(Name, stranger.Text);
        // The data alone do not tell the name, so they open it to nobody.
        await HandInAsync(stranger, "certificate.jwt", token);
        Assert.Contains("Данные подлинные", stranger.Text);
        Assert.Contains("Сертификат действителен", stranger.Text);
        Assert.DoesNotContain("Оспанова", stranger.Page.DocumentElement.OuterHtml);

        byte[] changed = [.. pdf];
        changed[5000] ^= 1;
        await HandInAsync(stranger, "certificate.pdf", changed);
        Assert.Contains("Файл не подлинный", stranger.Page.Title);
        Assert.Contains("Файл изменили после того, как его запечатали.", stranger.Text);
        Assert.DoesNotContain("Оспанова", stranger.Text);
        await HandInAsync(stranger, "certificate.pdf", [.. pdf, (byte)'\n']);
        Assert.Contains("что-то добавили", stranger.Text);
        await HandInAsync(stranger, "photo.pdf", "hello"u8.ToArray());
        Assert.Contains("Это не PDF сертификата", stranger.Text);

        await academy.WithAsync(services => services.GetRequiredService<CertificateDesk>().RevokeAsync(
            certificate.Number, new Revocation(RevocationKind.ResultAnnulled, "списывал на экзамене", new Order("31-ө", new DateOnly(2026, 11, 16))), certificate.IssuedById, CancellationToken.None));
        await HandInAsync(stranger, "certificate.pdf", pdf);
        Assert.Contains("Файл подлинный", stranger.Text);
        Assert.Contains("Сертификат отозван", stranger.Page.Title);
        Assert.Contains("результат обучения отменён", stranger.Text);
        Assert.Contains("№ 31-ө, 16 ноября 2026", stranger.Text);
        Assert.DoesNotContain("списывал", stranger.Page.DocumentElement.OuterHtml);
    }

    [Fact]
    public async Task What_we_sealed_and_the_register_does_not_know_is_told_apart_from_what_somebody_else_sealed()
    {
        await using var academy = await AcademyApp.StartAsync(DatabaseProvider.Sqlite);
        var (holder, certificate) = await IssuedAsync(academy);
        var pdf = (await holder.OpenAsync($"/certificates/{certificate.Number}.pdf")).Bytes;
        // A site with the same key and another register: as after a restore of an older backup.
        await using var other = await AcademyApp.StartAsync(DatabaseProvider.Sqlite);
        var stranger = other.Stranger();

        await HandInAsync(stranger, "certificate.pdf", pdf);
        Assert.Contains("в реестре такого сертификата нет", stranger.Page.Title);
        Assert.Contains("2026 0000 0001", stranger.Text);
        Assert.Contains("Академия государственного управления", stranger.Text);

        var folder = Directory.CreateTempSubdirectory("academy-foreign-keys").FullName;
        await using var foreign = await AcademyApp.StartAsync(DatabaseProvider.Sqlite, settings: [KeyValuePair.Create("Keys:Folder", folder)]);
        await HandInAsync(stranger = foreign.Stranger(), "certificate.pdf", pdf);
        Assert.Contains("подписан не ключом школы", stranger.Text);
        Directory.Delete(folder, recursive: true);
    }

    [Theory, OnEachDatabase]
    public async Task A_file_from_before_there_were_seals_stays_as_it_is_and_is_known_by_its_bytes(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var (holder, certificate) = await IssuedAsync(academy);
        var old = "%PDF-1.4 drawn before there were seals"u8.ToArray();
        await academy.QueryAsync(db => db.CertificateFiles.ExecuteUpdateAsync(file => file
            .SetProperty(one => one.Bytes, old).SetProperty(one => one.Sha256, CertificateFile.HashOf(old)).SetProperty(one => one.Credential, (string?)null)));

        Assert.Equal(old, (await holder.OpenAsync($"/certificates/{certificate.Number}.pdf")).Bytes);
        var token = Encoding.ASCII.GetString((await holder.OpenAsync($"/certificates/{certificate.Number}.jwt")).Bytes);
        Assert.Equal(certificate.Id, SignedCredential.Read(token).Told!.Id);
        Assert.Equal(token, Encoding.ASCII.GetString((await holder.OpenAsync($"/certificates/{certificate.Number}.jwt")).Bytes));
        var stranger = academy.Stranger();
        await HandInAsync(stranger, "old.pdf", old);
        Assert.Contains("Файл в точности такой, как в реестре.", stranger.Text);
        Assert.Contains(Name, stranger.Text);
        await HandInAsync(stranger, "old.pdf", [.. old, 1]);
        Assert.Contains("В файле нет печати.", stranger.Text);
    }

    [Fact]
    public async Task The_data_are_for_the_same_people_as_the_paper()
    {
        await using var academy = await AcademyApp.StartAsync(DatabaseProvider.Sqlite);
        var (holder, certificate) = await IssuedAsync(academy);
        var (address, stranger) = ($"/certificates/{certificate.Number}.jwt", academy.Stranger());

        Assert.Equal(HttpStatusCode.OK, (await holder.OpenAsync(address)).Status);
        Assert.True(holder.Response.Headers.CacheControl is { Private: true, NoStore: true });
        Assert.Equal(HttpStatusCode.OK, (await (await academy.StaffAsync()).OpenAsync(address)).Status);
        Assert.Equal(HttpStatusCode.OK, (await stranger.OpenAsync($"{address}?code={certificate.Code}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.OpenAsync(address)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.OpenAsync($"{address}?code=AAAA")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await (await academy.LearnerAsync()).OpenAsync(address)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await (await academy.InstructorAsync()).OpenAsync(address)).Status);
    }

    [Theory, OnEachDatabase]
    public async Task A_verifier_elsewhere_finds_key_issuer_and_what_stands_no_more_and_no_person(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var (holder, certificate) = await IssuedAsync(academy);
        var token = Encoding.ASCII.GetString((await holder.OpenAsync($"/certificates/{certificate.Number}.jwt")).Bytes);
        var header = JsonDocument.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(token.Split('.')[0])).RootElement;
        var kid = new Uri(header.GetProperty("kid").GetString()!);
        var stranger = academy.Stranger();

        var key = await JsonAsync(kid.AbsolutePath);
        Assert.Equal("application/jwk+json", stranger.Response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(header.GetProperty("jwk").GetProperty("n").GetString(), key.GetProperty("n").GetString());
        Assert.False(key.TryGetProperty("d", out _));
        var keys = await JsonAsync("/.well-known/jwks.json");
        Assert.Contains(kid.AbsoluteUri, keys.GetProperty("keys").EnumerateArray().Select(one => one.GetProperty("kid").GetString()));
        Assert.Equal("https://academy.test/issuer", (await JsonAsync("/issuer")).GetProperty("id").GetString());
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.OpenAsync("~/issuer/keys/nobody")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.OpenAsync("~/credentials/status/2025-0")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.OpenAsync("~/credentials/status/2026-1")).Status);

        Assert.Equal((0, 0), await RevokedAsync());
        await DeskAsync(desk => desk.RevokeAsync(certificate.Number, new Revocation(RevocationKind.Other, "выдан по ошибке"), certificate.IssuedById, CancellationToken.None));
        Assert.Equal((1, 0b0100_0000), await RevokedAsync());
        await DeskAsync(desk => desk.RestoreAsync(certificate.Number, "отозван по ошибке", order: null, certificate.IssuedById, CancellationToken.None));
        Assert.Equal((0, 0), await RevokedAsync());

        Task<bool> DeskAsync(Func<CertificateDesk, Task<bool>> act) => academy.WithAsync(services => act(services.GetRequiredService<CertificateDesk>()));

        async Task<JsonElement> JsonAsync(string path) => JsonDocument.Parse((await stranger.OpenAsync($"~{path}")).Bytes).RootElement;

        // How many the list names, and the first byte of the list of bits.
        async Task<(int, int)> RevokedAsync()
        {
            var listed = (await JsonAsync("/credentials/revocations")).GetProperty("revokedCredential").EnumerateArray().ToList();
            Assert.All(listed, one => Assert.Equal($"urn:uuid:{certificate.Id}", one.GetProperty("id").GetString()));
            var status = Encoding.ASCII.GetString((await stranger.OpenAsync("~/credentials/status/2026-0")).Bytes).Split('.')[1];
            var bits = JsonDocument.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(status)).RootElement.GetProperty("credentialSubject").GetProperty("encodedList").GetString()!;
            using var zip = new System.IO.Compression.GZipStream(new MemoryStream(System.Buffers.Text.Base64Url.DecodeFromChars(bits.AsSpan(1))), System.IO.Compression.CompressionMode.Decompress);
            return (listed.Count, zip.ReadByte());
        }
    }

    [Fact]
    public async Task The_command_checks_a_file_without_site_or_database()
    {
        await using var academy = await AcademyApp.StartAsync(DatabaseProvider.Sqlite);
        var (holder, certificate) = await IssuedAsync(academy);
        var folder = Directory.CreateTempSubdirectory("academy-verify").FullName;
        var (pdf, jwt, jwks, changed) = (Path.Combine(folder, "a.pdf"), Path.Combine(folder, "a.jwt"), Path.Combine(folder, "jwks.json"), Path.Combine(folder, "b.pdf"));
        File.WriteAllBytes(pdf, (await holder.OpenAsync($"/certificates/{certificate.Number}.pdf")).Bytes);
        File.WriteAllBytes(jwt, (await holder.OpenAsync($"/certificates/{certificate.Number}.jwt")).Bytes);
        File.WriteAllBytes(jwks, (await holder.OpenAsync("~/.well-known/jwks.json")).Bytes);
        var bytes = File.ReadAllBytes(pdf);
        bytes[7000] ^= 1;
        File.WriteAllBytes(changed, bytes);

        foreach (var file in (string[])[pdf, jwt])
        {
            Assert.Equal(0, await AcademyApp.RunCommandAsync(["verify", file]));
            Assert.Equal(0, await AcademyApp.RunCommandAsync(["verify", file, "--keys", jwks]));
        }
        Assert.Equal(1, await AcademyApp.RunCommandAsync(["verify", changed]));
        Assert.Equal(1, await AcademyApp.RunCommandAsync(["verify", jwks]));
        Assert.Equal(1, await AcademyApp.RunCommandAsync(["verify", pdf, "--keys", pdf]));
        Assert.Equal(2, await AcademyApp.RunCommandAsync(["verify"]));

        // Another school's keys do not vouch for ours, and a key made by the command does for what it signs.
        var keys = Path.Combine(folder, "keys");
        Assert.Equal(0, await AcademyApp.RunCommandAsync(["keys", "new", $"--Keys:Folder={keys}", "--Site:Url=https://other.test"]));
        using var theirs = SigningKeys.Load(keys);
        File.WriteAllText(jwks, $$"""{"keys":[{{theirs.Newest!.ToJwk(id: null).ToJsonString()}}]}""");
        Assert.Equal(1, await AcademyApp.RunCommandAsync(["verify", pdf, "--keys", jwks]));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Outside_Development_a_site_without_a_key_does_not_start()
    {
        var empty = Directory.CreateTempSubdirectory("academy-no-keys").FullName;

        var fault = Assert.Throws<SettingException>(() =>
        {
            using var keys = new SealKeys(Some.Settings(empty, makesKeys: false), TimeProvider.System);
            return keys.Signing;
        });
        Assert.Equal("Keys__Folder: KeysMissing", fault.Message);
        using var made = new SealKeys(Some.Settings(empty, makesKeys: true), TimeProvider.System);
        Assert.True(made.Signing.CanSign);
        File.WriteAllText(Directory.GetFiles(empty).Single(), "nothing");
        using var broken = new SealKeys(Some.Settings(empty, makesKeys: true), TimeProvider.System);
        Assert.Equal("Keys__Folder: KeyBroken", Assert.Throws<SettingException>(() => broken.Signing).Message);
        Directory.Delete(empty, recursive: true);
    }

    [Theory, OnEachDatabase]
    public async Task What_was_revoked_by_mistake_stands_again_under_its_number_and_its_history_tells(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var (_, certificate) = await IssuedAsync(academy);
        var (staff, stranger) = (await academy.StaffAsync(), academy.Stranger());
        await staff.OpenAsync($"/office/certificates/{certificate.Number}/revoke");
        await staff.PressAsync("revoke", ("Reason", "перепутали людей"), ("Order.Number", "12-ө"));
        Assert.Equal(HttpStatusCode.BadRequest, staff.Status);
        Assert.Contains("Выберите причину, видимую всем.", staff.Page.QuerySelector("#Kind-error")!.TextContent);
        Assert.Contains("Введите дату приказа.", staff.Page.QuerySelector("#order-date-error")!.TextContent);
        await staff.PressAsync("revoke", ("Kind", "IssuedByMistake"), ("Order.Date", "2026-11-16"));
        Assert.Contains("Сертификат отозван. Страница проверки уже это показывает.", staff.Text);

        await staff.FollowAsync("Восстановить");
        await staff.PressAsync("restore", ("Reason", "мало"));
        Assert.Equal(HttpStatusCode.BadRequest, staff.Status);
        await staff.PressAsync("restore", ("Reason", "отозван не тот сертификат"));

        Assert.Contains("Сертификат снова действителен.", staff.Text);
        foreach (var told in (string[])["Восстановлен", "отозван не тот сертификат", "перепутали людей", "№ 12-ө"]) Assert.Contains(told, staff.Text);
        Assert.Contains("Сертификат действителен", (await stranger.OpenAsync($"/verify/{certificate.Number}")).Text);
        Assert.Equal(1, await academy.QueryAsync(db => db.Journal.CountAsync(entry => entry.Act == JournalAct.CertificateRestored && entry.Subject == certificate.Number)));
        await staff.OpenAsync($"/office/certificates/{certificate.Number}/restore");
        Assert.Empty(staff.Page.QuerySelectorAll("#restore"));
    }

    [Theory, OnEachDatabase]
    public async Task An_expired_certificate_is_told_so_and_new_training_earns_a_new_one(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var (holder, old) = await IssuedAsync(academy, new IssueTerms(ValidMonths: 12));
        var (staff, stranger) = (await academy.StaffAsync(), academy.Stranger());
        Assert.Contains("16 ноября 2027", (await stranger.OpenAsync($"/verify/{old.Number}/{old.Code}")).Text);
        var told = SignedCredential.Read(Encoding.ASCII.GetString((await holder.OpenAsync($"/certificates/{old.Number}.jwt")).Bytes)).Told!;
        Assert.Equal(new DateTimeOffset(2027, 11, 16, 18, 59, 59, TimeSpan.Zero), told.ValidUntil);

        academy.Clock.Advance(TimeSpan.FromDays(366));

        Assert.Contains("Срок действия сертификата истёк", (await stranger.OpenAsync($"/verify/{old.Number}")).Page.Title);
        Assert.Equal(1, await academy.QueryAsync(db => db.Certificates.InState(CertificateState.Expired, KazakhstanTime.DayOf(academy.Clock.GetUtcNow())).CountAsync()));
        Assert.Equal(0, await academy.QueryAsync(db => db.Certificates.InState(CertificateState.Valid, KazakhstanTime.DayOf(academy.Clock.GetUtcNow())).CountAsync()));
        // The same training earns nothing more; another one does.
        var again = await IssueAsync(academy, old.EnrolmentId, old.IssuedById);
        Assert.Equal((old.Number, false), (again.Number, again.IsNew));
        await academy.QueryAsync(async db =>
        {
            (await db.Enrolments.SingleAsync()).End(academy.Clock.GetUtcNow());
            return await db.SaveChangesAsync();
        });
        var second = await AgainAsync(academy, old.AccountId);
        var fresh = await IssueAsync(academy, second, old.IssuedById);
        Assert.Equal(("202700000001", true), (fresh.Number, fresh.IsNew));
        Assert.Contains("Срок действия сертификата истёк", (await stranger.OpenAsync($"/verify/{old.Number}")).Page.Title);
        Assert.Contains("Сертификат действителен", (await stranger.OpenAsync("/verify/202700000001")).Page.Title);
    }

    private static async Task<Guid> AgainAsync(AcademyApp academy, Guid account) => await academy.WithAsync(async services =>
    {
        var (db, now) = (services.GetRequiredService<AcademyDb>(), academy.Clock.GetUtcNow());
        var edition = (await services.GetRequiredService<CourseShelf>().CurrentAsync(db, AcademyApp.Course, CancellationToken.None))!;
        var enrolment = new Enrolment(account, edition.Course, edition.Id, now);
        foreach (var lesson in edition.Course.Lessons) enrolment.FinishLesson(lesson, now);
        foreach (var quiz in edition.Course.Items.OfType<Courseware.Quiz>())
        {
            var attempt = enrolment.StartAttempt(quiz, seed: 1, now);
            foreach (var question in attempt.Paper.QuestionsOf(quiz)) attempt.Save(question, RightAnswers.To(question), new SentAnswer(1, Flagged: false), now);
            attempt.Submit(quiz, now);
        }
        enrolment.CompleteIfEarned(edition.Course, now);
        db.Enrolments.Add(enrolment);
        await db.SaveChangesAsync();
        return enrolment.Id;
    });

    private static async Task HandInAsync(Browser stranger, string name, byte[] bytes)
    {
        await stranger.OpenAsync("/verify");
        await stranger.UploadAsync("check-file", "file", name, bytes);
    }

    private static async Task<IssueOutcome> IssueAsync(AcademyApp academy, Guid enrolment, Guid by, IssueTerms? terms = null) =>
        await academy.WithAsync(async services => (await services.GetRequiredService<CertificateDesk>().IssueAsync([enrolment], Signatory, by, CancellationToken.None, terms)).Single());

    private static async Task<(Browser Holder, Certificate Certificate)> IssuedAsync(AcademyApp academy, IssueTerms? terms = null)
    {
        var by = (await academy.AddAccountAsync(roles: Roles.Staff)).Id;
        var (holder, enrolment) = await academy.GraduateAsync(fullName: Name);
        var number = (await IssueAsync(academy, enrolment, by, terms)).Number;
        return (holder, await academy.QueryAsync(db => db.Certificates.AsNoTracking().SingleAsync(one => one.Number == number)));
    }
}

/// <summary>Settings as a test needs them where there is no site.</summary>
internal static class Some
{
    public static Settings Settings(string keys, bool makesKeys) => new()
    {
        Provider = DatabaseProvider.Sqlite, Connection = "", DataFolder = keys, ContentFolder = keys, KeysFolder = keys, MakesKeys = makesKeys,
        SiteUrl = new Uri("https://academy.test"), DemoPeople = [], Help = new HelpLine("", ""), Mail = new MailSettings("", 587, "", "", "academy@academy.test", MailKit.Security.SecureSocketOptions.StartTls),
    };
}
