using System.Net;
using System.Security.Cryptography;
using System.Text;
using Academy.Learning;
using Academy.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using UglyToad.PdfPig;

namespace Academy.Web.Tests;

/// <summary>Staff issue, revoke and replace: the right names, once, each under the next number.</summary>
public sealed class IssuingCertificatesTests
{
    private static readonly (string Name, string Value)[] Signs =
        [("SignatoryName", "Е. Т. Үлгібаев"), ("PositionKk", "департамент басшысы"), ("PositionRu", "руководитель департамента")];

    private static readonly Signatory Signatory = new("Е. Т. Үлгібаев", new Bilingual("департамент басшысы", "руководитель департамента"));

    [Theory, OnEachDatabase]
    public async Task Eighteen_at_once_get_consecutive_numbers_and_files_that_never_change(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var people = new List<Guid>();
        for (var person = 0; person < 18; person++) people.Add((await academy.GraduateAsync()).EnrolmentId);
        var staff = await academy.StaffAsync();

        await staff.OpenAsync("/office");
        Assert.Contains("18 ждут", staff.Text);
        await staff.FollowAsync("Введение");
        await ChooseAsync(staff, people);
        Assert.Contains("Выдать 18 сертификатов", staff.Text);
        Assert.Equal(0, await academy.QueryAsync(db => db.Certificates.CountAsync()));
        await staff.PressAsync("issue", ("Confirmed", "true"));

        Assert.Contains("Выдано 18 сертификатов", staff.Text);
        Assert.Contains("Номера: 2026 0000 0001 – 2026 0000 0018", staff.Text);
        var certificates = await academy.QueryAsync(db => db.Certificates.OrderBy(one => one.Number).ToListAsync());
        Assert.Equal(Enumerable.Range(1, 18).Select(place => $"2026{place:00000000}"), certificates.Select(one => one.Number));
        Assert.Equal(people.Order(), certificates.Select(one => one.EnrolmentId).Order());
        Assert.Equal(18, await academy.QueryAsync(db => db.Journal.CountAsync(entry => entry.Act == JournalAct.CertificateIssued)));
        foreach (var certificate in certificates)
        {
            var first = (await staff.OpenAsync($"/certificates/{certificate.Number}.pdf")).Bytes;
            var second = (await staff.OpenAsync($"/certificates/{certificate.Number}.pdf")).Bytes;
            var hash = Convert.ToHexStringLower(SHA256.HashData(first));
            Assert.Equal(first, second);
            Assert.Equal(hash, await academy.QueryAsync(db => db.CertificateFiles.Where(file => file.CertificateId == certificate.Id).Select(file => file.Sha256).SingleAsync()));
            Assert.Equal($"\"{hash}\"", staff.Response.Headers.ETag?.Tag);
            Assert.Equal($"attachment; filename={certificate.Number}.pdf; filename*=UTF-8''{certificate.Number}.pdf", staff.Response.Content.Headers.ContentDisposition?.ToString());
        }
    }

    [Theory, OnEachDatabase]
    public async Task Pressed_twice_by_two_people_it_gives_one_certificate_and_the_same_number(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var (_, enrolment) = await academy.GraduateAsync();
        Browser[] staff = [await academy.StaffAsync(), await academy.AdminAsync(), await academy.StaffAsync()];
        foreach (var one in staff)
        {
            await one.OpenAsync("/office/issue/welcome");
            await ChooseAsync(one, [enrolment]);
        }

        await Task.WhenAll(staff.Select(one => one.PressAsync("issue", ("Confirmed", "true"))));

        Assert.All(staff, one => Assert.Equal(HttpStatusCode.OK, one.Status));
        Assert.All(staff, one => Assert.Contains("2026 0000 0001", one.Text));
        Assert.Single(staff, one => one.Text.Contains("Выдан 1 сертификат", StringComparison.Ordinal));
        Assert.Equal(2, staff.Count(one => one.Text.Contains("1 сертификат был выдан раньше, номер прежний.", StringComparison.Ordinal)));
        Assert.Equal(1, await academy.QueryAsync(db => db.Certificates.CountAsync()));
        Assert.Equal(1, await academy.QueryAsync(db => db.CertificateFiles.CountAsync()));
        Assert.Equal(1, await academy.QueryAsync(db => db.NumberSeries.Select(series => series.Last).SingleAsync()));
    }

