using System.Text.Json;
using Xunit;

namespace Academy.Courseware.Tests;

/// <summary>How diagnostics leave the compiler: lines for editors, SARIF for code hosts.</summary>
public sealed class DiagnosticTests
{
    private static readonly Diagnostic[] Two =
    [
        Rules.YamlDuplicateKey.At("courses/budget/course.yml", 3, 5, "hours", "2"),
        Rules.FileTooLarge.At("media/план \"1\".pdf", 0, 0, "5\u00A0MiB"),
    ];

    [Theory]
    [InlineData("en", "courses/budget/course.yml(3,5): error CW127: The key 'hours' already stands on line 2. Keep one of them.")]
    [InlineData("ru", "courses/budget/course.yml(3,5): error CW127: Ключ «hours» уже есть в строке 2. Оставьте один.")]
    [InlineData("kk", "courses/budget/course.yml(3,5): error CW127: «hours» кілті бұрын 2-жолда жазылған. Біреуін қалдырыңыз.")]
    public void A_line_is_what_editors_recognise_in_the_authors_language(string language, string expected) => Assert.Equal(expected, Two[0].ToString(language));

    [Fact]
    public void Sarif_names_rule_level_sentence_and_place()
    {
        using var sarif = JsonDocument.Parse(SarifWriter.Write([.. Two, Rules.UnknownKey.At("a.yml", 1, 0, "x", "y"), Rules.NotAPackage.At("", 0, 0)], "kk"));

        Assert.Equal("2.1.0", sarif.RootElement.GetProperty("version").GetString());
        var run = sarif.RootElement.GetProperty("runs")[0];
        Assert.Equal(["CW102", "CW106", "CW127", "CW129"], run.GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray().Select(rule => rule.GetProperty("id").GetString()));
        var results = run.GetProperty("results").EnumerateArray().ToList();
        Assert.Equal(["error", "error", "warning", "error"], results.Select(result => result.GetProperty("level").GetString()));
        Assert.Equal("«hours» кілті бұрын 2-жолда жазылған. Біреуін қалдырыңыз.", results[0].GetProperty("message").GetProperty("text").GetString());

        var place = results[0].GetProperty("locations")[0].GetProperty("physicalLocation");
        Assert.Equal("courses/budget/course.yml", place.GetProperty("artifactLocation").GetProperty("uri").GetString());
        Assert.Equal((3, 5), (place.GetProperty("region").GetProperty("startLine").GetInt32(), place.GetProperty("region").GetProperty("startColumn").GetInt32()));

        place = results[1].GetProperty("locations")[0].GetProperty("physicalLocation");
        Assert.Equal("media/%D0%BF%D0%BB%D0%B0%D0%BD%20%221%22.pdf", place.GetProperty("artifactLocation").GetProperty("uri").GetString());
        Assert.False(place.TryGetProperty("region", out _));
        Assert.False(results[2].GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("region").TryGetProperty("startColumn", out _));
        Assert.False(results[3].TryGetProperty("locations", out _));
    }

    [Fact]
    public void Sarif_without_a_mistake_has_no_results()
    {
        using var sarif = JsonDocument.Parse(SarifWriter.Write([], "ru"));

        Assert.Equal(0, sarif.RootElement.GetProperty("runs")[0].GetProperty("results").GetArrayLength());
    }
}
