using System.Text;
using Xunit;

namespace Academy.Courseware.Tests;

/// <summary>course.yml is changed as a careful author would: one value in its place, all else byte for byte as it was, comments kept.</summary>
public sealed class ManifestEditorTests
{
    private const string Small = """
        format: 1
        languages: [kk, ru]            # the first is the primary one
        hours: 16
        access: registered             # open | registered | cohort
        # who wrote it
        authors: [ "Школа акимов" ]
        modules:
          - slug: foundations
            title: { kk: Негіздер, ru: Основы }
            items:
              - what-is                # a lesson
              # the first test
              - { quiz: check, pass: 70, attempts: 3 }
          - slug: final
            title: { kk: Қорытынды, ru: Итог }
            items:
              - { exam: final, pass: 70, wait: 24h,
                  draw: [ { tag: budget, count: 5 } ],
                  shuffle: [questions, options] }   # once a year
        completion: { lessons: all }

        """;

    [Fact]
    public void A_value_is_changed_in_its_own_place()
    {
        var changed = Open(Small).Set("hours", "12").Set("access", "open").Set("review_by", "2027-06-01");

        Assert.Equal(
            Small.Replace("hours: 16", "hours: 12").Replace("access: registered ", "access: open ").Replace("# who wrote it\n", "review_by: 2027-06-01\n# who wrote it\n"), changed.Text);
        Assert.Equal(Small, changed.Set("hours", "16").Set("access", "registered").Set("review_by", null).Text);
    }

    [Fact]
    public void What_is_set_to_what_it_is_changes_nothing()
    {
        var open = Open(Small);
        var same = open.Set("hours", "16").SetList("languages", ["kk", "ru"]).SetList("tags", []).SetCompletion("lessons", "all").SetItem("foundations/check", "pass", "70")
            .SetShuffle("final/final", ["questions", "options"]).SetDraws("final/final", [new("budget", "5")]).ChangeSlug("foundations/what-is", "what-is")
            .MoveModule("final", 1).MoveItem("foundations/check", "foundations", 1).RenameModule("final", [new("kk", "Қорытынды"), new("ru", "Итог")]);

        Assert.Same(open, same);
    }

    [Fact]
    public void Settings_of_an_item_are_changed_inside_its_braces()
    {
        var changed = Open(Small).SetItem("final/final", "pass", "80").SetItem("final/final", "wait", null).SetItem("final/final", "time_limit", "40m")
            .SetDraws("final/final", [new("budget", "4"), new(null, "2")]).SetShuffle("final/final", ["options"]);

        Assert.Contains("- { exam: final, pass: 80, \n", changed.Text.Replace("pass: 80,\n", "pass: 80, \n"));
        Assert.Contains("draw: [ { tag: budget, count: 4 }, { count: 2 } ],\n", changed.Text);
        Assert.Contains("shuffle: [options], time_limit: 40m }   # once a year\n", changed.Text);
        var exam = changed.Item("final/final")!;
        Assert.Equal(("80", "40m", false), (exam.Settings["pass"], exam.Settings["time_limit"], exam.Settings.ContainsKey("wait")));
    }

    [Fact]
    public void An_item_moves_with_the_comments_that_are_about_it_also_between_modules()
    {
        var moved = Open(Small).MoveItem("foundations/check", "foundations", 0);
        Assert.Contains("items:\n      # the first test\n      - { quiz: check, pass: 70, attempts: 3 }\n      - what-is                # a lesson\n", moved.Text);

        var away = moved.MoveItem("foundations/what-is", "final", 0).MoveItem("foundations/check", "final", 9);
        Assert.Contains("    items: []\n  - slug: final\n", away.Text);
        Assert.Equal(["what-is", "final", "check"], away.Module("final")!.Items.Select(item => item.Slug));
        // And an empty list takes items again, as lines.
        Assert.Contains("    items:\n      - what-is                # a lesson\n  - slug: final\n", away.MoveItem("final/what-is", "foundations", 0).Text);
    }

    [Fact]
    public void Windows_line_ends_stay()
    {
        var windows = Small.Replace("\n", "\r\n");
        var changed = Open(windows).Set("review_by", "2027-06-01").AddItem("foundations", new ManifestItemText("", "task", "plan") { Settings = new Dictionary<string, string> { ["points"] = "100" } })
            .MoveItem("foundations/what-is", "foundations", 2).MoveModule("final", 0);

        Assert.DoesNotContain('\n', changed.Text.Replace("\r\n", ""));
        Assert.Equal(["check", "plan", "what-is"], changed.Module("foundations")!.Items.Select(item => item.Slug));
        Assert.Equal(["final", "foundations"], changed.Modules.Select(module => module.Slug));
    }

