using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using Academy.Learning;
using Academy.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using UglyToad.PdfPig;

namespace Academy.Web.Tests;

/// <summary>Certificates for many at once: each person one, whoever presses and whatever breaks, and numbers without a gap.</summary>
public sealed class BatchTests
{
    private static readonly Signatory Signatory = new("Е. Т. Үлгібаев", new Bilingual("департамент басшысы", "руководитель департамента"));

    [Theory, OnEachDatabase]
    public async Task Two_who_issue_the_same_people_at_once_on_two_nodes_give_each_one_certificate(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var by = (await academy.AddAccountAsync(roles: Roles.Staff)).Id;
        var people = await GraduatesAsync(academy, 60);
        Guid[] batches = [Guid.NewGuid(), Guid.NewGuid()];
        await Task.WhenAll(batches.Select(batch => DeskAsync(academy, desk => desk.MakeAsync(batch, AcademyApp.Course, people, Signatory, IssueTerms.None, by, CancellationToken.None))));

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => DeskAsync(academy, desk => desk.WorkAsync(Guid.NewGuid(), CancellationToken.None))));
        await DeskAsync(academy, desk => desk.WorkAsync(Guid.NewGuid(), CancellationToken.None));

        await IsWholeAsync(academy, people);
        var rows = await academy.QueryAsync(db => db.BatchPeople.AsNoTracking().ToListAsync());
        Assert.Equal((60, 60), (rows.Count(row => row.Outcome == BatchOutcome.Issued), rows.Count(row => row.Outcome == BatchOutcome.Standing)));
        Assert.All(rows.GroupBy(row => row.EnrolmentId), person => Assert.Single(person.Select(row => row.Number).Distinct()));
        Assert.All(await academy.QueryAsync(db => db.CertificateBatches.Select(batch => batch.State).ToListAsync()), state => Assert.Equal(BatchState.Done, state));
    }

    [Theory, OnEachDatabase]
    public async Task What_a_crash_breaks_off_another_node_goes_on_with_once_the_first_is_silent(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var by = (await academy.AddAccountAsync(roles: Roles.Staff)).Id;
        var people = await GraduatesAsync(academy, 60);
        var (batch, first, second) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        await DeskAsync(academy, desk => desk.MakeAsync(batch, AcademyApp.Course, people, Signatory, IssueTerms.None, by, CancellationToken.None));
        using var stop = new CancellationTokenSource();

        // The first node dies after its first piece, before it drew the last files of it.
        await academy.WithAsync(async services =>
        {
            var db = services.GetRequiredService<AcademyDb>();
            var saves = 0;
            // A piece is one save and its files another.
            db.SavedChanges += (_, _) =>
            {
                if (++saves == 2) stop.Cancel();
            };
            try
            {
                await services.GetRequiredService<BatchDesk>().WorkAsync(first, stop.Token);
            }
            catch (OperationCanceledException)
            {
            }
            return 0;
        });
        var numbered = await academy.QueryAsync(db => db.Certificates.CountAsync());
        var last = await academy.QueryAsync(db => db.Certificates.OrderByDescending(one => one.Number).Select(one => one.Id).FirstAsync());
        await academy.QueryAsync(db => db.CertificateFiles.Where(file => file.CertificateId == last).ExecuteDeleteAsync());
        await academy.QueryAsync(async db =>
        {
            // As if it had said a moment ago that it works on it.
            var one = await db.CertificateBatches.SingleAsync();
            one.Advance(first, academy.Clock.GetUtcNow());
            return await db.SaveChangesAsync();
        });

        await DeskAsync(academy, desk => desk.WorkAsync(second, CancellationToken.None));
        Assert.Equal(numbered, await academy.QueryAsync(db => db.Certificates.CountAsync()));
        academy.Clock.Advance(CertificateBatch.Lease + TimeSpan.FromSeconds(1));
        // The site's own round may be the node that takes it up now.
        var patience = Stopwatch.StartNew();
        do await DeskAsync(academy, desk => desk.WorkAsync(second, CancellationToken.None));
        while (await academy.QueryAsync(db => db.CertificateBatches.AnyAsync(one => one.State == BatchState.Running)) && patience.Elapsed < TimeSpan.FromMinutes(1));

        await IsWholeAsync(academy, people);
        Assert.Equal(BatchState.Done, await academy.QueryAsync(db => db.CertificateBatches.Select(one => one.State).SingleAsync()));
    }

    [Theory, OnEachDatabase]
    public async Task Staff_settle_a_batch_and_see_how_far_it_is_who_got_none_and_take_its_files_away(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var people = await GraduatesAsync(academy, 5);
        var (_, unnamed) = await academy.GraduateAsync(fullName: "Ли 山");
        var staff = await academy.StaffAsync();
        await staff.OpenAsync("/office/issue/welcome");
        await staff.FollowAsync("Выдать сразу 6 сертификатов");

        await staff.PressAsync("make", ("Months", "сто"), ("Order.Number", "15-ө"));
        Assert.Equal(HttpStatusCode.BadRequest, staff.Status);
        foreach (var field in (string[])["#SignatoryName-error", "#PositionKk-error", "#Months-error", "#order-date-error", "#Confirmed-error"]) Assert.NotNull(staff.Page.QuerySelector(field));
        (string, string)[] form = [("SignatoryName", "Е. Т. Үлгібаев"), ("PositionKk", "басшы"), ("PositionRu", "руководитель"), ("Months", "36"), ("Order.Number", "15-ө"), ("Order.Date", "2026-11-16"), ("Confirmed", "true")];
        await staff.PressAsync("make", form);
        var page = staff.Path;
        Assert.Contains("Сертификаты выдаются", staff.Text);
        Assert.Contains("Обработано 0 из 6", staff.Text);
        Assert.NotNull(staff.Page.QuerySelector("meta[http-equiv=refresh]"));

        await DeskAsync(academy, desk => desk.WorkAsync(Guid.NewGuid(), CancellationToken.None));

        await staff.OpenAsync(page);
        Assert.Contains("Готово", staff.Text);
        Assert.Contains("В шрифте сертификата нет знака «山 (U+5C71)»", staff.Text);
        Assert.Null(staff.Page.QuerySelector("meta[http-equiv=refresh]"));
        var certificates = await academy.QueryAsync(db => db.Certificates.AsNoTracking().OrderBy(one => one.Number).ToListAsync());
        Assert.Equal(people, certificates.Select(one => one.EnrolmentId));
        Assert.All(certificates, one => Assert.Equal(("15-ө", new DateOnly(2026, 11, 16), new DateOnly(2029, 11, 16)), (one.OrderNumber, one.OrderDate, one.ValidTo)));
        Assert.DoesNotContain(unnamed, certificates.Select(one => one.EnrolmentId));

        await staff.PressAsync("Файлы PDF (ZIP)");
        using (var zip = new ZipArchive(new MemoryStream(staff.Bytes)))
            foreach (var certificate in certificates)
            {
                using var unpacked = new MemoryStream();
                using (var entry = zip.GetEntry($"{certificate.Number}.pdf")!.Open()) entry.CopyTo(unpacked);
                Assert.Equal(await academy.QueryAsync(db => db.CertificateFiles.Where(file => file.CertificateId == certificate.Id).Select(file => file.Bytes).SingleAsync()), unpacked.ToArray());
            }
        await staff.OpenAsync(page);
        await staff.PressAsync("Один PDF для печати");
        using (var pages = PdfDocument.Open(staff.Bytes))
        {
            Assert.Equal(5, pages.NumberOfPages);
            foreach (var (certificate, number) in certificates.Zip(Enumerable.Range(1, 5))) Assert.Contains(certificate.HolderName, pages.GetPage(number).Text);
        }
        await staff.OpenAsync(page);
        await staff.PressAsync("Таблица (XLSX)");
        using (var book = new ZipArchive(new MemoryStream(staff.Bytes)))
        {
            using var reader = new StreamReader(book.Entries.First(entry => entry.FullName.EndsWith("sheet1.xml", StringComparison.Ordinal)).Open());
            var sheet = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
            foreach (var certificate in certificates) Assert.Contains(certificate.HolderName, sheet);
            Assert.DoesNotContain("山", sheet);
        }
        Assert.Equal(3, await academy.QueryAsync(db => db.Journal.CountAsync(entry => entry.Act == JournalAct.RegisterExported)));
    }

    [Theory, OnEachDatabase]
    public async Task Where_the_school_asks_for_it_a_second_person_approves_and_nobody_issues_alone(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider, settings: [KeyValuePair.Create("Certificates:SecondApproval", "true")]);
        var people = await GraduatesAsync(academy, 3);
        var (staff, other) = (await academy.StaffAsync(), await academy.StaffAsync());
        await staff.OpenAsync("/office/issue/welcome/all");
        Assert.Contains("Сначала партию утвердит второй сотрудник.", staff.Text);
        await staff.PressAsync("make", ("SignatoryName", "Е. Т. Үлгібаев"), ("PositionKk", "басшы"), ("PositionRu", "руководитель"), ("Confirmed", "true"));
        var page = staff.Path;

        await DeskAsync(academy, desk => desk.WorkAsync(Guid.NewGuid(), CancellationToken.None));
        Assert.Equal(0, await academy.QueryAsync(db => db.Certificates.CountAsync()));
        Assert.Contains("Ждёт утверждения", (await staff.OpenAsync(page)).Text);
        Assert.Empty(staff.Page.QuerySelectorAll("#approve"));
        var id = await academy.QueryAsync(db => db.CertificateBatches.Select(batch => batch.Id).SingleAsync());
        var maker = await academy.QueryAsync(db => db.CertificateBatches.Select(batch => batch.MadeById).SingleAsync());
        Assert.Equal(Refusal.ApprovalOfOwnBatch, (await Assert.ThrowsAsync<RefusedException>(() => DeskAsync(academy, desk => desk.ApproveAsync(id, maker, CancellationToken.None)))).Refusal);
        await other.OpenAsync(page);
        var late = other.SamePerson();
        await late.OpenAsync(page);
        await other.PressAsync("approve");
        Assert.Contains("Сертификаты выдаются", other.Text);
        await late.PressAsync("approve");
        Assert.Equal(HttpStatusCode.Conflict, late.Status);
        await DeskAsync(academy, desk => desk.WorkAsync(Guid.NewGuid(), CancellationToken.None));
        await IsWholeAsync(academy, people);

        // A few chosen by hand wait alike; cancelled, they are not issued.
        var (_, one) = await academy.GraduateAsync();
        await staff.OpenAsync("/office/issue/welcome");
        await staff.PressAsync("check", ("Enrolments", one.ToString()), ("SignatoryName", "Е. Т. Үлгібаев"), ("PositionKk", "басшы"), ("PositionRu", "руководитель"));
        await staff.PressAsync("issue", ("Confirmed", "true"));
        Assert.Contains("Ждёт утверждения", staff.Text);
        await staff.PressAsync("cancel");
        Assert.Contains("Отменена", staff.Text);
        await DeskAsync(academy, desk => desk.WorkAsync(Guid.NewGuid(), CancellationToken.None));
        Assert.Equal(3, await academy.QueryAsync(db => db.Certificates.CountAsync()));
    }

    [Fact]
    public async Task The_register_finds_by_course_day_state_and_batch_and_gives_what_it_shows()
    {
        await using var academy = await AcademyApp.StartAsync(DatabaseProvider.Sqlite);
        var by = (await academy.AddAccountAsync(roles: Roles.Staff)).Id;
        var (first, second) = (Guid.NewGuid(), Guid.NewGuid());
        await DeskAsync(academy, async desk => await desk.MakeAsync(first, AcademyApp.Course, await GraduatesAsync(academy, 2), Signatory, IssueTerms.None, by, CancellationToken.None));
        await DeskAsync(academy, desk => desk.WorkAsync(Guid.NewGuid(), CancellationToken.None));
        academy.Clock.Advance(TimeSpan.FromDays(3));
        await DeskAsync(academy, async desk => await desk.MakeAsync(second, AcademyApp.Course, await GraduatesAsync(academy, 1), Signatory, IssueTerms.None, by, CancellationToken.None));
        await DeskAsync(academy, desk => desk.WorkAsync(Guid.NewGuid(), CancellationToken.None));
        var staff = await academy.StaffAsync();

        foreach (var (query, count) in (IEnumerable<(string, int)>)[("", 3), ($"batch={first}", 2), ($"batch={second}", 1), ("course=welcome", 3), ("course=other", 0), ("from=2026-11-17", 1), ("to=2026-11-16", 2), ("from=2026-11-16&to=2026-11-19", 3), ("state=Revoked", 0), ("from=rubbish", 3)])
        {
            await staff.OpenAsync($"/office/certificates?{query}");
            Assert.Equal(count, staff.Page.QuerySelectorAll("tbody tr").Length);
        }
        await staff.OpenAsync("/office/certificates?from=2026-11-17");
        await staff.PressAsync("take-Print");
        using var pages = PdfDocument.Open(staff.Bytes);
        Assert.Equal(1, pages.NumberOfPages);
    }

    private static Task<T> DeskAsync<T>(AcademyApp academy, Func<BatchDesk, Task<T>> act) => academy.WithAsync(services => act(services.GetRequiredService<BatchDesk>()));

    private static Task<int> DeskAsync(AcademyApp academy, Func<BatchDesk, Task> act) => academy.WithAsync(async services =>
    {
        await act(services.GetRequiredService<BatchDesk>());
        return 0;
    });

    // Each one certificate with its file and its entry in the journal, numbered from the first to the last.
    private static async Task IsWholeAsync(AcademyApp academy, List<Guid> people)
    {
        var certificates = await academy.QueryAsync(db => db.Certificates.AsNoTracking().OrderBy(one => one.Number).ToListAsync());
        Assert.Equal(people.Order(), certificates.Select(one => one.EnrolmentId).Order());
        Assert.Equal(Enumerable.Range(1, people.Count).Select(place => $"2026{place:00000000}"), certificates.Select(one => one.Number));
        Assert.Equal(people.Count, await academy.QueryAsync(db => db.CertificateFiles.CountAsync()));
        Assert.Equal(people.Count, await academy.QueryAsync(db => db.Journal.CountAsync(entry => entry.Act == JournalAct.CertificateIssued)));
        Assert.Equal(people.Count, await academy.QueryAsync(db => db.NumberSeries.Select(series => series.Last).SingleAsync()));
    }

    /// <summary>People who have completed the course, without sign-ins: for lists.</summary>
    private static Task<List<Guid>> GraduatesAsync(AcademyApp academy, int count) => academy.WithAsync(async services =>
    {
        var (db, now) = (services.GetRequiredService<AcademyDb>(), academy.Clock.GetUtcNow());
        var edition = (await services.GetRequiredService<CourseShelf>().CurrentAsync(db, AcademyApp.Course, CancellationToken.None))!;
        var made = new List<Guid>();
        for (var person = 0; person < count; person++)
        {
            var id = Guid.CreateVersion7(now);
            db.Users.Add(new Account { Id = id, UserName = $"{id:N}@academy.test", NormalizedUserName = $"{id:N}@ACADEMY.TEST", Email = $"{id:N}@academy.test", FullName = $"Оспанова Гүлнар {id.ToString()[^4..]}", Position = "аким", CreatedAt = now, SecurityStamp = "x" });
            var enrolment = new Enrolment(id, edition.Course, edition.Id, now);
            foreach (var lesson in edition.Course.Lessons) enrolment.FinishLesson(lesson, now);
            foreach (var quiz in edition.Course.Items.OfType<Courseware.Quiz>())
            {
                var attempt = enrolment.StartAttempt(quiz, seed: 1, now);
                foreach (var question in attempt.Paper.QuestionsOf(quiz)) attempt.Save(question, RightAnswers.To(question), new SentAnswer(1, Flagged: false), now);
                attempt.Submit(quiz, now);
            }
            enrolment.CompleteIfEarned(edition.Course, now.AddSeconds(person));
            db.Enrolments.Add(enrolment);
            made.Add(enrolment.Id);
        }
        await db.SaveChangesAsync();
        return made;
    });
}
