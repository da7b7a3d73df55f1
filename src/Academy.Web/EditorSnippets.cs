using System.Globalization;
using Academy.Courseware;

namespace Academy.Web;

/// <summary>A piece of the format to put into a text. What is in double square brackets is the author's to write over; <c>{#?}</c> becomes the next free id.</summary>
/// <param name="Name">The key of its name under <c>Editor.Insert</c>.</param>
public sealed record Snippet(string Name, string Icon, string Text);

/// <summary>What the toolbar offers, in the words of the language that the text is written in.</summary>
public sealed class EditorSnippets(Texts texts)
{
    private static readonly (string Name, string Icon)[] Boxes =
    [
        ("Note", "i-info"), ("Warning", "i-warn"), ("Example", "i-ok"), ("Case", "i-people"), ("Definition", "i-book"), ("Summary", "i-list"),
        ("Law", "i-scale"), ("Download", "i-save"), ("Reflection", "i-pen"),
    ];

    public IReadOnlyList<Snippet> BoxesIn(string language) =>
        [.. Boxes.Select(box => new Snippet(box.Name, box.Icon, $"::: {box.Name.ToLowerInvariant()}\n{(box.Name == "Summary" ? "- " : "")}[[{Say(language, "Text")}]]\n:::"))];

    /// <summary>Every kind of question: under its heading in a quiz, in a box for checking oneself in a lesson.</summary>
    public IReadOnlyList<Snippet> QuestionsIn(string language, FileKind kind)
    {
        string In(string key) => Say(language, key);
        (string Name, string Answers)[] kinds =
        [
            ("Single", $"- (x) {In("Right")}\n- ( ) {In("Wrong")}\n- ( ) {In("Wrong")}"),
            ("Multiple", $"- [x] {In("Right")}\n- [x] {In("Right")}\n- [ ] {In("Wrong")}"),
            ("Number", "= 10"),
            ("Short", $"= {In("Right")}"),
            ("Matching", $"| {In("Left")} | {In("RightSide")} |\n|---|---|\n| {In("Left")} 1 | {In("RightSide")} 1 |\n| {In("Left")} 2 | {In("RightSide")} 2 |"),
            ("Ordering", $"1. {In("Step")} 1\n2. {In("Step")} 2\n3. {In("Step")} 3"),
            ("Gaps", $"{In("Text")} {{={In("Right")}}}, {{={In("Right")}|~{In("Wrong")}}}."),
            ("Open", "___"),
        ];
        var head = $"[[{In("Question")}]]";
        var explained = $"\n\n> {In("Why")}";
        return kind == FileKind.Quiz
            ? [.. kinds.Select(one => new Snippet(one.Name, "i-pen", $"## {head} {{#?}}\n\n{one.Answers}{(one.Name == "Open" ? "" : explained)}"))]
            // What an instructor marks has no place in a lesson.
            : [.. kinds.Where(one => one.Name != "Open").Select(one => new Snippet(one.Name, "i-pen", $"::: check\n{head}\n\n{one.Answers}{explained}\n:::"))];
    }

    public Snippet TableIn(string language) =>
        new("Table", "i-list", $"| [[{Say(language, "Column")} 1]] | {Say(language, "Column")} 2 |\n|---|---|\n| {Say(language, "Text")} | {Say(language, "Text")} |");

    public Snippet RubricIn(string language) => new("Rubric", "i-list",
        $"::: rubric\n| {Say(language, "Criterion")} | {Say(language, "No")} | {Say(language, "Yes")} |\n|---|---|---|\n| [[{Say(language, "Criterion")}]] | {Say(language, "No")} (0) | {Say(language, "Yes")} (5) |\n:::");

    /// <summary>A citation of an article in the language of the text. Places: the act's short name, its id, the article.</summary>
    public string CitationIn(string language) => Say(language, "Citation");

    /// <summary>To be written over: a picture's description.</summary>
    public string DescribeIn(string language) => Say(language, "Describe");

    private string Say(string language, string key) => texts.In(CultureInfo.GetCultureInfo(language), $"Editor.Say.{key}");
}