    [Theory]
    [InlineData("a: [1"), InlineData("- a"), InlineData(""), InlineData("a: &x 1\nb: *x"), InlineData("a: !!str 1"), InlineData("a: 1\rb: 2"), InlineData("a: 1\na: 2")]
    public void What_cannot_be_changed_in_one_place_alone_is_left_to_a_person(string text) => Assert.Null(CourseManifestEditor.Open(text));

    [Theory]
    [InlineData("Бюджет: ауыл"), InlineData("a # b"), InlineData("#"), InlineData("- a"), InlineData("it's"), InlineData("say \"x\""), InlineData("[x], {y}"), InlineData("a\nb"), InlineData("*x")]
    [InlineData("& y"), InlineData("%z"), InlineData("@z"), InlineData("`z"), InlineData("no"), InlineData("~"), InlineData("| x"), InlineData("> x"), InlineData("? x"), InlineData("a:"), InlineData("\\n"), InlineData("🙂 ok")]
    public void Any_title_reads_back_as_it_was_typed(string title)
    {
        var yaml = Open(Small);
        foreach (var quoted in (string[])[Small, Small.Replace("ru: Итог", "ru: 'Итог'"), Small.Replace("ru: Итог", "ru: \"Итог\"")])
            Assert.Equal(title, Open(quoted).RenameModule("final", [new("ru", title)]).Module("final")!.Title["ru"]);
        Assert.Equal([title, "b"], yaml.SetList("authors", [title, "b"]).List("authors"));
        Assert.Equal(title, yaml.AddModule("new", [new("ru", title)], new("", "lesson", "x")).Module("new")!.Title["ru"]);
    }

    [Fact]
    public void Whatever_is_changed_gives_what_was_meant_and_keeps_every_other_line_and_comment()
    {
        for (var seed = 0; seed < 400; seed++)
        {
            var random = new Random(seed);
            var written = new Writer(random).Write();
            var editor = Open(written);
            for (var step = 0; step < 12; step++)
            {
                var before = editor;
                var model = editor.Modules.Select(module => (module.Slug, Items: module.Items.Select(item => (item.Slug, item.Kind)).ToList())).ToList();
                var (lost, gained) = (0, 0);
                var keepsComments = true;
                var module = model[random.Next(model.Count)];
                var item = module.Items.Count == 0 ? default : module.Items[random.Next(module.Items.Count)];
                var path = $"{module.Slug}/{item.Slug}";
                switch (random.Next(9))
                {
                    case 0:
                        editor = editor.Set("hours", $"{random.Next(1, 90)}");
                        (lost, gained) = (1, 1);
                        break;
                    case 1:
                        editor = editor.RenameModule(module.Slug, [new("ru", $"Модуль: {step}")]);
                        (lost, gained) = (1, 1);
                        break;
                    case 2:
                        var at = random.Next(model.Count);
                        editor = editor.MoveModule(module.Slug, at);
                        model.Remove(module);
                        model.Insert(at, module);
                        (lost, gained) = (3, 3);
                        break;
                    case 3:
                        editor = editor.AddItem(module.Slug, new ManifestItemText("", "quiz", $"new{step}") { Settings = new Dictionary<string, string> { ["pass"] = "60" } }, random.Next(9) is var index && index < module.Items.Count ? index : int.MaxValue);
                        module.Items.Insert(Math.Min(index, module.Items.Count), ($"new{step}", "quiz"));
                        (lost, gained) = (1, 2);
                        break;
                    case 4 when item != default:
                        editor = editor.RemoveItem(path);
                        module.Items.Remove(item);
                        (lost, gained, keepsComments) = (9, 2, false);
                        break;
                    case 5 when item != default:
                        var to = model[random.Next(model.Count)];
                        if (to != module && to.Items.Any(other => other.Slug == item.Slug)) continue;
                        var place = random.Next(6);
                        editor = editor.MoveItem(path, to.Slug, place);
                        module.Items.Remove(item);
                        to.Items.Insert(Math.Min(place, to.Items.Count), item);
                        (lost, gained, keepsComments) = (9, 9, !written.Contains("items: [ "));
                        break;
                    case 6 when item != default && item.Kind == "quiz":
                        editor = editor.SetItem(path, "attempts", random.Next(2) == 0 ? null : $"{random.Next(1, 9)}");
                        (lost, gained) = (1, 1);
                        break;
                    case 7:
                        editor = editor.SetList("tags", [.. Enumerable.Range(0, random.Next(4)).Select(_ => $"tag{random.Next(6)}").Distinct()]);
                        (lost, gained, keepsComments) = (4, 4, false);
                        break;
                    case 8 when item != default:
                        editor = editor.ChangeSlug(path, $"other{step}");
                        module.Items[module.Items.IndexOf(item)] = ($"other{step}", item.Kind);
                        (lost, gained) = (1, 1);
                        break;
                    default:
                        continue;
                }

                var why = $"seed {seed}, step {step}:\n{before.Text}\n---\n{editor.Text}";
                Assert.True(model.SelectMany(one => one.Items.Select(i => (one.Slug, i.Slug, i.Kind))).SequenceEqual(
                    editor.Modules.SelectMany(one => one.Items.Select(i => (one.Slug, i.Slug, i.Kind)))), why);
                Assert.True(model.Select(one => one.Slug).SequenceEqual(editor.Modules.Select(one => one.Slug)), why);
                var (old, now) = (LinesOf(before.Text), LinesOf(editor.Text));
                Assert.True(Without(old, now) <= lost && Without(now, old) <= gained, why);
                if (keepsComments) Assert.True(CommentsOf(before.Text).All(comment => editor.Text.Contains(comment)), why);
            }
        }
    }

