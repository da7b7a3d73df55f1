using System.Net;
using Academy.Learning;
using Academy.Storage;
using Microsoft.EntityFrameworkCore;

namespace Academy.Web.Tests;

/// <summary>A learner reads a receipt aloud, and staff look it up.</summary>
public sealed class ReceiptLookUpTests
{
    private const string Check = "/learn/welcome/start/check";

    [Theory, OnEachDatabase]
    public async Task Fifty_hand_ins_at_once_and_fifty_again_give_one_receipt_which_staff_find(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var learner = await academy.EnrolledLearnerAsync();
        var sitting = await Sitting.StartAsync(learner, Check);
        await sitting.SaveAsync("quorum", new { value = "10", seq = 1 });

        var receipts = await Task.WhenAll(Enumerable.Range(0, 50).Select(async _ =>
        {
            using var twin = learner.SamePerson();
            await twin.OpenAsync("/account/profile");
            var same = sitting.By(twin);
            await same.SubmitAsync();
            Assert.Equal(HttpStatusCode.OK, twin.Status);
            return same.Told.GetRawText();
        }));
        for (var again = 0; again < 50; again++)
        {
            await sitting.SubmitAsync();
            Assert.Equal((HttpStatusCode.OK, receipts[0]), (learner.Status, sitting.Told.GetRawText()));
        }
        Assert.Single(receipts.Distinct());
        await learner.OpenAsync($"/attempts/{sitting.Id}/result");
        var attempt = await academy.QueryAsync(db => db.Attempts.SingleAsync());
        Assert.Contains(attempt.Receipt!, learner.Text);

        var staff = await academy.StaffAsync();
        await staff.OpenAsync("/office/receipts");
        await staff.PressAsync("look-up", ("Code", $" {attempt.Receipt![..4]} {attempt.Receipt[4..]} ".ToLowerInvariant()));
        Assert.Contains("Ответы такие, какими были отправлены.", staff.Text);
        Assert.Contains("Оспанова Гүлнар", staff.Text);
        Assert.Contains("1 из 3", staff.Text);
        Assert.Contains("не сдано", staff.Text);
        Assert.Contains("16 ноября 2026 года, 10:00", staff.Text);
        var entry = await academy.QueryAsync(db => db.Journal.SingleAsync(one => one.Act == JournalAct.ReceiptLookedUp));
        Assert.Equal(attempt.Id.ToString(), entry.Subject);
    }

    [Theory, OnEachDatabase]
    public async Task An_answer_changed_behind_the_sites_back_shows(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var sitting = await Sitting.StartAsync(await academy.EnrolledLearnerAsync(), Check);
        await sitting.SaveAsync("quorum", new { value = "9", seq = 1 });
        await sitting.SubmitAsync();
        await academy.QueryAsync(db => db.Set<GivenAnswer>().ExecuteUpdateAsync(answer => answer.SetProperty(one => one.Value, new Answer(["10"]))));
        var receipt = await academy.QueryAsync(db => db.Attempts.Select(attempt => attempt.Receipt).SingleAsync());

        var instructor = await academy.InstructorAsync();
        await instructor.OpenAsync("/office/receipts");
        await instructor.PressAsync("look-up", ("Code", receipt!));

        Assert.Contains("Ответы не такие, какими были отправлены", instructor.Text);
    }

    [Fact]
    public async Task A_code_that_is_none_or_unknown_is_told_in_words_and_leaves_no_trace()
    {
        await using var academy = await AcademyApp.StartAsync(DatabaseProvider.Sqlite);
        var staff = await academy.StaffAsync();
        await staff.OpenAsync("/office/receipts");

        await staff.PressAsync("look-up", ("Code", "K7MP"));
        Assert.Equal(HttpStatusCode.BadRequest, staff.Status);
        Assert.Contains("В коде квитанции 8 знаков", staff.Text);
        await staff.PressAsync("look-up", ("Code", "k7mp t42x"));
        Assert.Contains("Квитанция K7MPT42X не найдена.", staff.Text);

        Assert.Equal(0, await academy.QueryAsync(db => db.Journal.CountAsync(one => one.Act == JournalAct.ReceiptLookedUp)));
    }

    [Fact]
    public async Task Guessing_is_slowed_down()
    {
        await using var academy = await AcademyApp.StartAsync(DatabaseProvider.Sqlite, settings: [KeyValuePair.Create("Limits:Verify", "3")]);
        var staff = await academy.StaffAsync();
        await staff.OpenAsync("/office/receipts");

        for (var guess = 0; guess < 3; guess++) await Sitting.PostAsync(staff, "/office/receipts", ("Code", "K7MPT42X"));
        Assert.Equal(HttpStatusCode.OK, staff.Status);
        await Sitting.PostAsync(staff, "/office/receipts", ("Code", "K7MPT42X"));

        Assert.Equal(HttpStatusCode.TooManyRequests, staff.Status);
    }
}
