using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using FsCheck.Xunit;
using Xunit;

namespace Academy.Learning.Tests;

/// <summary>Personal numbers: what is one, what a spreadsheet makes of them, and how they are kept. All of them are of people born in 2099, or of nobody.</summary>
public sealed class PersonalNumberTests
{
    [Theory]
    [InlineData("990101500016", "2099-01-01")]
    [InlineData("991231600429", "2099-12-31")]
    [InlineData("990707500109", "2099-07-07")]
    [InlineData(" 990101 500016 ", "2099-01-01")]
    [InlineData("990101-500-016", "2099-01-01")]
    [InlineData("ИИН: 990101500016", "2099-01-01")]
    [InlineData("'990101500016", "2099-01-01")]
    [InlineData("990101500016.0", "2099-01-01")]
    [InlineData("990101500016,00", "2099-01-01")]
    [InlineData("9,90101500016E+11", "2099-01-01")]
    [InlineData("9.90101500016e11", "2099-01-01")]
    public void A_sound_number_is_read_as_people_type_it(string typed, string bornOn)
    {
        var reading = PersonalNumber.Read(typed);

        Assert.Null(reading.Fault);
        Assert.False(reading.IsMended);
        Assert.Equal(DateOnly.ParseExact(bornOn, "yyyy-MM-dd", CultureInfo.InvariantCulture), reading.Number!.BornOn);
    }

    [Theory]
    [InlineData("", PersonalNumberFault.NotDigits, 0)]
    [InlineData(null, PersonalNumberFault.NotDigits, 0)]
    [InlineData("нет", PersonalNumberFault.NotDigits, 0)]
    [InlineData("99010150001О", PersonalNumberFault.NotDigits, 11)]
    [InlineData("٩٩٠١٠١٥٠٠٠١٦", PersonalNumberFault.NotDigits, 0)]
    [InlineData("99010150001", PersonalNumberFault.WrongLength, 11)]
    [InlineData("9901015000161", PersonalNumberFault.WrongLength, 13)]
    [InlineData("1", PersonalNumberFault.WrongLength, 1)]
    [InlineData("9,90102E+11", PersonalNumberFault.DigitsLost, 6)]
    [InlineData("9.90101500E+11", PersonalNumberFault.DigitsLost, 9)]
    [InlineData("9E+11", PersonalNumberFault.DigitsLost, 1)]
    [InlineData("990102000000", PersonalNumberFault.DigitsLost, 6)]
    [InlineData("990230500018", PersonalNumberFault.NoSuchDay, 12)]
    [InlineData("991301500010", PersonalNumberFault.NoSuchDay, 12)]
    [InlineData("990101700010", PersonalNumberFault.NoSuchCentury, 12)]
    [InlineData("990101500015", PersonalNumberFault.WrongCheckDigit, 12)]
    [InlineData("990707500160", PersonalNumberFault.WrongCheckDigit, 12)]
    [InlineData("491240000019", PersonalNumberFault.OfOrganisation, 12)]
    [InlineData("491251000029", PersonalNumberFault.OfOrganisation, 12)]
    public void What_is_none_says_why(string? typed, PersonalNumberFault fault, int digits)
    {
        var reading = PersonalNumber.Read(typed);

        Assert.Equal((fault, digits), (reading.Fault, reading.Digits));
        Assert.Null(reading.Number);
    }

    [Fact]
    public void Zeros_that_a_spreadsheet_took_off_are_put_back_only_where_the_number_is_sound_with_them()
    {
        var whole = Numbers(new DateOnly(2000, 1, 1)).First();
        Assert.StartsWith("000101", whole.Reveal(), StringComparison.Ordinal);

        var reading = PersonalNumber.Read(whole.Reveal().TrimStart('0'));
        Assert.Equal((whole, true, 9), (reading.Number, reading.IsMended, reading.Digits));
        Assert.Equal(PersonalNumberFault.WrongLength, PersonalNumber.Read(whole.Reveal()[4..]).Fault);
        // 1905 with a zero put back would be sound, and nobody of that age takes office.
        var old = Numbers(new DateOnly(1905, 3, 7)).First().Reveal();
        Assert.Equal(PersonalNumberFault.WrongLength, PersonalNumber.Read(old.TrimStart('0')).Fault);
    }

    [Fact]
    public void One_wrong_digit_is_always_found_and_so_are_nearly_all_two_that_changed_places()
    {
        var (swapped, found) = (0, 0);
        foreach (var number in Numbers(new DateOnly(2099, 7, 7)).Take(200).Select(number => number.Reveal()))
            for (var at = 0; at < 12; at++)
            {
                for (var digit = '0'; digit <= '9'; digit++)
                    if (digit != number[at]) Assert.NotEqual(number, PersonalNumber.Read(number[..at] + digit + number[(at + 1)..]).Number?.Reveal());
                if (at == 11 || number[at] == number[at + 1]) continue;
                swapped++;
                if (PersonalNumber.Read(number[..at] + number[at + 1] + number[at] + number[(at + 2)..]).Number is null) found++;
            }
        Assert.InRange((double)found / swapped, 0.95, 1);
    }