    private static CourseManifestEditor Open(string text) => CourseManifestEditor.Open(text) ?? throw new InvalidOperationException(text);

    private static List<string> LinesOf(string text) => [.. text.Split('\n').Select(line => line.Trim())];

    private static IEnumerable<string> CommentsOf(string text) => System.Text.RegularExpressions.Regex.Matches(text, "# c[0-9]+;").Select(found => found.Value);

    private static int Without(IEnumerable<string> these, IEnumerable<string> those)
    {
        var left = those.ToList();
        return these.Count(line => !left.Remove(line));
    }

    /// <summary>Writes the same course in many hands: lines or brackets, quotes, comments in between.</summary>
    private sealed class Writer(Random random)
    {
        private readonly StringBuilder _text = new();
        private int _comments;

        public string Write()
        {
            Line("format: 1");
            Line(random.Next(2) == 0 ? "languages: [kk, ru]" : "languages:\n  - kk\n  - 'ru'");
            Line("hours: 16");
            if (random.Next(2) == 0) Line(random.Next(2) == 0 ? "tags: [tag1, tag2]" : "tags:\n- tag1\n- tag2\n- tag3");
            Line("modules:");
            var indent = new string(' ', random.Next(3) * 2);
            for (var module = 0; module < random.Next(1, 4); module++)
            {
                if (random.Next(3) == 0) Comment(indent);
                Line($"{indent}- slug: m{module}");
                Line(random.Next(2) == 0 ? $"{indent}  title: {{ kk: Модуль, ru: Модуль }}" : $"{indent}  title:\n{indent}    kk: \"А: б\"\n{indent}    ru: 'Б'");
                Items(indent, module);
            }
            Line("completion: { lessons: all, exams: pass }");
            return random.Next(4) == 0 ? _text.ToString().TrimEnd('\n') : _text.ToString();
        }

        private void Items(string indent, int module)
        {
            var count = random.Next(0, 5);
            if (count == 0) { Line($"{indent}  items: []"); return; }
            if (random.Next(4) == 0) { Line($"{indent}  items: [ {string.Join(", ", Enumerable.Range(0, count).Select(item => item % 2 == 0 ? $"l{module}{item}" : $"{{ quiz: q{module}{item}, pass: 70 }}"))} ]"); return; }

            Line($"{indent}  items:");
            var deeper = indent + new string(' ', 2 + random.Next(2) * 2);
            for (var item = 0; item < count; item++)
            {
                if (random.Next(4) == 0) Comment(deeper);
                Line(random.Next(4) switch
                {
                    0 => $"{deeper}- l{module}{item}",
                    1 => $"{deeper}- {{ quiz: q{module}{item}, pass: 70, attempts: 3 }}",
                    2 => $"{deeper}- {{ quiz: q{module}{item}, pass: 70,\n{deeper}    shuffle: [options] }}",
                    _ => $"{deeper}- quiz: q{module}{item}\n{deeper}  pass: 70\n{deeper}  attempts: 2",
                });
            }
        }

        private void Line(string line) => _text.Append(line).Append(random.Next(4) == 0 && !line.EndsWith('\n') ? $"   # c{_comments++};" : "").Append('\n');

        private void Comment(string indent) => _text.Append(indent).Append("# c").Append(_comments++).Append(";\n");
    }
}