    [Theory, OnEachDatabase]
    public async Task Ten_issuers_at_once_some_of_whom_fail_leave_no_number_twice_and_no_gap(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var by = (await academy.AddAccountAsync(roles: Roles.Staff)).Id;
        var people = new List<Guid>();
        for (var person = 0; person < 20; person++) people.Add((await academy.GraduateAsync()).EnrolmentId);

        // Each person twice, by issuers that meet; between them others take a number and give it back.
        var told = await Task.WhenAll(Enumerable.Range(0, 10).Select(async issuer =>
        {
            var mine = people.Where((_, place) => place % 5 == issuer % 5).ToList();
            var outcomes = await academy.WithAsync(services => services.GetRequiredService<CertificateDesk>().IssueAsync(mine, Signatory, by, CancellationToken.None));
            await academy.QueryAsync(async db =>
            {
                await using var transaction = await db.Database.BeginTransactionAsync();
                await db.NextCertificateNumberAsync(academy.Clock.GetUtcNow(), CancellationToken.None);
                await transaction.RollbackAsync();
                return 0;
            });
            return outcomes;
        }));

        var numbers = await academy.QueryAsync(db => db.Certificates.OrderBy(one => one.Number).Select(one => new { one.EnrolmentId, one.Number }).ToListAsync());
        Assert.Equal(Enumerable.Range(1, 20).Select(place => $"2026{place:00000000}"), numbers.Select(one => one.Number));
        var stored = numbers.ToDictionary(one => one.EnrolmentId, one => one.Number);
        Assert.All(told.SelectMany(outcomes => outcomes), outcome => Assert.Equal(stored[outcome.EnrolmentId], outcome.Number));
        Assert.Equal(20, told.SelectMany(outcomes => outcomes).Count(outcome => outcome.IsNew));
        Assert.Equal(20, await academy.QueryAsync(db => db.CertificateFiles.CountAsync()));
    }

    public static TheoryData<string, Refusal?> Unearned => new()
    {
        { "nobody's id", Refusal.CourseNotCompleted },
        { "not completed", Refusal.CourseNotCompleted },
        { "taken out of the course", Refusal.EnrolmentEnded },
        { "revoked", Refusal.CertificateNotValid },
        { "without a name", Refusal.NameMissing },
        { "without a position", Refusal.PositionMissing },
        { "a name that cannot be printed", Refusal.LetterNotPrintable },
    };

    [Theory, MemberData(nameof(Unearned))]
    public async Task What_was_not_earned_is_not_issued_and_takes_no_number(string state, Refusal? expected)
    {
        await using var academy = await AcademyApp.StartAsync(DatabaseProvider.Sqlite);
        var by = (await academy.AddAccountAsync(roles: Roles.Staff)).Id;
        var enrolment = state switch
        {
            "nobody's id" => Guid.NewGuid(),
            "not completed" => await OfAsync(academy, await academy.EnrolledLearnerAsync()),
            "without a position" => (await academy.GraduateAsync(position: " ")).EnrolmentId,
            "without a name" => (await academy.GraduateAsync(fullName: " ")).EnrolmentId,
            "a name that cannot be printed" => (await academy.GraduateAsync(fullName: "Ли 山")).EnrolmentId,
            _ => (await academy.GraduateAsync()).EnrolmentId,
        };
        if (state == "taken out of the course")
            await academy.QueryAsync(async db =>
            {
                (await db.Enrolments.SingleAsync()).End(academy.Clock.GetUtcNow());
                return await db.SaveChangesAsync();
            });
        if (state == "revoked")
        {
            var number = (await IssueAsync(academy, by, enrolment)).Number!;
            await academy.WithAsync(services => services.GetRequiredService<CertificateDesk>().RevokeAsync(number, new Revocation(RevocationKind.Other, "выдан по ошибке"), by, CancellationToken.None));
        }
        var before = await academy.QueryAsync(db => db.Certificates.CountAsync());

        var outcome = await IssueAsync(academy, by, enrolment);

        Assert.Equal(expected, outcome.Objection?.Refusal);
        Assert.Null(outcome.Number);
        Assert.Equal(before, await academy.QueryAsync(db => db.Certificates.CountAsync()));
        Assert.Equal(before, await academy.QueryAsync(db => db.NumberSeries.Select(series => (int)series.Last).FirstOrDefaultAsync()));
    }

