namespace Academy.Credentials.Tests;

public sealed class MissingLetterTests
{
    [Fact]
    public void A_letter_the_fonts_lack_is_refused_by_name_and_field()
    {
        var refusal = Assert.Throws<LetterMissingException>(() =>
            CertificatePdf.Render(Sample.Facts with { HolderName = "李 Анна" }));

        Assert.Equal("李 (U+674E)", refusal.Letter);
        Assert.Equal("HolderName", refusal.Field);
        Assert.Contains("李", refusal.Message);
    }

    [Fact]
    public void The_preview_refuses_what_the_certificate_refuses() =>
        Assert.Throws<LetterMissingException>(() =>
            CertificatePdf.Preview(Sample.Facts with { CourseTitle = new("Бюджет", "Бюджет 😀") }));

    [Fact]
    public void The_field_is_named_down_to_its_language()
    {
        var refusal = Assert.Throws<LetterMissingException>(() =>
            CertificatePdf.Render(Sample.Facts with { City = new("Астана", "Астана☆") }));

        Assert.Equal("City.Ru", refusal.Field);
    }

    // They have no shape to print, and would turn a name round wherever it is copied to.
    [Theory]
    [InlineData("Ахметов\u202Eвонаши", "U+202E")]
    [InlineData("Ахметов\u200FИ", "U+200F")]
    [InlineData("Ахметов\u2066И\u2069", "U+2066")]
    [InlineData("Ахметов\u200BИ", "U+200B")]
    [InlineData("Ахметов\0И", "U+0000")]
    public void A_sign_that_steers_and_prints_nothing_is_refused_by_its_code(string name, string letter)
    {
        Assert.Contains(letter, CertificatePdf.LettersMissing(name));
        var refusal = Assert.Throws<LetterMissingException>(() => CertificatePdf.Render(Sample.Facts with { HolderName = name }));
        Assert.Equal(letter, refusal.Letter);
    }

    [Fact]
    public void Half_a_letter_is_refused_and_does_not_break_the_check() =>
        Assert.Equal(["U+D83D"], CertificatePdf.LettersMissing("Анна \uD83D"));

    [Fact]
    public void Each_missing_letter_is_listed_once_in_order() =>
        Assert.Equal(["漢 (U+6F22)", "字 (U+5B57)"], CertificatePdf.LettersMissing("漢字漢 Анна"));

    [Theory]
    [InlineData("АӘБВГҒДЕЁЖЗИЙКҚЛМНҢОӨПРСТУҰҮФХҺЦЧШЩЪЫІЬЭЮЯ аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя")]
    [InlineData("Əə Üü Öö Ğğ Şş Çç İı ABC abc 0123456789 № « » — – ₸ \u00A0 „“ ’ ' - . , ; : ! ? ( ) / \\ < > & @")]
    public void What_names_and_courses_are_made_of_is_all_there(string text) =>
        Assert.Empty(CertificatePdf.LettersMissing(text));

    [Theory]
    [InlineData("20260000001")]
    [InlineData("2026000000011")]
    [InlineData("20260000000a")]
    [InlineData("٢٠٢٦٠٠٠٠٠٠٠١")]
    public void A_number_that_is_not_twelve_digits_is_refused(string number) =>
        Assert.Throws<ArgumentException>(() => CertificatePdf.Render(Sample.Facts with { Number = number }));

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("/v/1/2")]
    [InlineData("file:///etc/passwd")]
    public void An_address_that_is_no_web_address_never_becomes_a_link(string address) =>
        Assert.Throws<ArgumentException>(() => CertificatePdf.Render(Sample.Facts with { VerificationUrl = address }));

    [Fact]
    public void An_empty_name_is_refused() =>
        Assert.Throws<ArgumentException>(() => CertificatePdf.Render(Sample.Facts with { HolderName = " \u00A0" }));
}
