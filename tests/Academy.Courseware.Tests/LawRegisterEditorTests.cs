using System.Text;
using Xunit;

namespace Academy.Courseware.Tests;

/// <summary>A form over one act of law.yml: it changes what was changed, and every other byte stays as its author wrote it.</summary>
public sealed class LawRegisterEditorTests
{
    private const string Register = """
        # Kept by the lawyers.
        format: 1
        acts:
          code:      # the budget's
            title: { kk: "Бюджет кодексі", ru: 'Бюджетный кодекс' }
            kind: { kk: Кодекс, ru: Кодекс }   # one word in both
            number: "171-VIII"
            adopted: 2025-03-15      # in force since 2026
            short: { kk: "Бюджет кодексі", ru: "Бюджетный кодекс", en: "Budget Code" }
          # What follows is older.
          old: { title: { kk: А, ru: Б }, kind: { kk: Заң, ru: Закон }, short: { kk: А, ru: Б }, repealed: 2026-07-01, replaced_by: code }

        """;

    [Fact]
    public void A_changed_date_and_a_new_one_stand_in_their_lines_and_comments_stay()
    {
        var entry = EntryOf("code") with { Adopted = "2025-03-16", Amended = "2026-07-14", Address = "https://adilet.zan.kz/rus/docs/K2500000171" };

        var written = Write(Register, "code", entry);

        Assert.Equal(Register
            .Replace("adopted: 2025-03-15      #", "adopted: 2025-03-16      #", StringComparison.Ordinal)
            .Replace("since 2026\n", "since 2026\n    amended: 2026-07-14\n    url: \"https://adilet.zan.kz/rus/docs/K2500000171\"\n", StringComparison.Ordinal), written);
    }

    [Fact]
    public void A_word_keeps_its_quotes_a_new_language_joins_the_others_and_an_emptied_field_goes_with_its_line()
    {
        var entry = EntryOf("code") with { TitleRu = "Кодекс «О бюджете»: новый", KindKk = "Кодекс 2", TitleEn = "Budget \"Code\"", Number = "" };

        var written = Write(Register, "code", entry);

        Assert.Contains("""title: { kk: "Бюджет кодексі", ru: "Кодекс «О бюджете»: новый", en: "Budget \"Code\"" }""", written);
        Assert.Contains("kind: { kk: Кодекс 2, ru: Кодекс }   # one word in both", written);
        Assert.DoesNotContain("number:", written);
        Assert.Contains("# What follows is older.", written);
    }

    [Fact]
    public void An_act_written_in_one_line_is_changed_in_its_line()
    {
        var written = Write(Register, "old", EntryOf("old") with { Repealed = "2026-07-02", ReplacedBy = "", Number = "1" });

        Assert.Equal(Register
            .Replace("ru: Закон }, short", "ru: Закон }, number: \"1\", short", StringComparison.Ordinal)
            .Replace("repealed: 2026-07-01, replaced_by: code }", "repealed: 2026-07-02 }", StringComparison.Ordinal), written);
    }

    [Fact]
    public void A_new_act_comes_last_in_the_registers_own_form()
    {
        var entry = new ActEntry { TitleKk = "Жер кодексі", TitleRu = "Земельный кодекс", KindKk = "Кодекс", KindRu = "Кодекс", ShortKk = "Жер кодексі", ShortRu = "Земельный кодекс", Adopted = "2003-06-20" };

        Assert.Equal(Register + """
              land-code:
                title: { kk: "Жер кодексі", ru: "Земельный кодекс" }
                kind: { kk: "Кодекс", ru: "Кодекс" }
                adopted: 2003-06-20
                short: { kk: "Жер кодексі", ru: "Земельный кодекс" }

            """.Replace("\r", "", StringComparison.Ordinal), Write(Register, "land-code", entry));
        Assert.StartsWith("format: 1\nacts:\n  land-code:\n    title:", Write(Encoding.UTF8.GetString(LawRegisterEditor.Empty.Span), "land-code", entry));
    }

