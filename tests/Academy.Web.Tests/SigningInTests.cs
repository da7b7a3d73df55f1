using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Academy.Courseware;
using Academy.Learning;
using Academy.Storage;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using MimeKit;
using Xunit;

namespace Academy.Web.Tests;

/// <summary>Getting in, being kept out, and the ways back.</summary>
public sealed class SigningInTests
{
    private const string Email = "gulnar@academy.test";
    private const string NewPassword = "tymyq-kol-zhagasy-9";

    [Theory, OnEachDatabase]
    public async Task Whoever_registers_and_presses_the_letters_button_can_sign_in(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        using var person = academy.Stranger(Languages.Kazakh);

        await RegisterAsync(person);
        Assert.Equal("/kk/account/register?done=sent", person.Path);

        var letter = Assert.Single(Letters(academy));
        Assert.Equal("Әкімдер академиясы: поштаңызды растаңыз", letter.Subject);
        Assert.DoesNotContain("Гүлнар", letter.TextBody);
        await person.OpenAsync(LinkIn(letter));
        await person.PressAsync("confirm");
        Assert.Equal("/kk/account/sign-in?done=confirmed", person.Path);

        await person.PressAsync("sign-in", ("Email", "GULNAR@academy.test"), ("Password", AcademyApp.Password));
        Assert.Equal("/kk/learn", person.Path);

        await person.OpenAsync("/account/profile");
        Assert.Equal("Оспанова Гүлнар Сейітқызы", ValueOf(person, "FullName"));
        var kept = await academy.QueryAsync(db => db.Users.SingleAsync());
        Assert.Equal((Languages.Kazakh, true, academy.Clock.GetUtcNow()), (kept.Language, kept.EmailConfirmed, kept.CreatedAt));
        Assert.Equal(kept.Id, (await academy.QueryAsync(db => db.Journal.SingleAsync(entry => entry.Act == JournalAct.AccountCreated))).ActorId);
    }

    [Theory, OnEachDatabase]
    public async Task Opening_the_confirmation_link_changes_nothing(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        using var person = academy.Stranger();
        await RegisterAsync(person);
        var before = await academy.QueryAsync(db => db.Users.AsNoTracking().SingleAsync());

        using var scanner = academy.Stranger();
        await scanner.OpenAsync(LinkIn(Letters(academy)[0]));
        await scanner.SendAsync(new HttpRequestMessage(HttpMethod.Head, scanner.Resolve(LinkIn(Letters(academy)[0]))));

        var after = await academy.QueryAsync(db => db.Users.AsNoTracking().SingleAsync());
        Assert.False(after.EmailConfirmed);
        Assert.Equal((before.ConcurrencyStamp, before.SecurityStamp), (after.ConcurrencyStamp, after.SecurityStamp));
    }

    [Theory]
    [InlineData("")]
    [InlineData("?user=1&code=2")]
    [InlineData("?user=01890a5d-ac96-774b-bcce-b302099a8057&code=%00%ff")]
    [InlineData("?user=01890a5d-ac96-774b-bcce-b302099a8057&code=QUJD")]
    public async Task A_made_up_link_is_told_kindly(string query)
    {
        await using var academy = await AcademyApp.StartAsync(DatabaseProvider.Sqlite);
        using var person = academy.Stranger();
        foreach (var page in (string[])["confirm", "reset"])
        {
            await person.OpenAsync($"/account/{page}{query}");
            Assert.Equal(HttpStatusCode.BadRequest, person.Status);
            Assert.Contains("Эта ссылка больше не действует", person.Text);
        }
    }

    [Theory, OnEachDatabase]
    public async Task An_address_that_is_registered_gives_the_same_page_and_its_owner_a_letter(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var owner = await academy.AddAccountAsync();
        using var known = academy.Stranger();
        using var unknown = academy.Stranger();

        await RegisterAsync(known, owner.Email!, NewPassword);
        await RegisterAsync(unknown, "nobody@academy.test", NewPassword);

        Assert.Equal((unknown.Status, unknown.Path, unknown.Page.DocumentElement.OuterHtml), (known.Status, known.Path, known.Page.DocumentElement.OuterHtml));
        var letter = Assert.Single(Letters(academy, owner.Email!));
        Assert.Equal("Әкімдер академиясы: есептік жазбаңыз бар", letter.Subject);
        await academy.SignInAsync(owner, Languages.Russian);
        var kept = await academy.QueryAsync(db => db.Users.SingleAsync(account => account.Id == owner.Id));
        Assert.Equal((owner.FullName, owner.PasswordHash), (kept.FullName, kept.PasswordHash));
    }