    [Fact]
    public void A_foreigner_has_a_zero_for_the_century_and_no_day_of_birth()
    {
        var number = Enumerable.Range(0, 100).Select(last => PersonalNumber.Read($"9902280001{last:00}").Number).First(one => one is not null)!;
        Assert.Null(number.BornOn);
    }

    [Fact]
    public void It_shows_itself_masked_wherever_it_is_put()
    {
        var number = PersonalNumber.Parse("990101500016");

        Assert.Equal("••••••••0016", $"{number}");
        Assert.Equal("••••••••0016", string.Format(CultureInfo.InvariantCulture, "{0}", number));
        Assert.DoesNotContain("990101500016", JsonSerializer.Serialize(number));
        Assert.DoesNotContain("990101500016", JsonSerializer.Serialize(PersonalNumber.Read("990101500016")));
        Assert.DoesNotContain("990101", PersonalNumber.Read("990101500016").ToString());
        Assert.DoesNotContain("9901015000161", Assert.Throws<FormatException>(() => PersonalNumber.Parse("9901015000161")).Message);
        Assert.Equal(number, PersonalNumber.Parse("990101500016"));
        Assert.NotEqual(number, PersonalNumber.Parse("991231600429"));
    }

    [Property(MaxTest = 5000)]
    public bool Anything_typed_is_a_number_or_a_fault(string? typed)
    {
        var reading = PersonalNumber.Read(typed);
        return reading.Number is null != reading.Fault is null;
    }

    [Fact]
    public void What_is_sealed_opens_and_never_looks_the_same_twice()
    {
        var vault = new PersonalNumberVault(PersonalNumberKey.New("a"));
        foreach (var number in Numbers(new DateOnly(2099, 3, 4)).Take(500))
        {
            var (one, other) = (vault.Seal(number), vault.Seal(number));
            Assert.NotEqual(one, other);
            Assert.Equal((number, number), (vault.Open(one), vault.Open(other)));
            Assert.DoesNotContain(number.Reveal(), one + vault.LookUp(number), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_number_is_found_by_its_look_up_and_by_no_other()
    {
        var (vault, other) = (new PersonalNumberVault(PersonalNumberKey.New("a")), new PersonalNumberVault(PersonalNumberKey.New("a")));
        var numbers = Numbers(new DateOnly(2099, 3, 4)).Take(500).ToList();

        Assert.Equal(numbers.Count, numbers.Select(vault.LookUp).Distinct().Count());
        Assert.Equal(numbers.Select(vault.LookUp), numbers.Select(vault.LookUp));
        Assert.Empty(numbers.Select(vault.LookUp).Intersect(numbers.Select(other.LookUp)));
    }

    [Fact]
    public void A_later_key_takes_over_and_the_earlier_still_opens()
    {
        var (first, second) = (PersonalNumberKey.New("2026a"), PersonalNumberKey.New("2027a"));
        var number = PersonalNumber.Parse("990101500016");
        var old = new PersonalNumberVault(first);
        var turned = new PersonalNumberVault(second, PersonalNumberKey.Parse(first.ToFileText()));

        Assert.Equal(number, turned.Open(old.Seal(number)));
        Assert.Equal([new PersonalNumberVault(second).LookUp(number), old.LookUp(number)], turned.LookUps(number));
        Assert.False(turned.IsCurrent(old.Seal(number)));
        Assert.False(turned.IsCurrent(old.LookUp(number)));
        Assert.True(turned.IsCurrent(turned.Seal(number)));
        Assert.Throws<CryptographicException>(() => old.Open(turned.Seal(number)));
    }

    [Fact]
    public void Any_changed_letter_of_what_was_sealed_is_found()
    {
        var vault = new PersonalNumberVault(PersonalNumberKey.New("a"), PersonalNumberKey.New("b"));
        var kept = vault.Seal(PersonalNumber.Parse("990101500016"));
        for (var at = 0; at < kept.Length; at++)
            foreach (var letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=: ")
                if (kept[at] != letter) Assert.ThrowsAny<CryptographicException>(() => vault.Open(kept[..at] + letter + kept[(at + 1)..]));
        Assert.ThrowsAny<CryptographicException>(() => vault.Open(kept[..^4]));
        Assert.ThrowsAny<CryptographicException>(() => vault.Open(""));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("a:AAAA")]
    [InlineData(":AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    [InlineData("Ключ:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    [InlineData("a:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==")]
    public void A_broken_key_is_refused_and_not_repeated(string text)
    {
        var message = Assert.Throws<FormatException>(() => PersonalNumberKey.Parse(text)).Message;
        if (text.Length > 2) Assert.DoesNotContain(text, message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new PersonalNumberVault());
        Assert.Throws<ArgumentException>(() => new PersonalNumberVault(PersonalNumberKey.New("a"), PersonalNumberKey.New("a")));
    }

    /// <summary>Every sound number of one day.</summary>
    internal static IEnumerable<PersonalNumber> Numbers(DateOnly day)
    {
        var century = day.Year >= 2000 ? 5 : 3;
        for (var serial = 0; serial < 10_000; serial++)
            for (var check = 0; check < 10; check++)
                if (PersonalNumber.Read($"{day:yyMMdd}{century}{serial:0000}{check}").Number is { } number) yield return number;
    }
}