    [Theory]
    [InlineData("format: 1\nacts:\n  - code\n")]
    [InlineData("format: 1\nacts: [")]
    [InlineData("format: 1\nacts:\n  code: &a { title: { kk: А, ru: Б }, kind: { kk: А, ru: Б }, short: { kk: А, ru: Б } }\n  land-code: *a\n")]
    [InlineData("")]
    public void What_is_written_otherwise_is_left_to_its_text(string register) =>
        Assert.Null(LawRegisterEditor.Write(Encoding.UTF8.GetBytes(register), "land-code", new ActEntry { TitleKk = "Х", TitleRu = "Х", KindKk = "Х", KindRu = "Х", ShortKk = "Х", ShortRu = "Х" }));

    [Fact]
    public void Whatever_is_changed_every_line_that_says_nothing_of_it_keeps_its_bytes()
    {
        var random = new Random(11);
        using var stored = new MemoryStream();
        typeof(LawRegisterEditorTests).Assembly.GetManifestResourceStream("content/law.yml")!.CopyTo(stored);
        var real = stored.ToArray();
        foreach (var mark in (byte[][])[[], [0xEF, 0xBB, 0xBF]])
            foreach (var end in (string[])["\n", "\r\n"])
                for (var round = 0; round < 60; round++)
                {
                    byte[] bytes = [.. mark, .. Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(real).Replace("\n", end, StringComparison.Ordinal))];
                    var acts = ActsOf(bytes);
                    var id = acts.Keys.Order(StringComparer.Ordinal).ElementAt(random.Next(acts.Count));
                    var entry = Shaken(ActEntry.Of(acts[id]), random);

                    var written = LawRegisterEditor.Write(bytes, id, entry);

                    Assert.True(written is not null, $"{round} {id} {entry}");
                    Assert.Equal(entry, ActEntry.Of(ActsOf(written)[id]));
                    Assert.True(written.AsSpan().StartsWith(mark));
                    // Lines outside the act, with their ends, are those that were there, in their order.
                    Assert.Equal(Outside(bytes, id), Outside(written, id));
                    // Untouched lines of the act too: what is written back to what it was gives the file again.
                    Assert.Equal(bytes, LawRegisterEditor.Write(bytes, id, ActEntry.Of(acts[id])));
                }
    }

    private static ActEntry Shaken(ActEntry entry, Random random)
    {
        string[] words = ["Закон № 5", "a: b # c", "\"q\" \\ 'x'", "{}", "қазақ", "- x", "*a", "№ 148 Заң", "яғни, [1]"];
        string Word() => words[random.Next(words.Length)];
        return (random.Next(5) switch
        {
            0 => entry with { TitleRu = Word(), ShortKk = Word() },
            1 => entry with { Amended = "2026-11-20", Number = random.Next(2) == 0 ? "" : Word() },
            2 => entry with { Repealed = "2026-12-01", ReplacedBy = "constitution", TitleEn = random.Next(2) == 0 ? "" : Word() },
            3 => entry with { Amended = "", Repealed = "", ReplacedBy = "", Address = "https://adilet.zan.kz/rus/docs/X" },
            _ => entry with { KindKk = Word(), KindRu = Word(), KindEn = Word(), Adopted = "1990-01-02" },
        }).Tidy();
    }

    private static string Outside(byte[] register, string id)
    {
        var text = Encoding.UTF8.GetString(register);
        var from = text.IndexOf($"\n  {id}:", StringComparison.Ordinal);
        var to = System.Text.RegularExpressions.Regex.Match(text[(from + 4)..], @"\n  \S") is { Success: true } next ? from + 4 + next.Index : text.Length;
        return text[..from] + "|" + text[to..];
    }

    private static ActEntry EntryOf(string id) => ActEntry.Of(ActsOf(Encoding.UTF8.GetBytes(Register))[id]);

    private static string Write(string register, string id, ActEntry entry) =>
        Encoding.UTF8.GetString(LawRegisterEditor.Write(Encoding.UTF8.GetBytes(register), id, entry) ?? throw new InvalidOperationException("It was not written."));

    private static IReadOnlyDictionary<string, Act> ActsOf(byte[] register) =>
        LibraryReader.Read(new CourseSource([KeyValuePair.Create<string, ReadOnlyMemory<byte>>(LibraryReader.LawFile, register)])).Library.Acts;
}