    [Theory, OnEachDatabase]
    public async Task A_stranger_who_registers_an_address_first_gains_nothing_by_the_owners_confirmation(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        using var stranger = academy.Stranger();
        await RegisterAsync(stranger, password: NewPassword);
        var first = LinkIn(Letters(academy)[0]);

        using var owner = academy.Stranger();
        await RegisterAsync(owner);
        await owner.OpenAsync(first);
        Assert.Contains("Эта ссылка больше не действует", owner.Text);
        await owner.OpenAsync(LinkIn(Letters(academy)[1]));
        await owner.PressAsync("confirm");

        await SignInAsync(stranger, Email, NewPassword);
        Assert.Equal(HttpStatusCode.BadRequest, stranger.Status);
        await SignInAsync(owner, Email, AcademyApp.Password);
        Assert.Equal("/ru/learn", owner.Path);
    }

    [Theory, OnEachDatabase]
    public async Task An_account_that_staff_made_cannot_be_taken_by_registering_its_address(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var prepared = await academy.WithAsync(async services =>
        {
            var accounts = services.GetRequiredService<UserManager<Account>>();
            var account = new Account { UserName = Email, Email = Email, FullName = "Кенжебекова Дина", CreatedAt = academy.Clock.GetUtcNow() };
            (await accounts.CreateAsync(account)).ThrowIfFailed();
            (await accounts.AddToRoleAsync(account, Roles.Staff)).ThrowIfFailed();
            return account;
        });

        using var stranger = academy.Stranger();
        await RegisterAsync(stranger);
        var kept = await academy.QueryAsync(db => db.Users.SingleAsync());
        Assert.Equal((prepared.FullName, null), (kept.FullName, kept.PasswordHash));
        await SignInAsync(stranger, Email, AcademyApp.Password);
        Assert.Equal(HttpStatusCode.BadRequest, stranger.Status);

        // Its owner sets the password by a link.
        using var owner = academy.Stranger();
        await ResetAsync(academy, owner, Email);
        await SignInAsync(owner, Email, NewPassword);
        Assert.Equal("/ru/learn", owner.Path);
    }

    [Theory, OnEachDatabase]
    public async Task A_wrong_password_and_an_unknown_address_give_the_same_page(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var account = await academy.AddAccountAsync();
        using var wrong = academy.Stranger();
        using var unknown = academy.Stranger();

        await SignInAsync(wrong, account.Email!, "something-else-9");
        await SignInAsync(unknown, "nobody@academy.test", "something-else-9");

        Assert.Equal(HttpStatusCode.BadRequest, wrong.Status);
        Assert.Contains("Почта или пароль не подошли", wrong.Text);
        Assert.Equal((unknown.Status, WithoutToken(unknown, "nobody@academy.test")), (wrong.Status, WithoutToken(wrong, account.Email!)));
    }

    [Theory, OnEachDatabase]
    public async Task Ten_misses_lock_and_only_the_owner_is_told_until_when(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var account = await academy.AddAccountAsync();
        var signedIn = await academy.SignInAsync(account, Languages.Russian);
        using var guesser = academy.Stranger();
        for (var miss = 0; miss < 10; miss++) await SignInAsync(guesser, account.Email!, $"wrong-guess-{miss}");
        var atTen = WithoutToken(guesser, account.Email!);

        using var owner = academy.Stranger();
        await SignInAsync(owner, account.Email!, AcademyApp.Password);
        Assert.Contains("вход закрыт до 10:15", owner.Text);
        await SignInAsync(guesser, account.Email!, "wrong-guess-11");
        Assert.Equal(atTen, WithoutToken(guesser, account.Email!));

        // Who is in already stays in.
        await signedIn.OpenAsync("/account/profile");
        Assert.Equal(HttpStatusCode.OK, signedIn.Status);

        academy.Clock.Advance(TimeSpan.FromMinutes(16));
        await SignInAsync(owner, account.Email!, AcademyApp.Password);
        Assert.Equal("/ru/learn", owner.Path);
    }

