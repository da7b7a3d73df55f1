using System.Text;

namespace Academy.Credentials.Tests;

public sealed class PrintedTextTests
{
    private const string Capitals = "АӘБВГҒДЕЁЖЗИЙКҚЛМНҢОӨПРСТУҰҮФХҺЦЧШЩЪЫІЬЭЮЯ";
    private const string Smalls = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя";

    [Fact]
    public void The_page_says_in_Kazakh_and_in_Russian_what_the_rules_ask_for()
    {
        var text = Sample.TextOf(Sample.Facts);

        Assert.Contains("СЕРТИФИКАТ", text);
        Assert.Contains("№ 2026 0000 0003", text);
        Assert.Contains("Іңкәрбекова Үміт Шыңғысқызы", text);
        Assert.Contains("Ақбұлақ ауылдық округінің әкімі", text);
        Assert.Contains("Мемлекеттік басқару академиясы", text);
        Assert.Contains("Академия государственного управления", text);
        Assert.Contains("2027 жылғы 2 наурыз бен 6 наурыз аралығында «Өтініштер, рәсімдер, ашықтық және деректер» " +
            "бағыты бойынша 8 академиялық сағат көлемінде біліктілігін арттырды", text);
        Assert.Contains("прошёл(а) повышение квалификации по направлению «Обращения, процедуры, открытость и данные» " +
            "в объёме 8 академических часов со 2 по 6 марта 2027 года", text);
        Assert.Contains("Б. Қ. Сәрсенбаев", text);
        Assert.Contains("Академия ректоры", text);
        Assert.Contains("Ректор академии", text);
        Assert.Contains("Қала: Өскемен", text);
        Assert.Contains("Город: Усть-Каменогорск", text);
        Assert.Contains("Берілген күні: 2027 жылғы 9 наурыз", text);
        Assert.Contains("Дата выдачи: 9 марта 2027 года", text);
        Assert.Contains("https://academy.example/v/202600000003/K7M4Q2", text);
    }

    [Fact]
    public void An_electronic_certificate_says_how_it_is_checked_and_has_no_place_for_a_stamp()
    {
        var text = Sample.TextOf(Sample.Facts);

        Assert.Contains("Түпнұсқалығы QR-код немесе мына мекенжай арқылы тексеріледі:", text);
        Assert.Contains("Подлинность проверяется по QR-коду или по адресу:", text);
        Assert.DoesNotContain("М.П.", text);
        Assert.DoesNotContain("М.О.", text);
    }

    // Each face prints its own part of the page, so each alphabet goes through all three.
    [Theory, InlineData(Capitals), InlineData(Smalls)]
    public void All_42_letters_come_out_of_every_face_as_they_went_in(string alphabet)
    {
        Assert.Equal(42, alphabet.Length);

        var text = Sample.TextOf(Sample.Facts with
        {
            HolderName = $"жирный {alphabet}",
            Position = $"курсив {alphabet}",
            CourseTitle = new($"прямой {alphabet}", "Бюджет"),
        });

        Assert.Contains($"жирный {alphabet}", text);
        Assert.Contains($"курсив {alphabet}", text);
        Assert.Contains($"прямой {alphabet}", text);
    }

    [Theory]
    [InlineData("Hüseynov Əli Şahin oğlu")]
    [InlineData("Yılmaz Gökçe İnci")]
    [InlineData("O’Коннор Анна-Мария")]
    [InlineData("Ғұмар <script>alert(1)</script>")]
    [InlineData("Ахметов )) (Tj) /JS %% \\( endobj")]
    public void A_name_of_any_kind_is_only_ever_text(string name)
    {
        var pdf = CertificatePdf.Render(Sample.Facts with { HolderName = name });

        using var document = UglyToad.PdfPig.PdfDocument.Open(pdf);
        Assert.Contains(name, document.GetPage(1).Text);
        Assert.DoesNotContain("/JS", Sample.StructureOf(pdf));
    }

