using System.Globalization;

namespace Academy.Credentials.Tests;

/// <summary>The days and hours, in sentences a Kazakh and a Russian teacher would both leave alone.</summary>
public sealed class PeriodTests
{
    [Theory]
    [InlineData("2027-03-02", "2027-03-02", "2027 жылғы 2 наурызда «", "часов 2 марта 2027 года")]
    [InlineData("2027-03-02", "2027-03-06", "2027 жылғы 2 наурыз бен 6 наурыз аралығында «", "часов со 2 по 6 марта 2027 года")]
    [InlineData("2027-03-22", "2027-04-02", "2027 жылғы 22 наурыз бен 2 сәуір аралығында «", "часов с 22 марта по 2 апреля 2027 года")]
    [InlineData("2026-12-30", "2027-01-05", "2026 жылғы 30 желтоқсан мен 2027 жылғы 5 қаңтар аралығында «", "часов с 30 декабря 2026 года по 5 января 2027 года")]
    public void A_period_reads_right_within_a_day_a_month_a_year_and_across(string from, string to, string kk, string ru)
    {
        var text = Sample.TextOf(Sample.Facts with { From = Day(from), To = Day(to) });

        Assert.Contains(kk, text);
        Assert.Contains(ru, text);
    }

    [Theory]
    [InlineData(1, "1 қаңтар мен 3 қаңтар аралығында", "1 қаңтарда «", "с 1 по 3 января")]
    [InlineData(2, "1 ақпан мен 3 ақпан аралығында", "1 ақпанда «", "с 1 по 3 февраля")]
    [InlineData(3, "1 наурыз бен 3 наурыз аралығында", "1 наурызда «", "с 1 по 3 марта")]
    [InlineData(4, "1 сәуір мен 3 сәуір аралығында", "1 сәуірде «", "с 1 по 3 апреля")]
    [InlineData(5, "1 мамыр мен 3 мамыр аралығында", "1 мамырда «", "с 1 по 3 мая")]
    [InlineData(6, "1 маусым мен 3 маусым аралығында", "1 маусымда «", "с 1 по 3 июня")]
    [InlineData(7, "1 шілде мен 3 шілде аралығында", "1 шілдеде «", "с 1 по 3 июля")]
    [InlineData(8, "1 тамыз бен 3 тамыз аралығында", "1 тамызда «", "с 1 по 3 августа")]
    [InlineData(9, "1 қыркүйек пен 3 қыркүйек аралығында", "1 қыркүйекте «", "с 1 по 3 сентября")]
    [InlineData(10, "1 қазан мен 3 қазан аралығында", "1 қазанда «", "с 1 по 3 октября")]
    [InlineData(11, "1 қараша мен 3 қараша аралығында", "1 қарашада «", "с 1 по 3 ноября")]
    [InlineData(12, "1 желтоқсан мен 3 желтоқсан аралығында", "1 желтоқсанда «", "с 1 по 3 декабря")]
    public void Every_month_takes_its_own_ending(int month, string between, string on, string ru)
    {
        var first = new DateOnly(2027, month, 1);

        var period = Sample.TextOf(Sample.Facts with { From = first, To = first.AddDays(2) });
        Assert.Contains($"2027 жылғы {between}", period);
        Assert.Contains(ru, period);
        Assert.Contains($"2027 жылғы {on}", Sample.TextOf(Sample.Facts with { From = first, To = first }));
    }

    [Theory]
    [InlineData(1, "1 академического часа ")]
    [InlineData(2, "2 академических часов ")]
    [InlineData(8, "8 академических часов ")]
    [InlineData(11, "11 академических часов ")]
    [InlineData(21, "21 академического часа ")]
    [InlineData(72, "72 академических часов ")]
    [InlineData(111, "111 академических часов ")]
    [InlineData(121, "121 академического часа ")]
    public void Hours_agree_with_their_number(int hours, string ru)
    {
        var text = Sample.TextOf(Sample.Facts with { Hours = hours });

        Assert.Contains($"в объёме {ru}", text);
        Assert.Contains($"{hours} академиялық сағат көлемінде", text);
    }

    [Fact]
    public void A_period_that_ends_before_it_begins_is_refused() =>
        Assert.Throws<ArgumentException>(() => CertificatePdf.Render(Sample.Facts with { To = Sample.Facts.From.AddDays(-1) }));

    private static DateOnly Day(string iso) => DateOnly.ParseExact(iso, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