    [Theory, OnEachDatabase]
    public async Task A_locked_owner_gets_in_by_a_new_password(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var account = await academy.AddAccountAsync();
        using var guesser = academy.Stranger();
        for (var miss = 0; miss < 12; miss++) await SignInAsync(guesser, account.Email!, $"wrong-guess-{miss}");

        using var owner = academy.Stranger();
        await ResetAsync(academy, owner, account.Email!);
        // The letter, and so the page, is in the language of the account.
        Assert.Equal("/kk/account/sign-in?done=reset", owner.Path);
        await SignInAsync(owner, account.Email!, NewPassword);

        Assert.Equal("/ru/learn", owner.Path);
        Assert.Contains(Letters(academy, account.Email!), letter => letter.Subject!.Contains("құпиясөз өзгертілді", StringComparison.Ordinal));
    }

    [Theory, OnEachDatabase]
    public async Task A_link_to_a_new_password_works_once_and_confirms_the_address(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        using var person = academy.Stranger();
        await RegisterAsync(person);
        var link = await ResetAsync(academy, person, Email);

        await person.OpenAsync(link);
        Assert.Equal(HttpStatusCode.BadRequest, person.Status);
        await SignInAsync(person, Email, NewPassword);
        Assert.Equal("/ru/learn", person.Path);
    }

    [Theory, OnEachDatabase]
    public async Task Guesses_sent_at_the_same_moment_are_counted_too(DatabaseProvider provider)
    {
        var judged = new Counter();
        await using var academy = await AcademyApp.StartAsync(provider, services: services =>
            services.AddSingleton(judged).AddScoped<IPasswordHasher<Account>, CountingHasher>());
        var account = await academy.AddAccountAsync();

        await Task.WhenAll(Enumerable.Range(0, 60).Select(guess => academy.WithAsync(async services => await services.GetRequiredService<PasswordCheck>()
            .JudgeAsync(await services.GetRequiredService<UserManager<Account>>().FindByEmailAsync(account.Email!), $"guess {guess}", CancellationToken.None))));

        // Ten that lock, and five more that could have told the owner.
        Assert.Equal(15, judged.Value);
    }

    [Theory, OnEachDatabase]
    public async Task Only_the_right_password_learns_that_the_address_waits_for_confirmation(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        using var person = academy.Stranger();
        await RegisterAsync(person);

        await SignInAsync(person, Email, "something-else-9");
        Assert.DoesNotContain("не подтверждена", person.Text);
        Assert.Empty(person.Page.QuerySelectorAll("#letter"));

        await SignInAsync(person, Email, AcademyApp.Password);
        Assert.Contains("Почта ещё не подтверждена", person.Text);
        await person.PressAsync("letter");
        Assert.Equal("/ru/account/sign-in?done=sent-again", person.Path);
        Assert.Equal(2, Letters(academy).Count);

        await person.OpenAsync(LinkIn(Letters(academy)[1]));
        await person.PressAsync("confirm");
        await SignInAsync(person, Email, AcademyApp.Password);
        Assert.Equal("/ru/learn", person.Path);
    }

    [Theory, OnEachDatabase]
    public async Task Recovery_gives_one_page_for_every_address_and_a_letter_to_each(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var account = await academy.AddAccountAsync();
        using var known = academy.Stranger();
        using var unknown = academy.Stranger();

        await AskForLinkAsync(known, account.Email!);
        await AskForLinkAsync(unknown, "nobody@academy.test");

        Assert.Equal((unknown.Path, unknown.Page.DocumentElement.OuterHtml), (known.Path, known.Page.DocumentElement.OuterHtml));
        Assert.Contains("/account/register", Assert.Single(Letters(academy, "nobody@academy.test")).TextBody);
    }

    [Fact]
    public async Task Nobodys_mailbox_is_filled_by_our_forms()
    {
        await using var academy = await AcademyApp.StartAsync(DatabaseProvider.Sqlite);
        using var nuisance = academy.Stranger();
        for (var time = 0; time < 8; time++) await AskForLinkAsync(nuisance, "somebody@academy.test");

        Assert.Equal(5, Letters(academy, "somebody@academy.test").Count);
    }

