using System.Globalization;

namespace Academy.Credentials;

/// <summary>
/// Every word the certificate prints of its own accord, in both languages, so that whoever edits the wording
/// finds it in one place. Sentences are whole: an ending is never glued to what is filled in, since Kazakh
/// endings follow the sound before them.
/// </summary>
internal static class Words
{
    public const string Specimen = "ҮЛГІ · ОБРАЗЕЦ";

    // Field 11 of the rules: on paper the place of the stamp, in a file how to find out that it is genuine.
    public static readonly Bilingual Electronic = new(
        "Электрондық сертификат. Түпнұсқалығы QR-код немесе мына мекенжай арқылы тексеріледі:",
        "Электронный сертификат. Подлинность проверяется по QR-коду или по адресу:");

    public const string Together = "Сертификаттар · Сертификаты";

    // What the seal is called in a PDF reader's list of signatures.
    public const string Seal = "Электрондық мөр · Электронная печать";

    /// <summary>What the achievement was earned by; the course's own page says it in full.</summary>
    public static readonly Bilingual Criteria = new("Курс толық аяқталды, талаптары орындалды", "Курс пройден полностью, его требования выполнены");

    public static string Number(string grouped) => $"№\u00A0{grouped}";

    public static string DocumentTitle(string grouped, bool specimen) =>
        specimen ? $"{Specimen}. Сертификат № {grouped}" : $"Сертификат № {grouped}";

    // The sentences of field 6 to 8; their subject is the name that stands above them, in the nominative.
    public static Bilingual Course(CertificateFacts facts) => new(
        CertificateDesign.Filled(facts.Design.Sentence.Kk, facts.CourseTitle.Kk, $"{facts.Hours}\u00A0академиялық сағат", PeriodKk(facts.From, facts.To)),
        CertificateDesign.Filled(facts.Design.Sentence.Ru, facts.CourseTitle.Ru, $"{facts.Hours}\u00A0{HoursRu(facts.Hours)}", PeriodRu(facts.From, facts.To)));

    public static IReadOnlyList<string> City(Bilingual city, PaperLanguages languages) => languages switch
    {
        PaperLanguages.Kazakh => [$"Қала: {city.Kk}"],
        PaperLanguages.Russian => [$"Город: {city.Ru}"],
        _ when city.Kk == city.Ru => [$"Қала · Город: {city.Kk}"],
        _ => [$"Қала: {city.Kk}", $"Город: {city.Ru}"],
    };

    public static Bilingual Issued(DateOnly day) => new(
        $"Берілген күні: {YearKk(day)} {DayKk(day)}",
        $"Дата выдачи: {DayRu(day)} {YearRu(day)}");

    private static string PeriodKk(DateOnly from, DateOnly to)
    {
        if (from == to) return $"{YearKk(from)} {from.Day}\u00A0{Kk[from.Month - 1].On}";

        var end = from.Year == to.Year ? DayKk(to) : $"{YearKk(to)} {DayKk(to)}";
        return $"{YearKk(from)} {DayKk(from)} {Kk[from.Month - 1].And} {end} аралығында";
    }

    private static string PeriodRu(DateOnly from, DateOnly to)
    {
        if (from == to) return $"{DayRu(from)} {YearRu(from)}";

        // Read aloud it is «со второго»; every other day of the month takes «с».
        var since = from.Day == 2 ? "со" : "с";
        var start = from.Year != to.Year ? $"{DayRu(from)} {YearRu(from)}"
            : from.Month != to.Month ? DayRu(from)
            : from.Day.ToString(CultureInfo.InvariantCulture);
        return $"{since}\u00A0{start} по\u00A0{DayRu(to)} {YearRu(to)}";
    }

    private static string YearKk(DateOnly day) => $"{day.Year}\u00A0жылғы";
    private static string YearRu(DateOnly day) => $"{day.Year}\u00A0года";
    private static string DayKk(DateOnly day) => $"{day.Day}\u00A0{Kk[day.Month - 1].Name}";
    private static string DayRu(DateOnly day) => $"{day.Day}\u00A0{MonthsRu[day.Month - 1]}";

    // After «в объёме», so genitive: 1 академического часа, 2 and 11 академических часов, 21 академического часа.
    private static string HoursRu(int hours) =>
        hours % 10 == 1 && hours % 100 != 11 ? "академического часа" : "академических часов";

    // The month, what "and" becomes after it (мен after a vowel, р, л, й, м, н; бен after з; пен after к), and "on" it.
    private static readonly (string Name, string And, string On)[] Kk =
    [
        ("қаңтар", "мен", "қаңтарда"),
        ("ақпан", "мен", "ақпанда"),
        ("наурыз", "бен", "наурызда"),
        ("сәуір", "мен", "сәуірде"),
        ("мамыр", "мен", "мамырда"),
        ("маусым", "мен", "маусымда"),
        ("шілде", "мен", "шілдеде"),
        ("тамыз", "бен", "тамызда"),
        ("қыркүйек", "пен", "қыркүйекте"),
        ("қазан", "мен", "қазанда"),
        ("қараша", "мен", "қарашада"),
        ("желтоқсан", "мен", "желтоқсанда"),
    ];

    private static readonly string[] MonthsRu =
        ["января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря"];
}