    [Fact]
    public void A_decomposed_letter_is_put_together_before_it_is_printed()
    {
        var name = "Алёна Сайран Әлиқызы".Normalize(NormalizationForm.FormD);
        Assert.NotEqual("Алёна Сайран Әлиқызы", name);

        Assert.Contains("Алёна Сайран Әлиқызы", Sample.TextOf(Sample.Facts with { HolderName = name }));
    }

    [Fact]
    public void Spaces_pasted_from_a_spreadsheet_become_single_ones() =>
        Assert.Contains("Оспанова Гүлнар Сейітқызы",
            Sample.TextOf(Sample.Facts with { HolderName = "\tОспанова\u00A0\u00A0Гүлнар\r\nСейітқызы " }));

    [Theory]
    [InlineData("Мұхамбетқалиева-Сейітқұлова Гүлбаршын-Айгерім Құдайбергенқызы")]
    [InlineData("Константинопольская-Мұхамеджанқызы Александра-Гүлбаршын Нұрсұлтанбекқызы")]
    [InlineData("Щщщщщщщщщщщщщщщщщщщщщщщщщщщщщщщщщщщщщщщщщщщщщщщщщщщщщщщщщщщщщщщщщщщщщщщщщщ")]
    public void A_long_name_stays_whole_and_inside_the_frame(string name)
    {
        using var document = UglyToad.PdfPig.PdfDocument.Open(CertificatePdf.Render(Sample.Facts with { HolderName = name }));
        var page = document.GetPage(1);

        Assert.Contains(name, page.Text);
        Assert.All(page.Letters, letter => Assert.InRange(letter.BoundingBox.Left, 60, 842 - 60));
        Assert.All(page.Letters, letter => Assert.InRange(letter.BoundingBox.Right, 60, 842 - 60));
    }

    [Fact]
    public void A_long_course_shrinks_until_it_ends_above_the_signature()
    {
        var title = string.Join(' ', Enumerable.Repeat("Жергілікті өзін-өзі басқару және ауылдық округ бюджеті", 6));
        using var document = UglyToad.PdfPig.PdfDocument.Open(CertificatePdf.Render(
            Sample.Facts with { CourseTitle = new(title, title) }));
        var page = document.GetPage(1);

        Assert.Equal(2, page.Text.Split($"«{title}»").Length - 1);
        // The signature's first line stands at 154, counted from below as PDF does.
        var lines = page.Letters.Select(letter => letter.StartBaseLine.Y).Where(y => y > 155).Distinct().Order().ToArray();
        Assert.True(lines[0] > 170, $"The course ends at {lines[0]}, in the signature.");
        Assert.All(lines.Zip(lines.Skip(1)), pair => Assert.True(pair.Second - pair.First > 7, $"Lines at {pair} collide."));
    }

    [Fact]
    public void What_cannot_fit_on_the_page_is_refused()
    {
        var title = string.Join(' ', Enumerable.Repeat("бюджет", 600));

        Assert.Throws<ArgumentException>(() => CertificatePdf.Render(Sample.Facts with { CourseTitle = new(title, title) }));
    }

    [Fact]
    public void A_specimen_says_so_across_the_page_and_a_real_one_does_not()
    {
        Assert.Contains("ҮЛГІ · ОБРАЗЕЦ", Sample.TextOf(Sample.Facts with { Specimen = true }));
        Assert.DoesNotContain("ОБРАЗЕЦ", Sample.TextOf(Sample.Facts));
    }

    [Fact]
    public void A_city_named_alike_in_both_languages_is_printed_once() =>
        Assert.Contains("Қала · Город: Астана", Sample.TextOf(Sample.Facts with { City = new("Астана", "Астана") }));

    [Fact]
    public void Whoever_has_no_position_gets_a_certificate_too() =>
        Assert.Contains("2027 жылғы 2 наурыз бен 6 наурыз", Sample.TextOf(Sample.Facts with { Position = "" }));
}
