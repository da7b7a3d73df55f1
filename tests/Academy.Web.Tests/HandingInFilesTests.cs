using System.IO.Compression;
using System.Net;
using System.Text;
using Academy.Learning;
using Academy.Storage;
using Microsoft.EntityFrameworkCore;

namespace Academy.Web.Tests;

/// <summary>Files of a task: what is taken, what is refused and why, and who gets them back.</summary>
public sealed class HandingInFilesTests
{
    private const string Course = "practice";
    private const string Plan = "/learn/practice/work/plan";

    [Theory, OnEachDatabase]
    public async Task Each_kind_is_taken_and_comes_back_as_it_was_to_be_saved(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var learner = await academy.EnrolledLearnerAsync(Course);
        (string Name, byte[] Bytes, string Type)[] files =
        [
            ("план.pdf", Pdf(), "application/pdf"),
            ("План ремонта.docx", Docx(), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
            ("без сжатия.docx", Docx(CompressionLevel.NoCompression), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
            ("смета.XLSX", Xlsx(), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
            ("улица.jpg", Jpeg(), "image/jpeg"),
            ("карта.png", Png(), "image/png"),
        ];
        foreach (var file in files)
        {
            await UploadAsync(learner, file.Name, file.Bytes);
            Assert.True(learner.Status == HttpStatusCode.OK, $"{file.Name}: {learner.Status} {learner.Text}");
            Assert.Contains(file.Name, learner.Text);
        }
        var page = learner.Page;

        foreach (var (name, bytes, type) in files)
        {
            var address = page.QuerySelectorAll("a[href^='/files/']").First(link => link.TextContent == name).GetAttribute("href")!;
            await learner.OpenAsync("~" + address);
            Assert.Equal(bytes, learner.Bytes);
            Assert.Equal(type, learner.Response.Content.Headers.ContentType!.MediaType);
            Assert.Equal(("attachment", name), (learner.Response.Content.Headers.ContentDisposition!.DispositionType, learner.Response.Content.Headers.ContentDisposition.FileNameStar));
            Assert.Equal("nosniff", Assert.Single(learner.Response.Headers.GetValues("X-Content-Type-Options")));
            Assert.Contains("sandbox", Assert.Single(learner.Response.Headers.GetValues("Content-Security-Policy")));
        }
    }

    [Theory, OnEachDatabase]
    public async Task Whatever_is_not_what_it_should_be_is_refused_in_words_and_the_text_stays(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var learner = await academy.EnrolledLearnerAsync(Course);
        byte[] exe = [.. "MZ"u8, .. new byte[200]];
        var html = "<!doctype html><script>alert(1)</script>"u8.ToArray();
        (string Name, byte[] Bytes, int Status, string Says)[] forged =
        [
            ("план.exe", exe, 400, "Такие файлы не принимаются"),
            ("план.pdf", exe, 400, "не то, что говорит его имя"),
            ("план.docx", exe, 400, "не то, что говорит его имя"),
            ("план.jpg", exe, 400, "не то, что говорит его имя"),
            ("план.png", html, 400, "не то, что говорит его имя"),
            ("план.pdf", html, 400, "не то, что говорит его имя"),
            ("план.html", html, 400, "Такие файлы не принимаются"),
            ("план.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>"u8.ToArray(), 400, "Такие файлы не принимаются"),
            ("план.png", Jpeg(), 400, "не то, что говорит его имя"),
            ("план.docx", Xlsx(), 400, "не то, что говорит его имя"),
            ("план.xlsx", Docx(), 400, "не то, что говорит его имя"),
            ("план.zip", Docx(), 400, "Такие файлы не принимаются"),
            ("план.docm", Docx(), 400, "Такие файлы не принимаются"),
            ("план.docx", Docx(("word/vbaProject.bin", "x")), 400, "макросы"),
            ("план.docx", Docx(contentTypes: "<Types><Override ContentType=\"application/vnd.ms-word.document.macroEnabled.main+xml\"/></Types>"), 400, "макросы"),
            ("смета.xlsx", Xlsx(("xl/macrosheets/sheet1.xml", "x")), 400, "макросы"),
            ("план.docx", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[100], .. Encoding.Unicode.GetBytes("EncryptedPackage")], 400, "закрыт паролем"),
            ("план.docx", Docx()[..^30], 400, "повреждён"),
            ("план.docx", Damaged(Docx()), 400, "повреждён"),
            ("план.docx", Damaged(Docx(CompressionLevel.NoCompression)), 400, "повреждён"),
            ("план.docx", Docx(("../../evil.xml", "x")), 400, "повреждён"),
            ("план.docx", Bomb(), 413, "Можно до 100"),
            ("план.pdf", Encoding.ASCII.GetBytes("%PDF-1.7\n1 0 obj<</Encrypt 2 0 R>>endobj\n%%EOF"), 400, "закрыт паролем"),
            ("план.pdf", Encoding.ASCII.GetBytes("%PDF-1.7\n1 0 obj<</OpenAction<</S/J#61vaScript>>>>endobj\n%%EOF"), 400, "сценарии"),
            ("план.pdf", Encoding.ASCII.GetBytes("%PDF-1.7 оборван"), 400, "повреждён"),
            ("фото.jpg", Jpeg()[..6], 400, "повреждён"),
            ("план.pdf", [], 400, "Файл пустой"),
            ("план.pdf", [.. Pdf(), .. new byte[21 * 1024 * 1024]], 413, "Можно до 20"),
            ("план", Pdf(), 400, "Такие файлы не принимаются"),
            ("план.pdf\u202Egnp.exe", Pdf(), 400, "Такие файлы не принимаются"),
        ];

        for (var number = 0; number < forged.Length; number++)
        {
            var (name, bytes, status, says) = forged[number];
            await learner.OpenAsync(Plan);
            await UploadAsync(learner, name, bytes, $"текст {number}");
            Assert.True((int)learner.Status == status && learner.Text.Contains(says, StringComparison.Ordinal), $"{number} {name}: {learner.Status} {learner.Text}");
            Assert.Equal($"текст {number}", (await academy.QueryAsync(db => db.Set<WorkDraft>().SingleAsync())).Body);
        }
        Assert.Equal(0, await academy.QueryAsync(db => db.StoredFiles.CountAsync()));
        Assert.Equal(0, await academy.QueryAsync(db => db.Set<StoredFileContent>().CountAsync()));
    }

    [Theory, OnEachDatabase]
    public async Task A_name_that_leads_elsewhere_or_breaks_lines_is_only_a_name(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var learner = await academy.EnrolledLearnerAsync(Course);
        (string Sent, string Kept)[] names =
        [
            ("../../../etc/passwd.pdf", "passwd.pdf"),
            ("..\\..\\windows\\план.pdf", "план.pdf"),
            ("<img src=x onerror=alert(1)>.pdf", "_img src=x onerror=alert(1)_.pdf"),
            ("план\u202Efdp.pdf", "планfdp.pdf"),
            ("a%0d%0aSet-Cookie: x=1.pdf", "a%0d%0aSet-Cookie_ x=1.pdf"),
        ];
        foreach (var (sent, kept) in names)
        {
            await UploadAsync(learner, sent, Pdf());
            Assert.Equal(HttpStatusCode.OK, learner.Status);
            Assert.Contains(kept, learner.Page.QuerySelectorAll("a[href^='/files/']").Select(link => link.TextContent));
            Assert.Null(learner.Page.QuerySelector("main img"));
        }
        foreach (var address in learner.Page.QuerySelectorAll("a[href^='/files/']").Select(link => link.GetAttribute("href")!).ToList())
            Assert.Equal(HttpStatusCode.OK, (await learner.OpenAsync("~" + address)).Status);
    }

    [Theory, OnEachDatabase]
    public async Task A_draft_file_is_its_owners_alone_and_one_handed_in_also_the_markers_and_staffs(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var learner = await academy.EnrolledLearnerAsync(Course);
        await UploadAsync(learner, "план.pdf", Pdf());
        var address = "~" + learner.Page.QuerySelector("a[href^='/files/']")!.GetAttribute("href");
        var (other, marker, staff) = (await academy.EnrolledLearnerAsync(Course), await academy.InstructorAsync(), await academy.StaffAsync());

        foreach (var person in (Browser[])[other, marker, staff]) Assert.Equal(HttpStatusCode.NotFound, (await person.OpenAsync(address)).Status);
        Assert.Contains("/account/sign-in", (await academy.Stranger().OpenAsync(address)).Path);

        await learner.PressAsync("submit");
        Assert.Equal(HttpStatusCode.NotFound, (await other.OpenAsync(address)).Status);
        foreach (var person in (Browser[])[learner, marker, staff]) Assert.Equal(Pdf(), (await person.OpenAsync(address)).Bytes);
    }

    [Theory, OnEachDatabase]
    public async Task A_file_taken_from_a_draft_is_gone_and_one_handed_in_stays_with_its_version(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var learner = await academy.EnrolledLearnerAsync(Course);
        await UploadAsync(learner, "лишний.pdf", Pdf());
        await learner.PressAsync("Убрать");
        Assert.DoesNotContain("лишний.pdf", learner.Text);
        Assert.Equal(0, await academy.QueryAsync(db => db.Set<StoredFileContent>().CountAsync()));

        await UploadAsync(learner, "план.pdf", Pdf());
        await learner.PressAsync("submit");
        var marker = await academy.InstructorAsync();
        await marker.OpenAsync("/studio/marking");
        await marker.PressAsync("Взять на проверку");
        await marker.PressAsync("return", ("Comment", "Другой план"));
        await learner.OpenAsync(Plan);
        await learner.PressAsync("Убрать");

        Assert.Contains("план.pdf", learner.Text);
        Assert.Null(learner.Page.QuerySelector("#work a[href^='/files/']"));
        Assert.Equal(1, await academy.QueryAsync(db => db.Set<StoredFileContent>().CountAsync()));
    }

    [Theory, OnEachDatabase]
    public async Task Ten_files_are_enough(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var learner = await academy.EnrolledLearnerAsync(Course);
        await learner.OpenAsync(Plan);
        var page = learner.SamePerson();
        await page.OpenAsync(Plan);
        for (var number = 0; number < 10; number++) await UploadAsync(learner, $"план{number}.pdf", Pdf());
        Assert.Null(learner.Page.QuerySelector("#Upload"));

        await page.UploadAsync("save", "Upload", "одиннадцатый.pdf", Pdf());

        Assert.Equal(HttpStatusCode.Conflict, page.Status);
        Assert.Contains("Файлов уже 10", page.Text);
        Assert.Equal(10, await academy.QueryAsync(db => db.StoredFiles.CountAsync()));
    }

    [Theory, OnEachDatabase]
    public async Task A_list_of_works_never_reads_the_bytes_of_files(DatabaseProvider provider)
    {
        await using var academy = await AcademyApp.StartAsync(provider);
        var learner = await academy.EnrolledLearnerAsync(Course);
        await UploadAsync(learner, "план.pdf", Pdf());

        var file = await academy.QueryAsync(db => db.StoredFiles.SingleAsync());

        Assert.Null(file.Content);
        Assert.Equal(Pdf().Length, file.Size);
    }

    private static async Task UploadAsync(Browser learner, string name, byte[] bytes, string? text = null)
    {
        if (learner.Page?.QuerySelector("#Upload") is null || text is not null) await learner.OpenAsync(Plan);
        if (text is not null) learner.Page!.QuerySelector("#Body")!.TextContent = text;
        await learner.UploadAsync("save", "Upload", name, bytes);
    }

    private static byte[] Pdf() => Encoding.ASCII.GetBytes("%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n");

    private static byte[] Docx(params (string Name, string Text)[] more) => Docx("<Types/>", more);

    private static byte[] Docx(string contentTypes, params (string Name, string Text)[] more) => Zip([.. PartsOfDocx(contentTypes), .. more]);

    private static byte[] Docx(CompressionLevel level) => Zip(PartsOfDocx("<Types/>"), level);

    private static (string Name, string Text)[] PartsOfDocx(string contentTypes) =>
        [("[Content_Types].xml", contentTypes), ("_rels/.rels", "<Relationships/>"), ("word/document.xml", "<document>план</document>")];

    private static byte[] Xlsx(params (string Name, string Text)[] more) =>
        Zip([("[Content_Types].xml", "<Types/>"), ("_rels/.rels", "<Relationships/>"), ("xl/workbook.xml", "<workbook/>"), .. more]);

    private static byte[] Bomb() => Zip([("[Content_Types].xml", "<Types/>"), ("_rels/.rels", "<Relationships/>"), ("word/document.xml", new string('0', 101 * 1024 * 1024))]);

    private static byte[] Zip(IEnumerable<(string Name, string Text)> parts, CompressionLevel level = CompressionLevel.Optimal)
    {
        var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, text) in parts)
            {
                using var part = zip.CreateEntry(name, level).Open();
                part.Write(Encoding.UTF8.GetBytes(text));
            }
        return bytes.ToArray();
    }

    // One byte inside a part, which its checksum tells.
    private static byte[] Damaged(byte[] zip)
    {
        var at = zip.AsSpan().IndexOf("word/document.xml"u8) + "word/document.xml".Length + 4;
        zip[at] ^= 0x55;
        return zip;
    }

    private static byte[] Png() =>
        [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, 0, 0, 0, 13, .. "IHDR"u8, 0, 0, 0, 2, 0, 0, 0, 2, 8, 2, 0, 0, 0, 0, 0, 0, 0];

    private static byte[] Jpeg() => [0xFF, 0xD8, 0xFF, 0xC0, 0, 17, 8, 0, 2, 0, 2, 3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0, 0xFF, 0xD9];
}