    [Theory, OnEachDatabase]
    public async Task A_mail_server_that_fails_does_not_lose_the_registration(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider, settings: new Dictionary<string, string> { ["Mail:Host"] = "127.0.0.1", ["Mail:Port"] = "1" });
        using var person = academy.Stranger();

        await RegisterAsync(person);
        Assert.Contains("Письмо не отправлено", person.Text);
        Assert.Matches(@"назовите этот номер: \d{4}\s\d{4}", person.Text);

        await SignInAsync(person, Email, AcademyApp.Password);
        await person.PressAsync("letter");
        Assert.Contains("Почтовый сервер сейчас не отвечает", person.Text);
        Assert.NotEmpty(person.Page.QuerySelectorAll("#letter"));
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("http:evil.example")]
    [InlineData("//evil.example")]
    [InlineData("///evil.example")]
    [InlineData("////evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("\\\\evil.example")]
    [InlineData("\\/evil.example")]
    [InlineData("/\t/evil.example")]
    [InlineData("/\n/evil.example")]
    [InlineData("/\r\nLocation: https://evil.example")]
    [InlineData("\t//evil.example")]
    [InlineData(" //evil.example")]
    [InlineData("https:/evil.example")]
    [InlineData("https:evil.example")]
    [InlineData("https://localhost@evil.example/")]
    [InlineData("@evil.example")]
    [InlineData(".evil.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("JaVaScRiPt://localhost/%0aalert(1)")]
    [InlineData("data:text/html,evil.example")]
    [InlineData("vbscript:evil.example")]
    [InlineData("~//evil.example")]
    [InlineData("~/\\evil.example")]
    public async Task An_address_outside_is_neither_followed_nor_shown(string outside)
    {
        await using var academy = await AcademyApp.StartAsync(DatabaseProvider.Sqlite);
        var account = await academy.AddAccountAsync();
        using var person = academy.Stranger();

        await person.OpenAsync($"/account/sign-in?returnUrl={Uri.EscapeDataString(outside)}");
        Assert.Equal("/ru/learn", ValueOf(person, "returnUrl"));
        foreach (var link in person.Page.QuerySelectorAll("[href],[action],[src]"))
            foreach (var name in (string[])["href", "action", "src"])
                if (link.GetAttribute(name) is { } address)
                    Assert.Matches("^(/[a-z.]|#|$)", address);

        // A forged form, too.
        await person.PressAsync("sign-in", ("Email", account.Email!), ("Password", AcademyApp.Password), ("returnUrl", outside));
        Assert.Equal("/ru/learn", person.Path);
        Assert.Equal("localhost", person.Response.RequestMessage!.RequestUri!.Host);
    }

    [Theory]
    [InlineData("/ru/search?q=bank#results", "/ru/search?q=bank")]
    [InlineData("/kk/account/profile", "/ru/account/profile")]
    [InlineData("/ru/search?q=қала", "/ru/search?q=%D2%9B%D0%B0%D0%BB%D0%B0")]
    [InlineData("/.//evil.example", "//evil.example")]
    public async Task Signing_in_goes_on_to_where_the_person_was_going(string returnUrl, string expected)
    {
        await using var academy = await AcademyApp.StartAsync(DatabaseProvider.Sqlite);
        var account = await academy.AddAccountAsync();
        using var person = academy.Stranger();

        await person.OpenAsync($"/account/sign-in?returnUrl={Uri.EscapeDataString(returnUrl)}");
        await person.PressAsync("sign-in", ("Email", account.Email!), ("Password", AcademyApp.Password));

        Assert.Equal((expected, "localhost"), (person.Path, person.Response.RequestMessage!.RequestUri!.Host));
    }

    [Fact]
    public async Task A_page_for_the_signed_in_asks_for_it_and_comes_back()
    {
        await using var academy = await AcademyApp.StartAsync(DatabaseProvider.Sqlite);
        var account = await academy.AddAccountAsync();
        using var person = academy.Stranger();

        await person.OpenAsync("/account/profile");
        Assert.StartsWith("/ru/account/sign-in?returnUrl=", person.Path);
        await person.PressAsync("sign-in", ("Email", account.Email!), ("Password", AcademyApp.Password));
        Assert.Equal("/ru/account/profile", person.Path);
    }

    [Theory, OnEachDatabase]
    public async Task Opening_the_sign_out_page_does_not_sign_out(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        using var learner = await academy.LearnerAsync();

        await learner.OpenAsync("/account/sign-out");
        await learner.OpenAsync("/account/profile");
        Assert.Equal(HttpStatusCode.OK, learner.Status);

        await learner.OpenAsync("/account/sign-out");
        await learner.PressAsync("sign-out");
        Assert.Equal("/ru/account/sign-in?done=signed-out", learner.Path);
        await learner.OpenAsync("/account/profile");
        Assert.StartsWith("/ru/account/sign-in", learner.Path);
    }

    [Fact]
    public async Task Signing_out_from_another_site_is_refused()
    {
        await using var academy = await AcademyApp.StartAsync(DatabaseProvider.Sqlite);
        using var learner = await academy.LearnerAsync();

        await learner.SendAsync(new HttpRequestMessage(HttpMethod.Post, learner.Resolve("/account/sign-out")) { Content = new FormUrlEncodedContent([]) });
        Assert.Equal(HttpStatusCode.BadRequest, learner.Status);
        await learner.OpenAsync("/account/profile");
        Assert.Equal(HttpStatusCode.OK, learner.Status);
    }

    [Fact]
    public async Task Too_many_tries_from_one_address_are_answered_with_when_to_come_back()
    {
        await using var academy = await AcademyApp.StartAsync(DatabaseProvider.Sqlite, settings: new Dictionary<string, string> { ["Limits:SignIn"] = "3" });
        using var person = academy.Stranger();
        for (var time = 0; time < 3; time++) await SignInAsync(person, Email, "something-else-9");
        Assert.Equal(HttpStatusCode.BadRequest, person.Status);

        await person.PressAsync("sign-in", ("Email", Email), ("Password", "something-else-9"));
        Assert.Equal(HttpStatusCode.TooManyRequests, person.Status);
        Assert.InRange(int.Parse(person.Response.Headers.GetValues("Retry-After").Single(), CultureInfo.InvariantCulture), 1, 60);
        Assert.Contains("Слишком много запросов подряд", person.Text);

        // Looking at the page is no guess.
        await person.OpenAsync("/account/sign-in");
        Assert.Equal(HttpStatusCode.OK, person.Status);
    }

    [Theory, OnEachDatabase]
    public async Task A_role_taken_away_bites_within_a_minute(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var account = await academy.AddAccountAsync(roles: Roles.Staff);
        using var person = await academy.SignInAsync(account, Languages.Russian);
        await person.OpenAsync("/office");
        Assert.Equal(HttpStatusCode.OK, person.Status);

        await academy.WithAsync(async services =>
        {
            var accounts = services.GetRequiredService<UserManager<Account>>();
            return await accounts.RemoveFromRoleAsync((await accounts.FindByIdAsync(account.Id.ToString()))!, Roles.Staff);
        });
        academy.Clock.Advance(TimeSpan.FromSeconds(61));
        await person.OpenAsync("/office");

        Assert.Equal(HttpStatusCode.Forbidden, person.Status);
        Assert.Empty(person.Page.QuerySelectorAll("a[href='/ru/office']"));
    }

    [Theory, OnEachDatabase]
    public async Task A_changed_password_ends_the_other_sessions_within_a_minute_and_keeps_this_one(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var account = await academy.AddAccountAsync();
        using var here = await academy.SignInAsync(account, Languages.Russian);
        using var elsewhere = await academy.SignInAsync(account, Languages.Russian);

        await here.OpenAsync("/account/profile");
        await here.PressAsync("change-password", ("CurrentPassword", "something-else-9"), ("NewPassword", NewPassword));
        Assert.Contains("Текущий пароль не подошёл", here.Text);
        await here.PressAsync("change-password", ("CurrentPassword", AcademyApp.Password), ("NewPassword", NewPassword));
        Assert.Equal("/ru/account/profile?done=password", here.Path);
        Assert.Single(Letters(academy, account.Email!));

        academy.Clock.Advance(TimeSpan.FromSeconds(61));
        await here.OpenAsync("/account/profile");
        await elsewhere.OpenAsync("/account/profile");
        Assert.Equal("/ru/account/profile", here.Path);
        Assert.StartsWith("/ru/account/sign-in", elsewhere.Path);
    }

    [Theory, OnEachDatabase]
    public async Task Signing_out_everywhere_reaches_the_other_devices_within_a_minute(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var account = await academy.AddAccountAsync();
        using var here = await academy.SignInAsync(account, Languages.Russian);
        using var elsewhere = await academy.SignInAsync(account, Languages.Russian);

        await here.OpenAsync("/account/profile");
        await here.PressAsync("everywhere");
        Assert.Equal("/ru/account/sign-in?done=everywhere", here.Path);

        academy.Clock.Advance(TimeSpan.FromSeconds(61));
        await elsewhere.OpenAsync("/account/profile");
        Assert.StartsWith("/ru/account/sign-in", elsewhere.Path);
    }

    [Theory, OnEachDatabase]
    public async Task Guessing_the_current_password_in_the_profile_is_counted_like_signing_in(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var account = await academy.AddAccountAsync();
        using var borrowed = await academy.SignInAsync(account, Languages.Russian);
        await borrowed.OpenAsync("/account/profile");
        for (var miss = 0; miss < 15; miss++)
            await borrowed.PressAsync("change-password", ("CurrentPassword", $"wrong-guess-{miss}"), ("NewPassword", NewPassword));

        // No try is left, even for the right one.
        await borrowed.PressAsync("change-password", ("CurrentPassword", AcademyApp.Password), ("NewPassword", NewPassword));
        Assert.Contains("Текущий пароль не подошёл", borrowed.Text);
    }

    [Theory, OnEachDatabase]
    public async Task The_profile_keeps_the_name_as_it_will_be_printed_and_the_language(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var account = await academy.AddAccountAsync();
        using var person = await academy.SignInAsync(account, Languages.Russian);

        await person.OpenAsync("/account/profile");
        await person.PressAsync("save", ("FullName", " Жұмабеков   Марат\u202e Әбілұлы\t"), ("Position", "<b>әкім</b>"), ("InterfaceLanguage", Languages.Kazakh));

        Assert.Equal("/kk/account/profile?done=saved", person.Path);
        Assert.Equal("Жұмабеков Марат Әбілұлы", person.Page.QuerySelector(".me span")!.TextContent);
        Assert.Equal("<b>әкім</b>", ValueOf(person, "Position"));
        var kept = await academy.QueryAsync(db => db.Users.SingleAsync());
        Assert.Equal(("Жұмабеков Марат Әбілұлы", Languages.Kazakh), (kept.FullName, kept.Language));
    }

    [Theory]
    [InlineData("FullName", "", "Введите фамилию и имя")]
    [InlineData("FullName", "Гүлнар", "Введите и фамилию, и имя")]
    [InlineData("FullName", "<1> 2", "Введите и фамилию, и имя")]
    [InlineData("Position", " \t", "Введите должность")]
    [InlineData("Email", "", "Введите почту")]
    [InlineData("Email", "gulnar@", "Введите почту полностью")]
    [InlineData("Email", "gulnar@school", "Введите почту полностью")]
    [InlineData("Email", "a@b.kz, c@d.kz", "Введите почту полностью")]
    [InlineData("Email", "gulnar@academy.test\r\nBcc: x@y.z", "Введите почту полностью")]
    [InlineData("Email", "Gulnar <gulnar@academy.test>", "Введите почту полностью")]
    [InlineData("Password", "", "Введите пароль")]
    [InlineData("Password", "short-one-9", "Пароль слишком короткий. Нужно не меньше 12 знаков")]
    [InlineData("Password", "Гүлнар-Оспанова-1970", "слишком похож на ваше имя")]
    public async Task A_mistake_is_said_at_its_field_and_above_and_the_rest_is_kept(string field, string value, string sentence)
    {
        await using var academy = await AcademyApp.StartAsync(DatabaseProvider.Sqlite);
        using var person = academy.Stranger();
        await person.OpenAsync("/account/register");
        var typed = new Dictionary<string, string>
        {
            ["FullName"] = "Оспанова Гүлнар", ["Position"] = "әкім", ["Email"] = Email, ["Password"] = AcademyApp.Password, [field] = value,
        };
        await person.PressAsync("register", [.. typed.Select(one => (one.Key, one.Value))]);

        Assert.Equal(HttpStatusCode.BadRequest, person.Status);
        Assert.StartsWith("Ошибка:", person.Page.Title);
        Assert.Contains(sentence, person.Page.QuerySelector($".errsum a[href='#{field}']")!.TextContent);
        Assert.Contains(sentence, person.Page.QuerySelector($"#{field}-error")!.TextContent);
        if (field != "Position") Assert.Equal("әкім", ValueOf(person, "Position"));
        Assert.Null(person.Page.QuerySelector("#Password")!.GetAttribute("value"));
        Assert.Equal(0, await academy.QueryAsync(db => db.Users.CountAsync()));
    }

    [Fact]
    public async Task Mistakes_are_listed_in_the_order_of_the_fields()
    {
        await using var academy = await AcademyApp.StartAsync(DatabaseProvider.Sqlite);
        using var person = academy.Stranger();
        await person.OpenAsync("/account/register");
        await person.PressAsync("register");

        Assert.Equal(["#FullName", "#Position", "#Email", "#Password"], person.Page.QuerySelectorAll(".errsum a").Select(link => link.GetAttribute("href")));
    }

    [Theory, OnEachDatabase]
    public async Task Hostile_text_at_the_sign_in_is_only_wrong(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        using var person = academy.Stranger();
        foreach (var email in (string[])["' OR 1=1 --", "%_@%.%", new string('a', 50_000) + "@b.kz", "\uffff@b.kz", "<script>alert(1)</script>@b.kz"])
        {
            await SignInAsync(person, email, "\u0001\uffff" + new string('я', 10_000));
            Assert.Equal(HttpStatusCode.BadRequest, person.Status);
            Assert.Contains("не подошли", person.Text);
        }

        // No database takes it, and no form is read that holds it.
        await SignInAsync(person, "a\0@b.kz", "\0");
        Assert.Equal(HttpStatusCode.BadRequest, person.Status);
        Assert.Contains("Запрос не принят", person.Text);
    }

    [Fact]
    public async Task Demo_people_are_one_press_away_where_there_are_any()
    {
        await using var real = await AcademyApp.StartAsync(DatabaseProvider.Sqlite);
        using var stranger = real.Stranger();
        await stranger.OpenAsync("/account/sign-in");
        Assert.Empty(stranger.Page.QuerySelectorAll("[id^=demo-]"));

        await using var demo = await AcademyApp.StartAsync(DatabaseProvider.Sqlite, settings: new Dictionary<string, string> { ["Demo"] = "true" });
        foreach (var role in Roles.All)
        {
            using var person = demo.Stranger();
            await person.OpenAsync("/account/sign-in");
            await person.PressAsync($"demo-{role}");
            Assert.Equal("/ru/learn", person.Path);
        }
    }

    [Theory]
    [InlineData("password1234", false)]
    [InlineData("P@ssw0rd!2026", false)]
    [InlineData("qwertyuiop12", false)]
    [InlineData("йцукенгшщзхъ", false)]
    [InlineData("870112300123", false)]
    [InlineData("+7 701 123 45 67", false)]
    [InlineData("akimat-2026-2026", false)]
    [InlineData("әкімдік2026!!", false)]
    [InlineData("Казахстан1991", false)]
    [InlineData("AlmatyAstana2026", false)]
    [InlineData("aaaabbbbcccc", false)]
    [InlineData("gulnar-70-gulnar", false)]
    [InlineData("dala-zhusan-2026", true)]
    [InlineData("tymyq kol zhagasy", true)]
    [InlineData("қызғалдақ пен тары", true)]
    [InlineData("horse battery staple lamp", true)]
    [InlineData("x7!Kd9#pQ2mZ", true)]
    public async Task A_password_that_is_guessed_first_is_refused(string password, bool isTaken)
    {
        var owner = new Account { FullName = "Оспанова Гүлнар", Email = Email };
        var outcome = await new PasswordRules().ValidateAsync(null!, owner, password);
        Assert.Equal(isTaken, outcome.Succeeded);
    }

    [Theory]
    [InlineData(128, true)]
    [InlineData(129, false)]
    public async Task A_long_password_is_taken_whole_or_refused(int length, bool isTaken)
    {
        var password = string.Concat(Enumerable.Range(0, length).Select(index => (char)('а' + (index * 7 % 31))));
        Assert.Equal(isTaken, (await new PasswordRules().ValidateAsync(null!, new Account(), password)).Succeeded);

        var hasher = new NormalisingHasher(Options.Create(new PasswordHasherOptions()));
        var hash = hasher.HashPassword(new Account(), password);
        Assert.Equal(PasswordVerificationResult.Failed, hasher.VerifyHashedPassword(new Account(), hash, password[..^1]));
    }

    [Fact]
    public void The_same_letters_typed_elsewhere_are_the_same_password()
    {
        var hasher = new NormalisingHasher(Options.Create(new PasswordHasherOptions()));
        var hash = hasher.HashPassword(new Account(), "йод и ёж на озере");
        Assert.Equal(PasswordVerificationResult.Success,
            hasher.VerifyHashedPassword(new Account(), hash, "и\u0306од и е\u0308ж на озере"));
    }

    private static async Task RegisterAsync(Browser person, string email = Email, string password = AcademyApp.Password)
    {
        await person.OpenAsync("/account/register");
        await person.PressAsync("register",
            ("FullName", "Оспанова Гүлнар Сейітқызы"), ("Position", "Ақбұлақ ауылдық округінің әкімі"), ("Email", email), ("Password", password));
    }

    private static async Task SignInAsync(Browser person, string email, string password)
    {
        await person.OpenAsync("/account/sign-in");
        await person.PressAsync("sign-in", ("Email", email), ("Password", password));
    }

    private static async Task AskForLinkAsync(Browser person, string email)
    {
        await person.OpenAsync("/account/forgot");
        await person.PressAsync("send", ("Email", email));
    }

    /// <returns>The link, used up.</returns>
    private static async Task<string> ResetAsync(AcademyApp academy, Browser person, string email)
    {
        await AskForLinkAsync(person, email);
        var link = LinkIn(Letters(academy, email)[^1]);
        await person.OpenAsync(link);
        await person.PressAsync("save", ("NewPassword", NewPassword));
        return link;
    }

    /// <summary>Oldest first.</summary>
    private static List<MimeMessage> Letters(AcademyApp academy, string to = Email) =>
        !Directory.Exists(academy.MailFolder) ? [] :
        [.. Directory.EnumerateFiles(academy.MailFolder, "*.eml").Order(StringComparer.Ordinal).Select(file => MimeMessage.Load(file))
            .Where(letter => letter.To.Mailboxes.Any(mailbox => mailbox.Address == to))];

    /// <summary>As the person's browser opens it: the letter prints the public address, the test's site has another.</summary>
    private static string LinkIn(MimeMessage letter)
    {
        var printed = new Uri(Regex.Match(letter.TextBody!, @"https://academy\.test\S+", RegexOptions.NonBacktracking).Value);
        return printed.PathAndQuery;
    }

    private static string? ValueOf(Browser person, string field) =>
        person.Page.QuerySelectorAll<IHtmlInputElement>("input").First(input => input.Name == field).Value;

    /// <summary>The page as it would stand for anybody: without the antiforgery token and the address that was typed.</summary>
    private static string WithoutToken(Browser person, string typed)
    {
        foreach (var token in person.Page.QuerySelectorAll("input[name=__RequestVerificationToken]")) token.Remove();
        return person.Page.DocumentElement.OuterHtml.Replace(typed, "", StringComparison.Ordinal);
    }

    private sealed class Counter
    {
        private int _value;

        public int Value => _value;

        public void Add() => Interlocked.Increment(ref _value);
    }

    // Counts passwords that are really judged; those of nobody are only for the time they take.
    private sealed class CountingHasher(IOptions<PasswordHasherOptions> options, Counter judged) : PasswordHasher<Account>(options)
    {
        public override PasswordVerificationResult VerifyHashedPassword(Account user, string hashedPassword, string providedPassword)
        {
            if (user.Id != Guid.Empty) judged.Add();
            return base.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }
    }
}
