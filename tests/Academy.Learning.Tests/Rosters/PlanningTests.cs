using Academy.Learning.Rosters;
using Xunit;

namespace Academy.Learning.Tests.Rosters;

/// <summary>What an import would do with each row, given who is known.</summary>
public sealed class PlanningTests
{
    private static readonly PersonalNumberVault Vault = new(PersonalNumberKey.New("a"));
    private static readonly object?[] Header = ["Фамилия", "Имя", "Отчество", "ИИН", "Должность", "Область", "Район", "Почта", "Дата назначения"];
    private static readonly object?[] Askar = ["Тілеубаев", "Асқар", "Серікұлы", "990101500016", "аким", "Мангистауская область", "Бейнеуский район", "askar@demo.kz", "01.03.2024"];

    [Fact]
    public void Who_is_not_known_is_new_and_the_same_list_again_changes_nothing()
    {
        var rows = RosterMaker.Read([Header, Askar, Person("Серікова", "Мөлдір"), Person("Ким", "Анна", district: "Мұнайлы ауданы")]).Rows;

        var first = Plan(rows, []);
        Assert.Equal([RosterDecision.New, RosterDecision.New, RosterDecision.New], first.Rows.Select(row => row.Decision));

        var again = Plan(rows, Import(first));
        Assert.All(again.Rows, row => Assert.Equal(RosterDecision.Unchanged, row.Decision));
        Assert.Equal(3, again.Count(RosterDecision.Unchanged));
    }

    [Fact]
    public void What_a_row_tells_otherwise_is_changed_and_what_it_does_not_tell_stays()
    {
        var known = Import(Plan(RosterMaker.Read([Header, Askar]).Rows, []));
        var row = Plan(RosterMaker.Read([Header, ["Тілеубаев", "Асқар", null, "990101500016", "аким района", "Мангистауская область", "Мунайлинский район", null, "02.03.2025"]]).Rows, known).Rows.Single();

        Assert.Equal((RosterDecision.Changed, known[0].Id), (row.Decision, row.Person!.Id));
        Assert.Equal([RosterField.Post, RosterField.District, RosterField.TookOfficeOn], row.Changes);
    }

    [Theory]
    [InlineData("Тилеубаев", "Аскар", "Серикович", RosterDoubt.SpelledOtherwise)]
    [InlineData("Тілеубаев", "Асқар", null, RosterDoubt.PatronymicMissing)]
    [InlineData("Асқар", "Тілеубаев", "Серікұлы", RosterDoubt.Swapped)]
    [InlineData("Тілеубеев", "Асқар", "Серікұлы", RosterDoubt.Close)]
    [InlineData("Tileubaev", "Askar", "Serikuly", RosterDoubt.SpelledOtherwise)]
    public void One_person_under_two_spellings_is_asked_about(string surname, string given, string? patronymic, RosterDoubt doubt)
    {
        var known = Import(Plan(RosterMaker.Read([Header, Askar]).Rows, []));
        var rows = RosterMaker.Read([Header, Person(surname, given, patronymic)]).Rows;

        var asked = Plan(rows, known).Rows.Single();
        Assert.Equal((RosterDecision.Doubtful, doubt, known[0].Id), (asked.Decision, asked.Doubt, asked.Candidates.Single().Id));

        // A patronymic that is not told is not taken away.
        Assert.Equal(patronymic is null ? RosterDecision.Unchanged : RosterDecision.Changed, Plan(rows, known, (2, RosterAnswer.SameAs(known[0].Id))).Rows[0].Decision);
        Assert.Equal(RosterDecision.New, Plan(rows, known, (2, RosterAnswer.Different)).Rows[0].Decision);
        Assert.Equal(RosterDecision.Skipped, Plan(rows, known, (2, RosterAnswer.Skip)).Rows[0].Decision);
        Assert.Equal(RosterDecision.Doubtful, Plan(rows, known, (2, RosterAnswer.SameAs(Guid.NewGuid()))).Rows[0].Decision);
    }

    [Fact]
    public void A_number_decides_over_spelling_and_another_name_under_it_is_asked_about()
    {
        var known = Import(Plan(RosterMaker.Read([Header, Askar]).Rows, []));

        var spelled = Plan(RosterMaker.Read([Header, Person("Тилеубаев", "Аскар", null, "990101500016")]).Rows, known).Rows.Single();
        Assert.Equal((RosterDecision.Changed, known[0].Id), (spelled.Decision, spelled.Person!.Id));

        var other = RosterMaker.Read([Header, Person("Ким", "Анна", null, "990101500016")]).Rows;
        Assert.Equal(RosterDoubt.SameNumber, Plan(other, known).Rows.Single().Doubt);
        // A number is one person's, whatever anybody answers.
        Assert.Equal(RosterDoubt.SameNumber, Plan(other, known, (2, RosterAnswer.Different)).Rows.Single().Doubt);
        Assert.Equal(RosterDecision.Changed, Plan(other, known, (2, RosterAnswer.SameAs(known[0].Id))).Rows.Single().Decision);
    }

