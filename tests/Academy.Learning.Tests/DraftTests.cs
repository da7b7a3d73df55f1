using System.Text;
using Academy.Learning.Drafts;
using Xunit;

namespace Academy.Learning.Tests;

/// <summary>A course as it is written: nothing that was saved is ever lost, and every earlier text can be had again.</summary>
public sealed class DraftTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);
    private static readonly Guid Author = Guid.NewGuid();

    [Fact]
    public void Every_revision_gives_its_bytes_again()
    {
        var random = new Random(4);
        var draft = new CourseDraft("budget", Author, Now);
        var texts = new List<byte[]> { Text(random, 200) };
        var file = draft.Add("one/lesson.ru.md", texts[0], Author, Now);
        for (var step = 1; step < 130; step++)
        {
            texts.Add(Changed(random, texts[^1]));
            Assert.True(draft.Save(file, texts[^1], Author, Now.AddMinutes(step)));
        }

        for (var number = 1; number <= texts.Count; number++)
            Assert.Equal(texts[number - 1], FileRevision.Read(ChainOf(file, number)));
        Assert.All(file.Revisions, revision => Assert.InRange(revision.Number - revision.WholeNumber, 0, FileRevision.LongestChain));
    }

    [Fact]
    public void Two_hundred_revisions_cost_less_than_three_times_the_file()
    {
        var random = new Random(7);
        var draft = new CourseDraft("budget", Author, Now);
        var text = Text(random, 150);
        var file = draft.Add("one/lesson.ru.md", text, Author, Now);
        for (var step = 1; step < 200; step++) draft.Save(file, text = Changed(random, text), Author, Now);

        Assert.InRange(file.Content!.Bytes.Length, 9_000, 20_000);
        var kept = file.Content.Bytes.Length + file.Revisions.Sum(revision => revision.Packed?.Length ?? 0);
        Assert.InRange(kept, 0, 3 * file.Content.Bytes.Length);
    }

    [Fact]
    public void The_same_text_again_is_no_revision()
    {
        var draft = new CourseDraft("budget", Author, Now);
        var file = draft.Add("course.yml", "format: 1\n"u8.ToArray(), Author, Now);
        Assert.False(draft.Save(file, "format: 1\n"u8.ToArray(), Author, Now));
        Assert.Equal((1, 1), (file.Number, draft.Revision));
    }

    [Fact]
    public void What_is_removed_can_be_brought_back_with_its_history_unless_its_name_is_taken()
    {
        var draft = new CourseDraft("budget", Author, Now);
        var file = draft.Add("one/lesson.ru.md", "# Бір"u8.ToArray(), Author, Now);
        draft.Remove(file, Author, Now);
        Assert.Null(draft.Find("one/lesson.ru.md"));

        var other = draft.Add("one/lesson.ru.md", "# Екі"u8.ToArray(), Author, Now);
        Assert.Equal(Refusal.FileExists, Assert.Throws<RefusedException>(() => draft.BringBack(file, Author, Now)).Refusal);
        draft.Rename(other, "one/second.ru.md", Author, Now);
        draft.BringBack(file, Author, Now);
        Assert.Equal("# Бір"u8.ToArray(), draft.Find("one/lesson.ru.md")!.Content!.Bytes);
        Assert.Equal([RevisionKind.Saved, RevisionKind.Removed, RevisionKind.BroughtBack], file.Revisions.Select(revision => revision.Kind));
        Assert.Equal("# Бір"u8.ToArray(), FileRevision.Read(ChainOf(file, 3)));
    }

    [Fact]
    public void A_revision_that_was_spoilt_is_told_and_never_given_out()
    {
        var draft = new CourseDraft("budget", Author, Now);
        var text = Text(new Random(1), 20);
        var file = draft.Add("one/lesson.ru.md", text, Author, Now);
        draft.Save(file, Changed(new Random(2), text), Author, Now);
        Assert.Throws<InvalidDataException>(() => FileRevision.Read([file.Revisions[1]]));
    }

    [Theory]
    [InlineData("a\nb\n"), InlineData("a\r\nb\r\n"), InlineData("\uFEFFa\r\nb"), InlineData("a\rb\r\nc\nd"), InlineData(""), InlineData("\uFEFF"), InlineData("a\u2028b\n")]
    public void What_an_editor_did_not_change_stays_byte_for_byte(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Assert.Equal(bytes, DraftText.ToBytes(DraftText.ForEditor(bytes), bytes));
        Assert.Equal(bytes, DraftText.ToBytes(DraftText.ForEditor(bytes).Replace("\n", "\r\n", StringComparison.Ordinal), bytes));
    }

    [Fact]
    public void A_changed_line_gets_the_end_that_most_have_and_the_others_keep_theirs() =>
        Assert.Equal("a\nB\r\nnew\r\nc\rd\r\ne", Encoding.UTF8.GetString(DraftText.ToBytes("a\nB\nnew\nc\nd\ne", "a\nb\r\nc\rd\r\ne"u8)));

    [Fact]
    public void The_later_of_two_windows_of_one_person_is_told()
    {
        var unsaved = new UnsavedText(Guid.NewGuid(), Author);
        Assert.True(unsaved.Keep("one", 1, 0, Now));
        Assert.True(unsaved.Keep("one more", 1, 1, Now));
        Assert.False(unsaved.Keep("another", 1, 1, Now));
        Assert.Equal("one more", unsaved.Text);
    }

    [Fact]
    public void A_comparison_gives_both_texts_back_and_marks_words()
    {
        var compared = TextCompare.Compare("Срок — десять дней.\nСтрока.", "Срок — пятнадцать рабочих дней.\nСтрока.\nЕщё.");
        Assert.Equal(
            ["-Срок — [десять] дней.", "+Срок — [пятнадцать рабочих] дней.", " Строка.", "+Ещё."],
            compared.Select(line => line.Kind switch { ChangeKind.Same => " ", ChangeKind.Added => "+", _ => "-" }
                + string.Concat(line.Parts.Select(part => part.Kind == ChangeKind.Same || line.Parts.Count == 1 ? part.Text : $"[{part.Text}]"))));
    }

    [Fact]
    public void A_comparison_of_any_two_texts_holds_every_line_of_both()
    {
        var random = new Random(11);
        for (var round = 0; round < 300; round++)
        {
            var (old, @new) = (Lines(random), Lines(random));
            var compared = TextCompare.Compare(old, @new);
            Assert.Equal(old, string.Join('\n', compared.Where(line => line.OldNumber is not null).Select(line => line.Text)));
            Assert.Equal(@new, string.Join('\n', compared.Where(line => line.NewNumber is not null).Select(line => line.Kind == ChangeKind.Same ? line.Text : line.Text)));
        }
    }

    [Fact]
    public void Texts_too_different_to_follow_are_still_whole()
    {
        var old = string.Join('\n', Enumerable.Range(0, 30_000).Select(n => $"a{n}"));
        var @new = "a0\n" + string.Join('\n', Enumerable.Range(1, 30_000).Select(n => $"b{n}"));
        var compared = TextCompare.Compare(old, @new);
        Assert.Equal((1, 29_999, 30_000), (compared.Count(l => l.Kind == ChangeKind.Same), compared.Count(l => l.Kind == ChangeKind.Removed), compared.Count(l => l.Kind == ChangeKind.Added)));
    }

    [Fact]
    public void Of_a_long_comparison_the_changes_are_shown_with_what_stands_around()
    {
        var old = Enumerable.Range(1, 40).Select(n => $"l{n}").ToList();
        var @new = old.ToList();
        (@new[9], @new[13], @new[30]) = ("x", "y", "z");

        var (hunks, leftOut) = ComparedHunk.Of(TextCompare.Compare(string.Join('\n', old), string.Join('\n', @new)));

        Assert.Equal(0, leftOut);
        Assert.Equal([(6, "l7", "l17"), (10, "l28", "l34")], hunks.Select(hunk => (hunk.Skipped, hunk.Lines[0].Text, hunk.Lines[^1].Text)));
        Assert.Empty(ComparedHunk.Of(TextCompare.Compare("a", "a")).Hunks);
        var (first, more) = ComparedHunk.Of(TextCompare.Compare("", string.Join('\n', Enumerable.Range(0, 5000))));
        Assert.InRange(first.Sum(hunk => hunk.Lines.Count), 1, 2010);
        Assert.Equal(5000, more + first.Sum(hunk => hunk.Lines.Count(line => line.Kind != ChangeKind.Same)));
    }

    [Fact]
    public void A_merge_takes_what_only_one_has_changed()
    {
        const string origin = "a\nb\nc\nd\ne";
        Assert.Equal("a\nB\nc\nd\nE\nf", TextMerge.Of(origin, "a\nB\nc\nd\ne", "a\nb\nc\nd\nE\nf").CleanText);
        Assert.Equal("b\nc\nd\ne\nf", TextMerge.Of(origin, "b\nc\nd\ne", "a\nb\nc\nd\ne\nf").CleanText);
        var both = TextMerge.Of(origin, "a\nmine\nc\nd\ne", "a\ntheirs\nc\nd\ne");
        var conflict = Assert.Single(both.Conflicts);
        Assert.Equal(["mine"], conflict.Mine);
        Assert.Equal(["theirs"], conflict.Theirs);
        Assert.Equal("a\nmine\ntheirs\nc\nd\ne", both.Text(c => [.. c.Mine, .. c.Theirs]));
    }

    [Fact]
    public void A_merge_of_any_texts_loses_nothing()
    {
        var random = new Random(3);
        for (var round = 0; round < 2000; round++)
        {
            var origin = Lines(random);
            var (mine, theirs) = (Edited(random, origin, "m"), Edited(random, origin, "t"));
            Assert.Equal(mine, TextMerge.Of(origin, mine, origin).CleanText);
            Assert.Equal(theirs, TextMerge.Of(origin, origin, theirs).CleanText);
            Assert.Equal(mine, TextMerge.Of(origin, mine, mine).CleanText);

            // Whatever either has written stands in the merge, or in one of its conflicts.
            var merge = TextMerge.Of(origin, mine, theirs);
            var everything = merge.Pieces.SelectMany(piece => piece is Settled settled ? settled.Lines : [.. ((Conflict)piece).Mine, .. ((Conflict)piece).Theirs]).ToHashSet();
            Assert.All((mine + "\n" + theirs).Split('\n').Where(line => line.StartsWith('m') || line.StartsWith('t')), line => Assert.Contains(line, everything));
            // The other way round decides alike.
            var turned = TextMerge.Of(origin, theirs, mine);
            Assert.Equal(merge.Text(c => [.. c.Mine, "|", .. c.Theirs]), turned.Text(c => [.. c.Theirs, "|", .. c.Mine]));
        }
    }

    private static IEnumerable<FileRevision> ChainOf(DraftFile file, int number)
    {
        var wanted = file.Revisions.Single(revision => revision.Number == number);
        return file.Revisions.Where(revision => revision.Number >= wanted.WholeNumber && revision.Number <= number);
    }

    private static string Lines(Random random) => string.Join('\n', Enumerable.Range(0, random.Next(1, 12)).Select(_ => ((char)('A' + random.Next(5))).ToString()));

    private static string Edited(Random random, string text, string mark)
    {
        var lines = text.Split('\n').ToList();
        for (var edits = random.Next(0, 4); edits > 0; edits--)
        {
            var at = random.Next(lines.Count);
            switch (random.Next(3))
            {
                case 0: lines[at] = mark + random.Next(100); break;
                case 1: lines.Insert(at, mark + random.Next(100)); break;
                default: if (lines.Count > 1) lines.RemoveAt(at); break;
            }
        }
        return string.Join('\n', lines);
    }

    private static byte[] Text(Random random, int lines) =>
        Encoding.UTF8.GetBytes(string.Join('\n', Enumerable.Range(0, lines).Select(_ => string.Join(' ', Enumerable.Range(0, 6).Select(_ => Word(random))))));

    private static string Word(Random random) => new([.. Enumerable.Range(0, random.Next(3, 9)).Select(_ => (char)('а' + random.Next(32)))]);

    // A word here, a line there: what an author does between two savings.
    private static byte[] Changed(Random random, byte[] text)
    {
        var lines = Encoding.UTF8.GetString(text).Split('\n').ToList();
        for (var edits = random.Next(1, 4); edits > 0; edits--)
        {
            var at = random.Next(lines.Count);
            lines[at] = lines[at][..(lines[at].Length / 2)] + Word(random) + lines[at][(lines[at].Length / 2 + Math.Min(6, lines[at].Length / 2))..];
        }
        return Encoding.UTF8.GetBytes(string.Join('\n', lines));
    }
}
