using System.Globalization;

namespace Academy.Courseware;

/// <summary>An act of the register as a form has it: every field a text, empty where there is none.</summary>
public sealed record ActEntry
{
    public string TitleKk { get; init; } = "";
    public string TitleRu { get; init; } = "";
    public string TitleEn { get; init; } = "";
    public string KindKk { get; init; } = "";
    public string KindRu { get; init; } = "";
    public string KindEn { get; init; } = "";
    public string ShortKk { get; init; } = "";
    public string ShortRu { get; init; } = "";
    public string ShortEn { get; init; } = "";
    public string Number { get; init; } = "";

    /// <summary>Days as <c>2026-07-14</c>.</summary>
    public string Adopted { get; init; } = "";

    public string Amended { get; init; } = "";
    public string Repealed { get; init; } = "";
    public string ReplacedBy { get; init; } = "";
    public string Address { get; init; } = "";

    public static ActEntry Of(Act act) => new()
    {
        TitleKk = Said(act.Title, Languages.Kazakh),
        TitleRu = Said(act.Title, Languages.Russian),
        TitleEn = Said(act.Title, Languages.English),
        KindKk = Said(act.Kind, Languages.Kazakh),
        KindRu = Said(act.Kind, Languages.Russian),
        KindEn = Said(act.Kind, Languages.English),
        ShortKk = Said(act.Short, Languages.Kazakh),
        ShortRu = Said(act.Short, Languages.Russian),
        ShortEn = Said(act.Short, Languages.English),
        Number = act.Number ?? "",
        Adopted = Day(act.Adopted),
        Amended = Day(act.Amended),
        Repealed = Day(act.Repealed),
        ReplacedBy = act.ReplacedBy ?? "",
        Address = act.Address?.OriginalString ?? "",
    };

    /// <summary>As the file can keep it: one line each, without outer space and without what cannot be printed.</summary>
    public ActEntry Tidy() => new()
    {
        TitleKk = Line(TitleKk),
        TitleRu = Line(TitleRu),
        TitleEn = Line(TitleEn),
        KindKk = Line(KindKk),
        KindRu = Line(KindRu),
        KindEn = Line(KindEn),
        ShortKk = Line(ShortKk),
        ShortRu = Line(ShortRu),
        ShortEn = Line(ShortEn),
        Number = Line(Number),
        Adopted = Line(Adopted),
        Amended = Line(Amended),
        Repealed = Line(Repealed),
        ReplacedBy = Line(ReplacedBy),
        Address = Line(Address),
    };

    public static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    private static string Said(Translated<string> text, string language) => text.TryIn(language, out var said) ? said : "";

    private static string Line(string text) => string.Join(' ',
        string.Concat(text.Select(letter => char.IsControl(letter) || char.IsSurrogate(letter) || letter is '\u2028' or '\u2029' or '\uFEFF' ? ' ' : letter)).Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