    [Fact]
    public void The_same_name_with_another_number_is_asked_about_in_the_same_place_only()
    {
        var known = Import(Plan(RosterMaker.Read([Header, Askar]).Rows, []));

        Assert.Equal(RosterDoubt.OtherNumber, Plan(RosterMaker.Read([Header, Person("Тілеубаев", "Асқар", "Серікұлы", "991231600429")]).Rows, known).Rows.Single().Doubt);
        Assert.Equal(RosterDecision.New, Plan(RosterMaker.Read([Header, Person("Тілеубаев", "Асқар", "Серікұлы", "991231600429", "Мунайлинский район")]).Rows, known).Rows.Single().Decision);
    }

    [Fact]
    public void An_address_decides_with_a_name_that_is_like_and_is_asked_about_with_another()
    {
        var known = Import(Plan(RosterMaker.Read([Header, Askar]).Rows, []));
        object?[] With(string surname, string given) => [surname, given, null, null, null, null, null, "Askar@demo.kz", null];

        Assert.Equal(RosterDecision.Changed, Plan(RosterMaker.Read([Header, With("Тилеубаев", "Аскар")]).Rows, known).Rows.Single().Decision);
        Assert.Equal(RosterDoubt.SameEmail, Plan(RosterMaker.Read([Header, With("Ким", "Анна")]).Rows, known).Rows.Single().Doubt);
        Assert.Equal(RosterDoubt.SameEmail, Plan(RosterMaker.Read([Header, With("Ким", "Анна")]).Rows, known, (2, RosterAnswer.Different)).Rows.Single().Doubt);
    }

    [Fact]
    public void A_namesake_elsewhere_is_asked_about_only_where_the_whole_name_is_the_same()
    {
        var known = Import(Plan(RosterMaker.Read([Header, Askar, Person("Серікова", "Мөлдір")]).Rows, []));

        var rows = Plan(RosterMaker.Read([Header, Person("Тілеубаев", "Асқар", "Серікұлы", null, "Мунайлинский район"), Person("Серікова", "Мөлдір", null, null, "Мунайлинский район")]).Rows, known).Rows;
        Assert.Equal([RosterDoubt.OtherPlace, null], rows.Select(row => row.Doubt));
        Assert.Equal(RosterDecision.New, rows[1].Decision);
    }

    [Fact]
    public void Two_rows_of_one_person_are_asked_about_and_told_of_each_other()
    {
        var rows = RosterMaker.Read([Header, Askar, ["Тилеубаев", "Аскар", null, "990101500016", null, null, null, null, null], Person("Ким", "Анна"), Person("Ким", "Анна"), Person("Цой", "Олег", district: "Мұнайлы ауданы"), Person("Цой", "Олег")]).Rows;
        var plan = Plan(rows, []).Rows;

        Assert.Equal([null, 2, null, 4, null, null], plan.Select(row => row.OtherRow));
        Assert.Equal([null, RosterDoubt.TwoRows, null, RosterDoubt.TwoRows, null, null], plan.Select(row => row.Doubt));

        // Two of one name in one village: said once, they are two people, and the same list changes nothing any more.
        var said = Plan(rows, [], (3, RosterAnswer.Skip), (5, RosterAnswer.Different));
        Assert.Equal(5, said.Count(RosterDecision.New));
        var again = Plan(rows, Import(said));
        Assert.Equal(5, again.Count(RosterDecision.Unchanged));
        Assert.Equal(5, again.Rows.Where(row => row.Person is not null && row.Row.Number != 3).Select(row => row.Person!.Id).Distinct().Count());
    }

    [Fact]
    public void A_list_that_says_twice_what_is_known_harms_nobody_and_one_that_contradicts_itself_is_asked_about()
    {
        var known = Import(Plan(RosterMaker.Read([Header, Askar]).Rows, []));
        Assert.Equal(2, Plan(RosterMaker.Read([Header, Askar, Askar]).Rows, known).Count(RosterDecision.Unchanged));

        object?[] promoted = [.. Askar];
        promoted[4] = "аким района";
        var rows = Plan(RosterMaker.Read([Header, Askar, promoted]).Rows, known).Rows;
        Assert.Equal((RosterDecision.Unchanged, RosterDoubt.TwoRows, 2), (rows[0].Decision, rows[1].Doubt, rows[1].OtherRow));
    }

    [Fact]
    public void A_row_with_a_fault_waits_and_takes_nobody()
    {
        var known = Import(Plan(RosterMaker.Read([Header, Askar]).Rows, []));
        var plan = Plan(RosterMaker.Read([Header, Person("Тілеубаев", "Асқар", "Серікұлы", "990101500015"), Person("Ким", null), Askar]).Rows, known);

        Assert.Equal([RosterDecision.Wrong, RosterDecision.Wrong, RosterDecision.Unchanged], plan.Rows.Select(row => row.Decision));
    }