    [Fact]
    public async Task Forged_ids_and_extra_fields_issue_nothing()
    {
        await using var academy = await AcademyApp.StartAsync(DatabaseProvider.Sqlite);
        var unfinished = await OfAsync(academy, await academy.EnrolledLearnerAsync());
        var (graduate, earned) = await academy.GraduateAsync();
        var staff = await academy.StaffAsync();
        await staff.OpenAsync("/office/issue/welcome");
        Assert.Equal([earned.ToString()], staff.Page.QuerySelectorAll("input[name=Enrolments]").Select(box => box.GetAttribute("value")!));
        var forged = new Dictionary<string, string>
        {
            ["__RequestVerificationToken"] = staff.Page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!,
            ["Enrolments"] = unfinished.ToString(), ["Confirmed"] = "true", ["Score"] = "100", ["CompletedAt"] = "2026-11-01", ["IssuedAt"] = "2020-01-01",
            ["UserId"] = Guid.NewGuid().ToString(), ["AccountId"] = Guid.NewGuid().ToString(), ["Number"] = "202600009999", ["Told"] = "[]",
            ["Course.Certificate"] = "standard", ["Enrolments[0].CompletedAt"] = "2026-11-01",
        };
        foreach (var (name, value) in Signs) forged[name] = value;

        await staff.SendAsync(new HttpRequestMessage(HttpMethod.Post, staff.Resolve("/office/issue/welcome?handler=Issue")) { Content = new FormUrlEncodedContent(forged) });
        Assert.Contains("Слушатель ещё не завершил курс.", staff.Text);
        forged["Enrolments"] = Guid.NewGuid().ToString();
        await staff.SendAsync(new HttpRequestMessage(HttpMethod.Post, staff.Resolve("/office/issue/welcome?handler=Issue")) { Content = new FormUrlEncodedContent(forged) });
        Assert.Equal(HttpStatusCode.BadRequest, staff.Status);
        Assert.Contains("Отметьте хотя бы одного слушателя.", staff.Text);
        // A learner's own post, even with a token of theirs, does not reach the page.
        await graduate.OpenAsync("/account/profile");
        forged["Enrolments"] = earned.ToString();
        forged["__RequestVerificationToken"] = graduate.Page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        await graduate.SendAsync(new HttpRequestMessage(HttpMethod.Post, graduate.Resolve("/office/issue/welcome?handler=Issue")) { Content = new FormUrlEncodedContent(forged) });
        Assert.Equal(HttpStatusCode.Forbidden, graduate.Status);

        Assert.Equal(0, await academy.QueryAsync(db => db.Certificates.CountAsync()));
    }

    [Fact]
    public async Task Who_cannot_get_one_yet_stands_on_the_list_with_the_reason_and_no_box()
    {
        await using var academy = await AcademyApp.StartAsync(DatabaseProvider.Sqlite);
        await academy.GraduateAsync(fullName: "Ли 山");
        await academy.GraduateAsync(fullName: "Сапарова Ақмарал", position: null);
        var staff = await academy.StaffAsync();

        await staff.OpenAsync("/office/issue/welcome");

        Assert.Empty(staff.Page.QuerySelectorAll("input[name=Enrolments]"));
        Assert.Contains("В шрифте сертификата нет знака «山 (U+5C71)»", staff.Text);
        Assert.Contains("У слушателя не указана должность.", staff.Text);
    }

