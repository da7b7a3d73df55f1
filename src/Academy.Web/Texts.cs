using System.Collections.Concurrent;
using System.Globalization;
using System.Resources;

namespace Academy.Web;

/// <summary>
/// Every sentence of the site, in the language of the request (<see cref="CultureInfo.CurrentUICulture"/>). A key is
/// <c>Area.Name</c>: the area is the file under <c>Texts/</c>, the name stands in it. Plain text: pages encode it.
/// </summary>
public sealed class Texts
{
    private readonly ConcurrentDictionary<string, ResourceManager> _areas = new();

    public string this[string key] => In(CultureInfo.CurrentUICulture, key);

    public string In(CultureInfo language, string key)
    {
        var dot = key.IndexOf('.', StringComparison.Ordinal);
        var area = _areas.GetOrAdd(key[..dot], name => new ResourceManager($"Academy.Web.Texts.{name}", typeof(Texts).Assembly));
        return area.GetString(key[(dot + 1)..], language)
            ?? throw new InvalidOperationException($"There is no text '{key}' in '{language.Name}'.");
    }

    /// <summary>A whole sentence with places. Numbers and dates are written as the reader's language does.</summary>
    public string Format(string key, params object[] arguments) =>
        string.Format(CultureInfo.CurrentCulture, this[key], arguments);

    /// <summary>
    /// A count with its noun: <c>{key}.one</c>, <c>.few</c>, <c>.many</c> or <c>.other</c> by the plural rules of CLDR.
    /// The first place is the number.
    /// </summary>
    public string Count(string key, int number, params object[] more) =>
        Format($"{key}.{PluralOf(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName, number)}", [number, .. more]);

    /// <summary>The CLDR category of a whole number. Source: unicode.org, plural rules of kk, ru and en.</summary>
    public static string PluralOf(string language, int number)
    {
        if (language != Courseware.Languages.Russian) return number == 1 ? "one" : "other";

        return (number % 10, number % 100) switch
        {
            (1, not 11) => "one",
            ( >= 2 and <= 4, not (>= 12 and <= 14)) => "few",
            _ => "many",
        };
    }
}
