using Academy.Courseware;
using Academy.Learning.Drafts;
using Xunit;

namespace Academy.Learning.Tests;

/// <summary>A text beside its translation: what belongs together stands together, and what nobody touched stays as it is.</summary>
public sealed class SideBySideTests
{
    private const string Kazakh = "# Әкім\n\nБірінші.\n\n## Өкілеттік\n\nӘкім есеп береді.\n\n::: note\nЕскерту.\n:::\n\nСоңы.\n";
    private const string Russian = "# Аким\n\nПервый.\n\n## Полномочия\n\nАким отвечает.\n\nЕщё абзац.\n\n::: note\nПримечание.\n:::\n\nКонец.\n";

    [Fact]
    public void Blocks_of_one_kind_stand_beside_each_other_and_what_one_lacks_leaves_the_rest_in_place()
    {
        var rows = SideBySide.Of(Russian, Kazakh, FileKind.Lesson).Rows;

        Assert.Contains(rows, row => row is { Left: null } or { Right: null });
        Assert.Equal(1, rows.Count(row => row.Left is null || row.Right is null));
        Assert.Equal("::: note\nЕскерту.\n:::", rows.Single(row => row.Left?.Kind == TextBlockKind.Container).Right!.Content);
        Assert.Equal("Соңы.", rows.Single(row => row.Left?.Content == "Конец.").Right!.Content);
        Assert.Equal("## Өкілеттік", rows.Single(row => row.Left?.Content == "## Полномочия").Right!.Content);
    }

    [Fact]
    public void Questions_go_by_their_ids_in_whatever_order()
    {
        var rows = SideBySide.Of(
            "# Т\n\n## Раз? {#one}\n\n= 1\n\n## Два? {#two}\n\n= 2\n\n## Лишний? {#extra}\n\n= 3\n",
            "# Т\n\nКіріспе.\n\n## Екі? {#two}\n\n= 2\n\n## Тек? {#only}\n\n= 4\n\n## Бір? {#one}\n\n= 1\n", FileKind.Quiz).Rows;

        Assert.Equal(
            ["1 1", "- ", "- only", "one one", "two two", "extra -"],
            rows.Select(row => $"{row.Left?.Name ?? "-"} {row.Right?.Name ?? "-"}"));
    }

    [Fact]
    public void What_is_typed_in_a_row_changes_that_row_only()
    {
        var texts = SideBySide.Of(Russian, Kazakh, FileKind.Lesson);
        var row = texts.Rows.Index().Single(one => one.Item.Left?.Content == "Аким отвечает.").Index;

        Assert.Equal(Russian.Replace("Аким отвечает.", "Аким отчитывается.\n\nИ ещё.", StringComparison.Ordinal), texts.LeftWith(new Dictionary<int, string> { [row] = "Аким отчитывается.\r\n\r\nИ ещё.\r\n" }));
        Assert.Equal(Russian.Replace("Аким отвечает.\n\n", "", StringComparison.Ordinal), texts.LeftWith(new Dictionary<int, string> { [row] = "  " }));
    }

    [Fact]
    public void What_is_typed_where_nothing_stood_is_put_between_its_neighbours()
    {
        var texts = SideBySide.Of(Russian, Kazakh, FileKind.Lesson);
        var row = texts.Rows.Index().Single(one => one.Item.Right is null).Index;

        var written = texts.RightWith(new Dictionary<int, string> { [row] = "Тағы бір." });

        // Which of two paragraphs has no twin cannot be known; the translation has one where the original has it.
        Assert.Contains("\n\nТағы бір.\n\n", written, StringComparison.Ordinal);
        Assert.Equal(Kazakh, written.Replace("Тағы бір.\n\n", "", StringComparison.Ordinal));
        Assert.All(SideBySide.Of(Russian, written, FileKind.Lesson).Rows, one => Assert.True(one is { Left: not null, Right: not null }));
    }

    [Fact]
    public void A_new_translation_is_written_row_by_row()
    {
        var texts = SideBySide.Of(Russian, "", FileKind.Lesson);
        Assert.All(texts.Rows, row => Assert.Null(row.Right));

        Assert.Equal(Russian, texts.RightWith(texts.Rows.Index().ToDictionary(row => row.Index, row => row.Item.Left!.Content)));
        Assert.Equal("", texts.RightWith(texts.Rows.Index().ToDictionary(row => row.Index, _ => "")));
        Assert.Equal("# Әкім\n", texts.RightWith(new Dictionary<int, string> { [0] = "# Әкім" }));
    }

    [Fact]
    public void Any_two_texts_come_back_as_they_were_when_nothing_is_typed_or_the_same_is()
    {
        var random = new Random(9);
        string[] pieces = ["# A", "## B {#b}", "## C {#c}", "text", "- one", "| a | b |", "| --- | --- |", "::: check", ":::", "> q", "", "", "", "= 5", "  ", "\t"];
        for (var round = 0; round < 2000; round++)
        {
            var (left, right) = (Any(), Any());
            foreach (var kind in (FileKind[])[FileKind.Lesson, FileKind.Quiz])
            {
                var texts = SideBySide.Of(left, right, kind);
                var nothing = new Dictionary<int, string>();
                Assert.Equal((left, right), (texts.LeftWith(nothing), texts.RightWith(nothing)));
                // As a form sends it back: with carriage returns.
                Assert.Equal(left, texts.LeftWith(texts.Rows.Index().ToDictionary(row => row.Index, row => (row.Item.Left?.Content ?? "").Replace("\n", "\r\n", StringComparison.Ordinal))));
                Assert.Equal(right, texts.RightWith(texts.Rows.Index().ToDictionary(row => row.Index, row => row.Item.Right?.Content ?? "")));
            }
        }

        string Any() => string.Join('\n', Enumerable.Range(0, random.Next(0, 12)).Select(_ => pieces[random.Next(pieces.Length)]));
    }

    [Fact]
    public void What_changed_in_the_original_is_shown_in_its_rows()
    {
        var texts = SideBySide.Of(Russian, Kazakh, FileKind.Lesson);

        var changes = texts.ChangesSince(Russian.Replace("Аким отвечает.", "Аким отвечал.", StringComparison.Ordinal).Replace("Конец.\n", "Конец.\n\nЛишнее.\n", StringComparison.Ordinal));

        Assert.Equal(["Аким отвечает.", "Конец."], changes.Keys.Order().Select(row => texts.Rows[row].Left!.Content));
        var line = changes[changes.Keys.Min()].First(one => one.Kind == ChangeKind.Added);
        Assert.Equal(["отвечает"], line.Parts.Where(part => part.Kind == ChangeKind.Added).Select(part => part.Text));
        Assert.Contains(changes[changes.Keys.Max()], one => one is { Kind: ChangeKind.Removed, Text: "Лишнее." });
        Assert.Empty(texts.ChangesSince(Russian));
    }
}