    [Fact]
    public async Task What_is_missing_in_the_form_is_said_at_the_field_and_nothing_typed_is_lost()
    {
        await using var academy = await AcademyApp.StartAsync(DatabaseProvider.Sqlite);
        var (_, enrolment) = await academy.GraduateAsync();
        var staff = await academy.StaffAsync();
        await staff.OpenAsync("/office/issue/welcome");

        await staff.PressAsync("check", ("Enrolments", enrolment.ToString()), ("SignatoryName", "山"), ("PositionKk", ""), ("PositionRu", "ректор"));

        Assert.Equal(HttpStatusCode.BadRequest, staff.Status);
        Assert.Contains("В шрифте сертификата нет знака «山 (U+5C71)». Напишите иначе.", staff.Page.QuerySelector("#SignatoryName-error")!.TextContent);
        Assert.Contains("Введите должность на казахском.", staff.Page.QuerySelector("#PositionKk-error")!.TextContent);
        Assert.Equal("ректор", staff.Page.QuerySelector("#PositionRu")!.GetAttribute("value"));
        Assert.True(staff.Page.QuerySelector("input[name=Enrolments]")!.HasAttribute("checked"));

        await ChooseAsync(staff, [enrolment]);
        await staff.PressAsync("issue");
        Assert.Equal(HttpStatusCode.BadRequest, staff.Status);
        Assert.Contains("Отметьте, что имена сверены.", staff.Text);
        await staff.PressAsync("change");
        Assert.True(staff.Page.QuerySelector("input[name=Enrolments]")!.HasAttribute("checked"));
        Assert.Equal("Е. Т. Үлгібаев", staff.Page.QuerySelector("#SignatoryName")!.GetAttribute("value"));
        Assert.Equal(0, await academy.QueryAsync(db => db.Certificates.CountAsync()));

        // The next list remembers who signed.
        await staff.PressAsync("check");
        await staff.PressAsync("issue", ("Confirmed", "true"));
        await academy.GraduateAsync();
        await staff.OpenAsync("/office/issue/welcome");
        Assert.Equal("департамент басшысы", staff.Page.QuerySelector("#PositionKk")!.GetAttribute("value"));
    }

    [Theory, OnEachDatabase]
    public async Task A_file_that_a_crash_left_undrawn_comes_out_the_same_and_is_then_kept(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var by = (await academy.AddAccountAsync(roles: Roles.Staff)).Id;
        var (first, second) = ((await academy.GraduateAsync()).EnrolmentId, (await academy.GraduateAsync()).EnrolmentId);
        await IssueAsync(academy, by, first);
        await IssueAsync(academy, by, second);
        var drawn = await FilesAsync(academy);
        await academy.QueryAsync(db => db.CertificateFiles.ExecuteDeleteAsync());
        var staff = await academy.StaffAsync();

        // Two ask for the first at once; the start of the site draws what is left.
        await Task.WhenAll(staff.OpenAsync("/certificates/202600000001.pdf"), (await academy.AdminAsync()).OpenAsync("/certificates/202600000001.pdf"));
        await academy.WithAsync(async services =>
        {
            await services.GetRequiredService<CertificateDesk>().SealMissingAsync(CancellationToken.None);
            return 0;
        });

        Assert.Equal(drawn, await FilesAsync(academy));
    }

