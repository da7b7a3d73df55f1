using System.Text;
using Xunit;

namespace Academy.Courseware.Tests;

/// <summary>A text in pieces, as it is laid beside its translation: nothing is lost between them.</summary>
public sealed class TextBlocksTests
{
    [Fact]
    public void A_lesson_is_its_paragraphs_lists_tables_containers_and_self_checks()
    {
        const string lesson = """
            ---
            minutes: 15
            ---

            # Урок

            Первый абзац
            в две строки.
            - список
            - ещё

            ## Раздел
            Сразу за заголовком[^1].

            | a | b |
            | --- | --- |
            | 1 | 2 |

            ::: warning
            Осторожно.

            Ещё.
            :::

            ::: check
            Сколько?

            - ( ) 3
            - (x) 4
            :::
            Конец.

            ::: check
            Кто?

            = аким
            :::

            [^1]: Примечание.

            """;

        var blocks = TextBlocks.Of(lesson, FileKind.Lesson);

        Assert.Equal(
            [
                "FrontMatter  1-4", "Heading 1 5-6", "Paragraph  7-8", "List  9-11", "Heading 2 12-12", "Paragraph  13-14", "Table  15-18", "Container warning 19-24",
                "Question c1 25-30", "Paragraph  31-32", "Question c2 33-38", "Other  39-40",
            ],
            blocks.Select(block => $"{block.Kind} {block.Name} {block.FirstLine}-{block.LastLine}"));
        Assert.Equal(lesson, string.Concat(blocks.Select(block => block.Text)));
    }

    [Fact]
    public void A_question_of_a_quiz_is_everything_from_its_heading_to_the_next()
    {
        const string quiz = "# Тест\n\nНачало.\n\n## Первый? {#one points=2 tags=\"a,b\"}\n\n- (x) да\n- ( ) нет\n\n> Потому.\n\n## Второй? {#two}\n\n= 10\n\n## Без имени\n\n= 1";

        var blocks = TextBlocks.Of(quiz, FileKind.Quiz);

        Assert.Equal(
            ["Heading 1", "Paragraph ", "Question one", "Question two", "Question "],
            blocks.Select(block => $"{block.Kind} {block.Name}"));
        Assert.Equal("## Первый? {#one points=2 tags=\"a,b\"}\n\n- (x) да\n- ( ) нет\n\n> Потому.", blocks[2].Content);
        Assert.Equal("\n\n", blocks[2].Tail);
        Assert.Equal("", blocks[^1].Tail);
    }

    [Fact]
    public void All_blocks_one_after_the_other_are_the_text_whatever_the_text_is()
    {
        var random = new Random(5);
        string[] pieces =
        [
            "# A", "## B {#b}", "text", "- one", "  two", "1. x", "| a | b |", "| --- | --- |", "::: check", "::: note", ":::", "> q", "", "", "---", "```", "= 5", "- (x) y", "[^1]: n", "[a]: https://a.kz",
            "*[A]: b", ": def", "___", "a[^1] [a]", "\t", "   ", "<b>", "$", "![](", "Setext", "===", "{=a|b}",
        ];
        for (var round = 0; round < 3000; round++)
        {
            var text = new StringBuilder();
            for (var lines = random.Next(0, 14); lines > 0; lines--) text.Append(pieces[random.Next(pieces.Length)]).Append(lines == 1 && random.Next(2) == 0 ? "" : "\n");
            foreach (var kind in (FileKind[])[FileKind.Lesson, FileKind.Quiz])
            {
                var blocks = TextBlocks.Of(text.ToString(), kind);
                Assert.Equal(text.ToString(), string.Concat(blocks.Select(block => block.Text)));
                Assert.All(blocks.Zip(blocks.Skip(1)), pair => Assert.Equal(pair.First.LastLine + 1, pair.Second.FirstLine));
            }
        }
    }

    [Fact]
    public void A_text_that_cannot_be_read_is_one_piece()
    {
        var text = new string('>', 20_000) + "\nend\n";

        Assert.Equal(text, Assert.Single(TextBlocks.Of(text, FileKind.Lesson)).Text);
        Assert.Empty(TextBlocks.Of("", FileKind.Lesson));
    }
}