    [Fact]
    public void A_number_kept_under_an_earlier_key_is_the_same_number()
    {
        var rows = RosterMaker.Read([Header, Askar]).Rows;
        var known = Import(Plan(rows, []));
        var earlier = PersonalNumberKey.New("b");
        var turned = new PersonalNumberVault(PersonalNumberKey.New("c"), earlier);
        known = [known[0] with { NumberLookUp = new PersonalNumberVault(earlier).LookUp(rows[0].PersonalNumber!) }];

        Assert.Equal(RosterDecision.Unchanged, RosterPlan.Make(rows, known, turned.LookUps).Rows.Single().Decision);
    }

    // A list that is made to keep us busy: everybody has one surname and nearly one given name. Compared with each other they would take hours.
    [Fact]
    public void A_list_of_near_namesakes_comes_to_an_end()
    {
        var rows = Enumerable.Range(2, 30_000).Select(number => new RosterRow { Number = number, Name = new PersonName("Ким", $"А{Letters(number)}"), Typed = new Dictionary<RosterField, string>(), Findings = [] }).ToList();
        var known = rows.Select(row => RosterMaker.Added(row, Vault)).ToList();

        Assert.Equal(rows.Count, RosterPlan.Make(rows, known, Vault.LookUps).Count(RosterDecision.Unchanged));
        Assert.Equal(rows.Count, RosterPlan.Make(rows, [], Vault.LookUps).Rows.Count);

        static string Letters(int number) => string.Concat(Enumerable.Range(0, 9).Select(at => "бвгджзклмн"[number / (int)Math.Pow(10, at % 6) % 10]));
    }

    // Rows drawn at random from few names and places, so that every kind of doubt happens; whatever is answered, a second import changes nothing.
    [Fact]
    public void Whatever_is_imported_the_same_list_again_changes_nothing()
    {
        var chance = new Random(11);
        var numbers = PersonalNumberTests.Numbers(new DateOnly(2099, 5, 5)).Take(30).Select(number => number.Reveal()).ToList();
        string[] surnames = ["Құдайберген", "Кудайберген", "Серікова", "Сериков", "Тілеубаев", "Асқар"], given = ["Асқар", "Аскар", "Мөлдір", "Тілеубаев", "Әсел", "Асель"];
        string?[] patronymics = [null, "Серікұлы", "Серикович", "Болатұлы"], districts = ["Бейнеуский район", "Мұнайлы ауданы", null];
        for (var turn = 0; turn < 300; turn++)
        {
            object?[][] list = [Header, .. Enumerable.Range(0, chance.Next(1, 25)).Select(_ => Person(
                chance.GetItems(surnames, 1)[0], chance.GetItems(given, 1)[0], chance.GetItems(patronymics, 1)[0], chance.Next(3) == 0 ? chance.GetItems(numbers.ToArray(), 1)[0] : null,
                chance.GetItems(districts, 1)[0]))];
            var rows = RosterMaker.Read(list).Rows;
            List<KnownPerson> known = [];
            var answers = new Dictionary<int, RosterAnswer>();
            var plan = RosterPlan.Make(rows, known, Vault.LookUps);
            for (var asked = 0; asked < 50 && plan.Count(RosterDecision.Doubtful) > 0; asked++)
            {
                foreach (var doubtful in plan.Rows.Where(row => row.Decision == RosterDecision.Doubtful))
                    answers[doubtful.Row.Number] = chance.Next(2) == 0 && doubtful.Row.PersonalNumber is null ? RosterAnswer.Different : RosterAnswer.Skip;
                plan = RosterPlan.Make(rows, known, Vault.LookUps, answers);
            }
            var added = Import(plan);

            // The rows that were left out are still in the list; those that were taken are known.
            var again = RosterPlan.Make([.. plan.Rows.Where(row => row.Decision == RosterDecision.New).Select(row => row.Row)], added, Vault.LookUps);
            Assert.All(again.Rows, row => Assert.Equal(RosterDecision.Unchanged, row.Decision));
            Assert.Equal(added.Count, again.Rows.Select(row => row.Person!.Id).Distinct().Count());
            var whole = RosterPlan.Make(rows, added, Vault.LookUps, answers.Where(answer => answer.Value.Kind == RosterAnswerKind.Skip).ToDictionary());
            Assert.Equal(0, whole.Count(RosterDecision.New) + whole.Count(RosterDecision.Changed));
        }
    }

    private static object?[] Person(string? surname, string? given, string? patronymic = null, string? number = null, string? district = "Бейнеуский район") =>
        [surname, given, patronymic, number, null, district is null ? null : "Мангистауская область", district, null, null];

    private static RosterPlan Plan(IReadOnlyList<RosterRow> rows, IReadOnlyCollection<KnownPerson> known, params (int Row, RosterAnswer Answer)[] answers) =>
        RosterPlan.Make(rows, known, Vault.LookUps, answers.ToDictionary(one => one.Row, one => one.Answer));

    private static List<KnownPerson> Import(RosterPlan plan) => [.. plan.Rows.Where(row => row.Decision == RosterDecision.New).Select(row => RosterMaker.Added(row.Row, Vault))];
}
