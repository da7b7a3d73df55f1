using System.Globalization;
using Academy.Courseware;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Academy.Web.Pages.Studio;

/// <summary>The fields of an act as they were typed.</summary>
public sealed class ActForm
{
    private const int LongestTitle = 500;
    private const int LongestWord = 100;

    public string? TitleKk { get; set; }
    public string? TitleRu { get; set; }
    public string? TitleEn { get; set; }
    public string? KindKk { get; set; }
    public string? KindRu { get; set; }
    public string? KindEn { get; set; }
    public string? ShortKk { get; set; }
    public string? ShortRu { get; set; }
    public string? ShortEn { get; set; }
    public string? Number { get; set; }
    public string? Adopted { get; set; }
    public string? Amended { get; set; }
    public string? Repealed { get; set; }
    public string? ReplacedBy { get; set; }
    public string? Address { get; set; }

    /// <summary>In the order of the page.</summary>
    public static readonly string[] Fields =
    [
        "Id", .. new[]
        {
            nameof(TitleKk), nameof(TitleRu), nameof(TitleEn), nameof(KindKk), nameof(KindRu), nameof(KindEn), nameof(ShortKk), nameof(ShortRu), nameof(ShortEn),
            nameof(Number), nameof(Adopted), nameof(Amended), nameof(Repealed), nameof(ReplacedBy), nameof(Address),
        }.Select(name => $"Form.{name}"),
    ];

    public static ActForm Of(ActEntry entry) => new()
    {
        TitleKk = entry.TitleKk, TitleRu = entry.TitleRu, TitleEn = entry.TitleEn,
        KindKk = entry.KindKk, KindRu = entry.KindRu, KindEn = entry.KindEn,
        ShortKk = entry.ShortKk, ShortRu = entry.ShortRu, ShortEn = entry.ShortEn,
        Number = entry.Number, Adopted = entry.Adopted, Amended = entry.Amended, Repealed = entry.Repealed, ReplacedBy = entry.ReplacedBy, Address = entry.Address,
    };

    /// <summary>The entry, with what is wrong told at its field.</summary>
    /// <param name="known">Acts that may take this one's place.</param>
    public ActEntry Read(ModelStateDictionary state, Texts texts, IEnumerable<string> known)
    {
        var adopted = Day(Adopted, nameof(Adopted), state, texts);
        var entry = new ActEntry
        {
            TitleKk = Needed(TitleKk, nameof(TitleKk), LongestTitle), TitleRu = Needed(TitleRu, nameof(TitleRu), LongestTitle), TitleEn = Short(TitleEn, nameof(TitleEn), LongestTitle),
            KindKk = Needed(KindKk, nameof(KindKk), LongestWord), KindRu = Needed(KindRu, nameof(KindRu), LongestWord), KindEn = Short(KindEn, nameof(KindEn), LongestWord),
            ShortKk = Needed(ShortKk, nameof(ShortKk), LongestWord), ShortRu = Needed(ShortRu, nameof(ShortRu), LongestWord), ShortEn = Short(ShortEn, nameof(ShortEn), LongestWord),
            Number = Short(Number, nameof(Number), LongestWord),
            Adopted = ActEntry.Day(adopted),
            Amended = Later(Amended, nameof(Amended)),
            Repealed = Later(Repealed, nameof(Repealed)),
            ReplacedBy = (ReplacedBy ?? "").Trim(),
            Address = (Address ?? "").Trim(),
        };
        if (entry.ReplacedBy.Length > 0 && !known.Contains(entry.ReplacedBy)) Wrong(nameof(ReplacedBy), texts["Law.ActUnknown"]);
        if (entry.Address.Length > 0 && !IsHttps(entry.Address)) Wrong(nameof(Address), texts["Law.AddressWrong"]);
        return entry;

        string Needed(string? typed, string field, int longest)
        {
            if (string.IsNullOrWhiteSpace(typed)) Wrong(field, texts["Law.FieldNeeded"]);
            return Short(typed, field, longest);
        }

        string Short(string? typed, string field, int longest)
        {
            if (typed?.Length > longest) Wrong(field, texts.Format("Office.TooLong", typed.Length, longest));
            return typed ?? "";
        }

        string Later(string? typed, string field)
        {
            var day = Day(typed, field, state, texts);
            if (day < adopted) Wrong(field, texts["Law.BeforeAdopted"]);
            return ActEntry.Day(day);
        }

        void Wrong(string field, string sentence) => state.AddModelError($"Form.{field}", sentence);
    }

    public static bool IsHttps(string typed) => typed.Length <= 500 && Uri.TryCreate(typed, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps && address.UserInfo.Length == 0;

    private static DateOnly? Day(string? typed, string field, ModelStateDictionary state, Texts texts)
    {
        if (string.IsNullOrWhiteSpace(typed)) return null;
        if (TryDay(typed) is { } day) return day;
        state.AddModelError($"Form.{field}", texts["Law.DayUnclear"]);
        return null;
    }

    /// <summary>As the browser's own field writes a day, or as a person does where it has none.</summary>
    public static DateOnly? TryDay(string? typed) =>
        DateOnly.TryParseExact(typed?.Trim(), (string[])["yyyy-MM-dd", "dd.MM.yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= 1900 and < 3000 ? day : null;
}

/// <summary>A field of a form: what it is called, what stands in it, and what is wrong with it.</summary>
public sealed record LawField(string Name, string Label, string? Value, string Type = "text", string? Hint = null, int Longest = 500, string? Lang = null, int Rows = 0);
