using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Academy.Courseware;

namespace Academy.Web.Tests;

/// <summary>Every sentence stands in three languages and says the same.</summary>
public sealed partial class TextsTests
{
    private static readonly string Web = Path.Combine(TestContent.Real, "..", "src", "Academy.Web");

    public static TheoryData<string> Areas() =>
        [.. Directory.GetFiles(Path.Combine(Web, "Texts"), "*.kk.resx").Select(file => Path.GetFileName(file).Split('.')[0]).Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Areas))]
    public void Each_text_is_in_every_language_with_the_same_places(string area)
    {
        var kk = Read(area, "kk");
        foreach (var language in (string[])["ru", "en"])
        {
            var other = Read(area, language);
            Assert.Equal(kk.Keys.Order(StringComparer.Ordinal), other.Keys.Order(StringComparer.Ordinal));
            Assert.All(kk, text => Assert.True(Places(text.Value).SetEquals(Places(other[text.Key])), $"{area}.{text.Key} ({language})"));
        }
    }

    [Theory, MemberData(nameof(Areas))]
    public void Kazakh_texts_have_no_latin_letters_inside_their_words(string area) =>
        Assert.DoesNotContain(Read(area, "kk").Values, text => MixedWord().IsMatch(text));

    [Fact]
    public void Every_text_that_a_page_asks_for_exists()
    {
        var known = Areas().Select(row => row.Data).SelectMany(area => Read(area, "kk").Keys.Select(key => $"{area}.{key}")).ToHashSet();
        var asked = Directory.EnumerateFiles(Web, "*.cs*", SearchOption.AllDirectories)
            .SelectMany(file => KeyAsked().Matches(File.ReadAllText(file)).Select(match => (File: Path.GetFileName(file), Key: match.Groups[2].Value, IsCount: match.Groups[1].Value == "Count")));

        var missing = asked.Where(one => !known.Contains(one.IsCount ? $"{one.Key}.one" : one.Key)).Select(one => $"{one.File}: {one.Key}").Distinct();

        Assert.Empty(missing);
    }

    [Theory]
    [InlineData(0, "0 уроков")]
    [InlineData(1, "1 урок")]
    [InlineData(2, "2 урока")]
    [InlineData(5, "5 уроков")]
    [InlineData(11, "11 уроков")]
    [InlineData(12, "12 уроков")]
    [InlineData(14, "14 уроков")]
    [InlineData(21, "21 урок")]
    [InlineData(22, "22 урока")]
    [InlineData(25, "25 уроков")]
    [InlineData(101, "101 урок")]
    [InlineData(111, "111 уроков")]
    public void Russian_counts_as_people_do(int number, string expected)
    {
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(Languages.Russian);

        Assert.Equal(expected, new Texts().Count("Site.Lessons", number));
    }

    private static Dictionary<string, string> Read(string area, string language) =>
        XDocument.Load(Path.Combine(Web, "Texts", $"{area}.{language}.resx")).Root!.Elements("data")
            .ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value);

    private static HashSet<string> Places(string text) => [.. Place().Matches(text).Select(match => match.Groups[1].Value)];

    [GeneratedRegex(@"\{(\d)")]
    private static partial Regex Place();

    [GeneratedRegex(@"T(?:exts)?(?:\.(Format|Count)\(|\[)""([A-Za-z]+\.[A-Za-z0-9.]+)""")]
    private static partial Regex KeyAsked();

    [GeneratedRegex(@"\p{IsCyrillic}[a-zA-Z]|[a-zA-Z]\p{IsCyrillic}")]
    private static partial Regex MixedWord();
}