    [Fact]
    public async Task The_longest_texts_that_can_be_stored_can_be_printed()
    {
        await using var academy = await AcademyApp.StartAsync(DatabaseProvider.Sqlite);
        var by = (await academy.AddAccountAsync(roles: Roles.Staff)).Id;
        var (_, words) = await academy.GraduateAsync(fullName: Long("Мұхамбетқалиева ", 200), position: Long("Қарағанды облысы әкімінің орынбасары ", 300));
        var (_, letters) = await academy.GraduateAsync(fullName: new string('Щ', 200), position: new string('Щ', 300));

        foreach (var enrolment in (Guid[])[words, letters])
        {
            var outcome = await academy.WithAsync(async services => (await services.GetRequiredService<CertificateDesk>().IssueAsync(
                [enrolment], new Signatory(Long("Үлгібаев ", 200), new Bilingual(Long("басшы ", 500), Long("глава ", 500))), by, CancellationToken.None)).Single());
            Assert.Null(outcome.Objection);
        }
        Assert.Equal(2, await academy.QueryAsync(db => db.CertificateFiles.CountAsync()));

        static string Long(string word, int length) => string.Concat(Enumerable.Repeat(word, length))[..length].TrimEnd();
    }

    [Theory, OnEachDatabase]
    public async Task A_revoked_certificate_is_told_at_once_and_only_with_a_reason(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var by = (await academy.AddAccountAsync(roles: Roles.Staff)).Id;
        var (learner, enrolment) = await academy.GraduateAsync();
        var certificate = await FindAsync(academy, (await IssueAsync(academy, by, enrolment)).Number!);
        var file = (await learner.OpenAsync($"/certificates/{certificate.Number}.pdf")).Bytes;
        academy.Clock.Advance(TimeSpan.FromDays(2));
        var (staff, late, stranger) = (await academy.StaffAsync(), await academy.StaffAsync(), academy.Stranger());
        await late.OpenAsync($"/office/certificates/{certificate.Number}/revoke");

        await staff.OpenAsync($"/office/certificates/{certificate.Number}/revoke");
        Assert.Contains("Вернуть силу можно только отдельным решением с причиной.", staff.Text);
        await staff.PressAsync("revoke", ("Reason", "  коротко "));
        Assert.Equal(HttpStatusCode.BadRequest, staff.Status);
        Assert.Contains("Укажите причину полностью: не меньше 10 знаков.", staff.Page.QuerySelector("#Reason-error")!.TextContent);
        await staff.PressAsync("revoke", ("Reason", new string('а', 1001)));
        Assert.Equal(HttpStatusCode.BadRequest, staff.Status);
        Assert.Contains("Сертификат действителен", (await stranger.OpenAsync($"/verify/{certificate.Number}")).Text);

        await staff.PressAsync("revoke", ("Kind", "ResultAnnulled"), ("Reason", "результат обучения аннулирован"));

        Assert.Contains("Сертификат отозван. Страница проверки уже это показывает.", staff.Text);
        Assert.Contains("результат обучения аннулирован", staff.Text);
        foreach (var address in (string[])[$"/verify/{certificate.Number}", $"/verify/{certificate.Number}/{certificate.Code}"])
        {
            await stranger.OpenAsync(address);
            Assert.Contains("Сертификат отозван", stranger.Text);
            Assert.Contains("18 ноября 2026 года", stranger.Text);
            Assert.DoesNotContain("аннулирован", stranger.Text);
        }
        await late.PressAsync("revoke", ("Kind", "Other"), ("Reason", "ещё одна причина"));
        Assert.Equal(HttpStatusCode.Conflict, late.Status);
        Assert.Contains("Этот сертификат уже не действует", late.Text);
        // The paper stays what it was, the person is not on the list again, the number is never used again.
        Assert.Equal(file, (await staff.OpenAsync($"/certificates/{certificate.Number}.pdf")).Bytes);
        Assert.Contains("сертификата никто не ждёт", (await staff.OpenAsync("/office/issue/welcome")).Text);
        Assert.Equal(1, await academy.QueryAsync(db => db.Journal.CountAsync(entry => entry.Act == JournalAct.CertificateRevoked && entry.Subject == certificate.Number)));
        Assert.Equal("202600000002", (await IssueAsync(academy, by, (await academy.GraduateAsync()).EnrolmentId)).Number);
    }

