using System.Diagnostics;
using System.Globalization;
using Academy.Learning;
using Academy.Learning.Rosters;
using Academy.Sheets;

namespace Academy.Bench;

/// <summary>
/// A roster of 10,000 people as a workbook, half of them known, one in twenty under another spelling, against 100,000 who are known: from the
/// bytes to a plan. One line for reading, one for the plan, one for the plan of the second import, in which nothing may change.
/// </summary>
public static class Rosters
{
    private static readonly string[] Surnames =
    [
        "Тілеубаев", "Құдайберген", "Серікова", "Нұрланова", "Қожахметов", "Әбдіғаниев", "Жүнісов", "Сәдуақасов", "Оспанов", "Ахметова", "Байжанов", "Есімов", "Төлегенова", "Мұқанов", "Рахымов", "Сейітов",
    ];

    private static readonly string[] GivenNames =
    [
        "Асқар", "Мөлдір", "Сәуле", "Дәурен", "Амангелді", "Ғабит", "Іңкәр", "Өмір", "Нұрлан", "Айгүл", "Ержан", "Динара", "Бауыржан", "Гүлнар", "Қанат", "Ләззат", "Марат", "Жанар", "Талғат", "Ұлбосын",
    ];

    public static async Task<int> RunAsync(string[] options)
    {
        var people = options is [var number] ? int.Parse(number, CultureInfo.InvariantCulture) : 10_000;
        var chance = new Random(5);
        var districts = Places.Standard.All.Where(place => !place.IsTop).ToList();
        var vault = new PersonalNumberVault(PersonalNumberKey.New("bench"));
        var numbers = Numbers(people);
        // As different as names of a hundred thousand people are: stems get endings.
        var names = Enumerable.Range(0, 100_000 + people).Select(_ => new PersonName($"{Stem(Surnames)}{Ending()}", Stem(GivenNames), $"{Stem(GivenNames)}ұлы")).ToList();
        var rows = names.Take(people).Select((name, at) => (Name: at % 20 == 0 ? Otherwise(name) : name, Place: districts[chance.Next(districts.Count)], Number: at % 3 == 0 ? numbers[at] : null)).ToList();
        var known = names.Skip(people / 2).Take(100_000).Select((name, at) => new KnownPerson(Guid.NewGuid(), name)
        {
            PlaceCode = at < people / 2 ? rows[at + people / 2].Place.Code : districts[chance.Next(districts.Count)].Code,
            NumberLookUp = at < people / 2 && rows[at + people / 2].Number is { } own ? vault.LookUp(own) : null,
        }).ToList();

        var file = new MemoryStream();
        await XlsxExport.WriteAsync(file, [new ExportSheet("Тізім", ["№", "Тегі", "Аты", "Әкесінің аты", "ЖСН", "Лауазымы", "Облыс", "Аудан", "Елді мекен", "Қызметке кіріскен күні", "Эл. пошта", "Телефон"], Written())], CancellationToken.None);
        var bytes = file.ToArray();

        RosterReading reading = null!;
        Timed("read", () =>
        {
            using var table = TableFile.Open(bytes);
            reading = new RosterReader(new PlaceMatcher(Places.Standard.All), new DateOnly(2026, 11, 25)).Read(table, RosterMapping.Propose(table)!);
            return $"rows = {reading.Rows.Count}, MB packed = {bytes.Length / 1e6:F1}, wrong = {reading.Rows.Count(row => row.IsWrong)}";
        });
        RosterPlan plan = null!;
        Timed("plan", () => Told(plan = RosterPlan.Make(reading.Rows, known, vault.LookUps)));

        foreach (var row in plan.Rows.Where(row => row.Decision == RosterDecision.New))
            known.Add(new KnownPerson(Guid.NewGuid(), row.Row.Name!)
            {
                NumberLookUp = row.Row.PersonalNumber is { } own ? vault.LookUp(own) : null, Email = row.Row.Email, Phone = row.Row.Phone, Post = row.Row.Post,
                PlaceCode = row.Row.Place?.Code, Settlement = row.Row.Settlement, TookOfficeOn = row.Row.TookOfficeOn,
            });
        Timed("plan again", () => Told(plan = RosterPlan.Make(reading.Rows, known, vault.LookUps)));
        return plan.Count(RosterDecision.New) == 0 && reading.Rows.Count == people ? 0 : 1;

        string Told(RosterPlan made) => $"known = {known.Count}, " + string.Join(", ", Enum.GetValues<RosterDecision>().Select(decision => $"{decision} = {made.Count(decision)}"));

        string Stem(string[] of) => of[chance.Next(of.Length)];

        string Ending() => chance.Next(4) == 0 ? "" : $"{"абгдежзклмнорст"[chance.Next(15)]}{"аоуыі"[chance.Next(5)]}{"бгдзклмнрст"[chance.Next(11)]}";

        PersonName Otherwise(PersonName name) => name with { Surname = name.Surname.Replace('ұ', 'у').Replace('қ', 'к').Replace('ә', 'а').Replace('і', 'и') };

        async IAsyncEnumerable<IReadOnlyList<ExportCell>> Written()
        {
            foreach (var (at, row) in rows.Index())
                yield return
                [
                    (decimal)at, row.Name.Surname, row.Name.GivenName, row.Name.Patronymic, row.Number?.Reveal(), "Ауылдық округ әкімі", Places.Standard.Chain(row.Place)[0].Name.In("kk"), row.Place.Name.In("kk"),
                    $"Ауыл {at % 700}", (DateOnly?)new DateOnly(2020, 1, 1).AddDays(at % 2000), $"p{at}@demo.kz", $"8 (700) {at / 10_000 % 1000:000}-{at / 100 % 100:00}-{at % 100:00}",
                ];
            await Task.CompletedTask;
        }
    }

    private static List<PersonalNumber> Numbers(int count)
    {
        var numbers = new List<PersonalNumber>();
        for (var day = new DateOnly(2099, 1, 1); numbers.Count < count; day = day.AddDays(1))
            for (var serial = 0; serial < 50 && numbers.Count < count; serial++)
                for (var check = 0; check < 10; check++)
                    if (PersonalNumber.Read($"{day:yyMMdd}5{serial:0000}{check}").Number is { } number) numbers.Add(number);
        return numbers;
    }

    // Memory is looked at all the while: what is held at once, and not what was ever asked for.
    private static void Timed(string what, Func<string> act)
    {
        using var self = Process.GetCurrentProcess();
        GC.Collect();
        var (before, held) = (self.TotalProcessorTime, GC.GetTotalMemory(forceFullCollection: true));
        var most = held;
        using var looking = new Timer(_ => most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: false)), null, 0, 20);
        var clock = Stopwatch.StartNew();
        var told = act();
        clock.Stop();
        self.Refresh();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"rosters ({what}): {told}, seconds = {clock.Elapsed.TotalSeconds:F2}, of all cores = {(self.TotalProcessorTime - before).TotalSeconds:F2}, heap MB = {(most - held) / 1e6:F0} above {held / 1e6:F0}, " +
            $"peak memory MB = {self.PeakWorkingSet64 / 1e6:F0}, cores = {Environment.ProcessorCount}"));
    }
}
