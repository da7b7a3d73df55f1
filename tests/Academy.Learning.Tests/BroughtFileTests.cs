using System.Text;
using Academy.Learning.Drafts;
using Xunit;

namespace Academy.Learning.Tests;

/// <summary>A file that was changed beside the draft: what is done with it, and that nothing is lost that nobody has decided to lose.</summary>
public sealed class BroughtFileTests
{
    private const string Path = "start/akim.ru.md";

    [Theory]
    [InlineData("a", "a", "a", BroughtChange.Same, BroughtChoice.Draft)]
    [InlineData(null, "a", "a", BroughtChange.Same, BroughtChoice.Draft)]
    [InlineData("a", null, null, BroughtChange.Same, BroughtChoice.Draft)]
    [InlineData("a", "a", "b", BroughtChange.Changed, BroughtChoice.Folder)]
    [InlineData("a", "b", "a", BroughtChange.Here, BroughtChoice.Draft)]
    [InlineData(null, null, "a", BroughtChange.New, BroughtChoice.Folder)]
    [InlineData(null, "a", null, BroughtChange.Here, BroughtChoice.Draft)]
    [InlineData("a", null, "a", BroughtChange.Here, BroughtChoice.Draft)]
    [InlineData("a", "a", null, BroughtChange.Removed, BroughtChoice.Folder)]
    [InlineData("a", "b", null, BroughtChange.Both, BroughtChoice.Draft)]
    [InlineData("a", null, "b", BroughtChange.Both, BroughtChoice.Folder)]
    [InlineData("a", "b", "c", BroughtChange.Both, BroughtChoice.Both)]
    [InlineData(null, "b", "c", BroughtChange.Both, BroughtChoice.Both)]
    [InlineData("a\nb\n", "a\nb\n", "a\r\nb\r\n", BroughtChange.LineEnds, BroughtChoice.Draft)]
    [InlineData("a\nb\n", "a\nc\n", "a\r\nb\r\n", BroughtChange.Here, BroughtChoice.Draft)]
    public void What_only_one_side_has_changed_is_taken_and_a_change_goes_before_a_removal(string? origin, string? draft, string? folder, BroughtChange change, BroughtChoice usual)
    {
        var file = new BroughtFile(Path, Bytes(origin), Bytes(draft), Bytes(folder));

        Assert.Equal((change, (BroughtChoice?)usual), (file.Change, file.Usual));
    }

    [Fact]
    public void Of_two_pictures_a_person_chooses()
    {
        var file = new BroughtFile("media/map.png", [1], [2], [3]);

        Assert.Equal((BroughtChange.Both, null, null), (file.Change, file.Usual, file.Merge));
        Assert.Equal([BroughtChoice.Draft, BroughtChoice.Folder], file.Choices);
        Assert.Equal([3], file.Result(BroughtChoice.Folder, _ => BroughtChoice.Both));
    }

    [Fact]
    public void A_text_that_is_no_utf8_is_never_put_together()
    {
        var file = new BroughtFile(Path, Bytes("a"), Bytes("b"), [0xC3, 0x28]);

        Assert.Null(file.Merge);
        Assert.Equal([0xC3, 0x28], file.Result(BroughtChoice.Folder, _ => BroughtChoice.Both));
    }

    [Fact]
    public void What_both_have_changed_keeps_both_unless_a_person_decides()
    {
        var file = new BroughtFile(Path, Bytes("# A\n\none\n\ntwo\n"), Bytes("# A\n\nours\n\ntwo\n"), Bytes("# A\n\ntheirs\n\ntwo, too\n"));

        Assert.Equal("# A\n\nours\ntheirs\n\ntwo, too\n", Text(file.Result(BroughtChoice.Both, _ => BroughtChoice.Both)));
        Assert.Equal("# A\n\nours\n\ntwo, too\n", Text(file.Result(BroughtChoice.Both, _ => BroughtChoice.Draft)));
        Assert.Equal("# A\n\ntheirs\n\ntwo, too\n", Text(file.Result(BroughtChoice.Both, _ => BroughtChoice.Folder)));
    }

    // Whatever a folder holds: a side that is chosen whole comes out to the byte, and of a text put together with both no line of either is gone
    // that the other has not taken out.
    [Fact]
    public void Whatever_is_brought_no_byte_of_the_chosen_side_and_no_new_line_of_either_is_lost()
    {
        var random = new Random(20);
        for (var round = 0; round < 400; round++)
        {
            var origin = Lines(random, random.Next(0, 12));
            var (draft, folder) = (Changed(random, origin), Changed(random, origin));
            var (ours, theirs) = (Encoding.UTF8.GetBytes(Join(random, draft)), Encoding.UTF8.GetBytes(Join(random, folder)));
            var file = new BroughtFile(Path, random.Next(5) == 0 ? null : Encoding.UTF8.GetBytes(string.Join('\n', origin)), ours, theirs);

            foreach (var choice in file.Choices)
            {
                var result = file.Result(choice, _ => BroughtChoice.Both)!;
                if (choice == BroughtChoice.Draft) Assert.Equal(ours, result);
                else if (choice == BroughtChoice.Folder) Assert.Equal(theirs, result);
                else Assert.All(draft.Concat(folder).Except(origin), line => Assert.Contains(line, DraftText.ForEditor(result).Split('\n')));
            }
            if (ours.AsSpan().SequenceEqual(theirs)) Assert.Equal(BroughtChange.Same, file.Change);
        }
    }

    private static List<string> Lines(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => $"line {random.Next(1000)}")];

    private static List<string> Changed(Random random, List<string> lines)
    {
        var changed = lines.ToList();
        for (var step = random.Next(4); step > 0; step--)
            switch (random.Next(3))
            {
                case 0: changed.Insert(random.Next(changed.Count + 1), $"new {random.Next(100_000)}"); break;
                case 1 when changed.Count > 0: changed[random.Next(changed.Count)] = $"other {random.Next(100_000)}"; break;
                case 2 when changed.Count > 0: changed.RemoveAt(random.Next(changed.Count)); break;
            }
        return changed;
    }

    private static string Join(Random random, List<string> lines) => string.Join(random.Next(3) == 0 ? "\r\n" : "\n", lines);

    private static byte[]? Bytes(string? text) => text is null ? null : Encoding.UTF8.GetBytes(text);

    private static string Text(byte[]? bytes) => Encoding.UTF8.GetString(bytes!);
}