    [Theory, OnEachDatabase]
    public async Task A_wrong_name_is_mended_by_a_new_certificate_in_place_of_the_old_one(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var by = (await academy.AddAccountAsync(roles: Roles.Staff)).Id;
        var (learner, enrolment) = await academy.GraduateAsync(fullName: "Оспанова Гулнар");
        var old = await FindAsync(academy, (await IssueAsync(academy, by, enrolment)).Number!);
        var oldFile = (await learner.OpenAsync($"/certificates/{old.Number}.pdf")).Bytes;
        await academy.QueryAsync(db => db.Users.Where(account => account.Id == old.AccountId).ExecuteUpdateAsync(set => set.SetProperty(account => account.FullName, "Оспанова Гүлнар")));
        Browser[] staff = [await academy.StaffAsync(), await academy.StaffAsync()];
        foreach (var one in staff) await one.OpenAsync($"/office/certificates/{old.Number}/replace");
        Assert.Contains("Оспанова Гүлнар", staff[0].Text);
        await staff[0].PressAsync("replace");
        Assert.Equal(HttpStatusCode.BadRequest, staff[0].Status);

        await Task.WhenAll(staff.Select(one => one.PressAsync("replace", ("Confirmed", "true"))));

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Conflict], staff.Select(one => one.Status).Order());
        Assert.Equal(2, await academy.QueryAsync(db => db.Certificates.CountAsync()));
        var fresh = await FindAsync(academy, "202600000002");
        Assert.Equal((CertificateState.Replaced, CertificateState.Valid), ((await FindAsync(academy, old.Number)).State, fresh.State));
        Assert.Equal(("Оспанова Гүлнар", old.SignatoryName, old.From, old.To), (fresh.HolderName, fresh.SignatoryName, fresh.From, fresh.To));
        Assert.Equal(oldFile, (await learner.OpenAsync($"/certificates/{old.Number}.pdf")).Bytes);
        Assert.Contains("Оспанова Гүлнар", TextOf((await learner.OpenAsync($"/certificates/{fresh.Number}.pdf")).Bytes));
        var stranger = academy.Stranger();
        await stranger.OpenAsync($"/verify/{old.Number}");
        Assert.Contains("Сертификат заменён", stranger.Text);
        Assert.DoesNotContain("2026 0000 0002", stranger.Text);
        await stranger.OpenAsync($"/verify/{old.Number}/{old.Code}");
        await stranger.FollowAsync("2026 0000 0002");
        Assert.Contains("Сертификат действителен", stranger.Text);
        var journal = await academy.QueryAsync(db => db.Journal.Where(entry => entry.Act == JournalAct.CertificateIssued || entry.Act == JournalAct.CertificateReplaced)
            .Select(entry => $"{entry.Act} {entry.Subject}").ToListAsync());
        Assert.Equivalent(new[] { "CertificateIssued 202600000001", "CertificateIssued 202600000002", "CertificateReplaced 202600000001" }, journal, strict: true);
    }

    [Theory, OnEachDatabase]
    public async Task The_paper_is_for_its_holder_staff_and_whoever_has_the_code(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var by = (await academy.AddAccountAsync(roles: Roles.Staff)).Id;
        var (holder, enrolment) = await academy.GraduateAsync();
        var certificate = await FindAsync(academy, (await IssueAsync(academy, by, enrolment)).Number!);
        var (address, stranger) = ($"/certificates/{certificate.Number}.pdf", academy.Stranger());

        var file = (await holder.OpenAsync(address)).Bytes;
        Assert.Equal("application/pdf", holder.Response.Content.Headers.ContentType?.MediaType);
        Assert.True(holder.Response.Headers.CacheControl is { Private: true, NoStore: true });
        Assert.Equal("%PDF"u8.ToArray(), file[..4]);
        Assert.Equal(file, (await (await academy.StaffAsync()).OpenAsync(address)).Bytes);
        Assert.Equal(file, (await stranger.OpenAsync($"{address}?code={certificate.Code}")).Bytes);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.OpenAsync(address)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.OpenAsync($"{address}?code={certificate.Code[..^1]}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await (await academy.LearnerAsync()).OpenAsync(address)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await (await academy.InstructorAsync()).OpenAsync(address)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await (await academy.StaffAsync()).OpenAsync("/certificates/202600000009.pdf")).Status);

        var again = new HttpRequestMessage(HttpMethod.Get, holder.Resolve(address));
        again.Headers.TryAddWithoutValidation("If-None-Match", $"\"{Convert.ToHexStringLower(SHA256.HashData(file))}\"");
        Assert.Equal(HttpStatusCode.NotModified, (await holder.SendAsync(again)).Status);
    }

    [Theory, OnEachDatabase]
    public async Task The_register_finds_by_any_part_of_number_and_name_however_typed(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var by = (await academy.AddAccountAsync(roles: Roles.Staff)).Id;
        foreach (var name in (string[])["Іңкәрбекова Үміт", "Оспанова Гүлнар", "Мұхамбетқалиева-Сейітқұлова Айгерім"])
            await IssueAsync(academy, by, (await academy.GraduateAsync(fullName: name)).EnrolmentId);
        await academy.WithAsync(services => services.GetRequiredService<CertificateDesk>().RevokeAsync("202600000001", new Revocation(RevocationKind.Other, "выдан по ошибке"), by, CancellationToken.None));
        var staff = await academy.StaffAsync();

        Assert.Equal(3, await FoundAsync(""));
        Assert.Equal(1, await FoundAsync("q=ИНКАРБЕКОВА"));
        Assert.Equal(1, await FoundAsync("q=гулнар оспан"));
        Assert.Equal(1, await FoundAsync("q=сейітқұлова"));
        Assert.Equal(1, await FoundAsync("q=2026 0000 0003"));
        Assert.Equal(3, await FoundAsync("q=20260000"));
        Assert.Equal(1, await FoundAsync("state=Revoked"));
        Assert.Equal(2, await FoundAsync("state=Valid"));
        Assert.Equal(0, await FoundAsync("state=Valid&q=инкар"));
        Assert.Equal(0, await FoundAsync("q=%25"));
        Assert.Equal(0, await FoundAsync("q=__"));
        Assert.Equal(0, await FoundAsync($"q={new string('я', 2000)}"));
        Assert.Equal(3, await FoundAsync("p=99"));
        Assert.Equal(3, await FoundAsync("p=-1"));

        async Task<int> FoundAsync(string query)
        {
            await staff.OpenAsync($"/office/certificates?{query}");
            Assert.Equal(HttpStatusCode.OK, staff.Status);
            return staff.Page.QuerySelectorAll("tbody tr").Length;
        }
    }

    private static async Task ChooseAsync(Browser staff, IEnumerable<Guid> enrolments) =>
        await staff.PressAsync("check", [.. enrolments.Select(id => ("Enrolments", id.ToString())), .. Signs]);

    private static Task<IssueOutcome> IssueAsync(AcademyApp academy, Guid by, Guid enrolment) => academy.WithAsync(async services =>
        (await services.GetRequiredService<CertificateDesk>().IssueAsync([enrolment], Signatory, by, CancellationToken.None)).Single());

    private static Task<Certificate> FindAsync(AcademyApp academy, string number) => academy.QueryAsync(db => db.Certificates.SingleAsync(one => one.Number == number));

    private static Task<Dictionary<Guid, string>> FilesAsync(AcademyApp academy) =>
        academy.QueryAsync(db => db.CertificateFiles.ToDictionaryAsync(file => file.CertificateId, file => Convert.ToHexString(SHA256.HashData(file.Bytes))));

    // The one running enrolment of the test.
    private static Task<Guid> OfAsync(AcademyApp academy, Browser learner)
    {
        Assert.Equal(HttpStatusCode.OK, learner.Status);
        return academy.QueryAsync(db => db.Enrolments.Select(enrolment => enrolment.Id).SingleAsync());
    }

    private static string TextOf(byte[] pdf)
    {
        using var document = PdfDocument.Open(pdf);
        return document.GetPage(1).Text.Normalize(NormalizationForm.FormC);
    }
}
