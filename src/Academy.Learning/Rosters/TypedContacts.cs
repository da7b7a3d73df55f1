using System.Text.RegularExpressions;
using Academy.Courseware;

namespace Academy.Learning.Rosters;

/// <summary>A value read from a cell, or what is wrong with it.</summary>
/// <param name="Fault">With a value: what was mended or left out.</param>
public readonly record struct TypedValue<T>(T? Value, RosterFault? Fault = null, params IReadOnlyList<string> Arguments);

/// <summary>Addresses and telephones as people write them in lists.</summary>
public static partial class TypedContacts
{
    // Of the standards themselves.
    private const int LongestEmail = 254;
    private const int ShortestPhone = 8;
    private const int LongestPhone = 15;

    // Several of them, with whose they are. A cell may hold a hundred times as much, and none of it would be an address or a telephone.
    private const int LongestCell = 500;

    /// <summary>An e-mail address in small letters.</summary>
    public static TypedValue<string> Email(string typed)
    {
        if (typed.Length > LongestCell) return new(null, RosterFault.EmailIncomplete);

        var several = Between().Split(typed.Trim()).Where(one => one.Length > 0).ToList();
        var addresses = several.Where(one => one.Contains('@', StringComparison.Ordinal)).ToList();
        var text = (addresses.Count > 0 ? addresses[0] : string.Concat(several)).Trim('<', '>', '"', '\'', '.', ':').ToLowerInvariant();
        if (text.StartsWith("mailto:", StringComparison.Ordinal)) text = text["mailto:".Length..];

        if (text.Length > LongestEmail) return new(null, RosterFault.EmailIncomplete);
        if (text.Any(letter => letter is >= '\u0400' and <= '\u052F'))
        {
            var latin = string.Concat(text.Select(letter => LookAlikes.ToLatin(letter) ?? letter));
            return Address().IsMatch(latin) ? new(null, RosterFault.EmailCyrillic, latin) : new(null, RosterFault.EmailCyrillic);
        }
        if (!Address().IsMatch(text)) return new(null, RosterFault.EmailIncomplete);
        return addresses.Count > 1 ? new(text, RosterFault.FirstOfSeveral, text) : new(text);
    }

    /// <summary>A telephone with + and the country: +77010000000.</summary>
    public static TypedValue<string> Phone(string typed)
    {
        if (typed.Length > LongestCell) return new(null, RosterFault.PhoneWrongLength, $"{typed.Count(char.IsAsciiDigit)}");
        if (Rounded().IsMatch(typed.Trim())) return new(null, RosterFault.PhoneDigitsLost);

        var several = SeveralPhones().Split(ZerosAfterComma().Replace(typed.Trim(), "")).Where(one => one.Any(char.IsAsciiDigit)).ToList();
        if (several.Count == 0) return new(null, RosterFault.PhoneWrongLength, "0");

        var first = Read(several[0]);
        return first.Value is { } phone && several.Count > 1 ? new(phone, RosterFault.FirstOfSeveral, phone) : first;
    }

    private static TypedValue<string> Read(string typed)
    {
        // What stands behind is an extension, or whose telephone it is.
        var digits = string.Concat(Extension().Replace(typed, "").Where(char.IsAsciiDigit));
        if (typed.TrimStart().StartsWith('+') && !digits.StartsWith('7')) return digits.Length is >= ShortestPhone and <= LongestPhone ? new($"+{digits}") : WrongLength(digits);
        return digits switch
        {
            { Length: 11 } when digits[0] is '7' or '8' && digits[1] is '6' or '7' => new($"+7{digits[1..]}"),
            { Length: 10 } when digits[0] is '6' or '7' => new($"+7{digits}"),
            // Russia has the same country code.
            { Length: 11 } when digits[0] == '7' => new($"+{digits}"),
            { Length: >= 5 and <= 7 } => new(null, RosterFault.PhoneNoAreaCode),
            _ => WrongLength(digits),
        };

        static TypedValue<string> WrongLength(string digits) => new(null, RosterFault.PhoneWrongLength, $"{digits.Length}");
    }

    [GeneratedRegex(@"[\s,;]+", RegexOptions.CultureInvariant)]
    private static partial Regex Between();

    [GeneratedRegex(@"^[a-z0-9!#$%&'*+/=?^_`{|}~-]{1,64}(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]{1,64})*@([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+([a-z]{2,63}|xn--[a-z0-9-]{1,59})$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Address();

    [GeneratedRegex(@"[,;\n]|\s/\s|(?<=[0-9]{6})/(?=\s?[+0-9])|(?<=[0-9]{2})\s+(?=\+?[78]([\s()-]{0,3}[0-9]){10}(?![0-9]))", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex SeveralPhones();

    [GeneratedRegex(@"^[0-9][.,][0-9]+[EeЕе]\+?[0-9]+$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Rounded();

    [GeneratedRegex(@"(?<=^[0-9]{10,11})[.,]0+$", RegexOptions.CultureInvariant)]
    private static partial Regex ZerosAfterComma();

    [GeneratedRegex(@"\s*(\(?\s*(вн|доб|ішкі|ext|int)\b.*)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Extension();
}
