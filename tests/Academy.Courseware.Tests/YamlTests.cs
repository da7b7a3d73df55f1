using System.Text;
using FsCheck;
using FsCheck.Xunit;
using Xunit;

namespace Academy.Courseware.Tests;

/// <summary>What an author's YAML becomes: values as they are written, or a diagnostic at the place.</summary>
public sealed class YamlTests
{
    /// <summary>A document, and what comes of it: the value of <c>key</c>, or the diagnostics.</summary>
    public static TheoryData<string, string> Documents { get; } = new()
    {
        // Texts stay texts.
        { "key: no", "no" },
        { "key: off", "off" },
        { "key: true", "true" },
        { "key: 1.10", "1.10" },
        { "key: 007", "007" },
        { "key: 0x1F", "0x1F" },
        { "key: 1e3", "1e3" },
        { "key: .inf", ".inf" },
        { "key: 2026-11-24", "2026-11-24" },
        { "key: 12:30:45", "12:30:45" },
        { "key: null", "null" },
        { "key: ~", "~" },
        { "key: 'it''s'", "it's" },
        { "key: \"a\\tb\"", "a\tb" },
        { "key: |\n  one\n  two\n", "one\ntwo" },
        { "key: >\n  one\n  two\n", "one two" },
        { "key: Әкім № 1 — ң", "Әкім № 1 — ң" },
        { "\uFEFFkey: after a mark", "after a mark" },
        { "---\nkey: value\n...\n", "value" },
        { "key: value # comment", "value" },
        { "key: value\r\nother: 1\r\n", "value" },
        { "a: &x said once\nkey: *x", "said once" },
        { "a: [1, 2, {b: [3]}]\nkey: v", "v" },

        // What is no text.
        { "key:", "1:5 CW142" },
        { "key: ''", "1:6 CW142" },
        { "key: [a]", "1:6 CW132" },
        { "key:\n  a: b", "2:3 CW132" },
        { "key: \"a\\0b\"", "1:6 CW148" },

        // What is no document of ours.
        { "", "1:1 CW134" },
        { "# only a comment", "1:1 CW134" },
        { "just a text", "1:1 CW134" },
        { "- a\n- b", "1:1 CW134" },
        { "key: a\n---\nkey: b", "2:1 CW130" },

        // Keys.
        { "key: a\nother: 1\nkey: b", "3:1 CW127" },
        { "? [a, b]\n: c", "1:3 CW131" },
        { "{a: {b: 1, b: 2}, key: v}", "1:12 CW127" },

        // Tags and directives.
        { "key: !!str 5", "1:6 CW123" },
        { "key: !!binary aGk=", "1:6 CW123" },
        { "key: !ruby/object:Gem a", "1:6 CW123" },
        { "!!map\nkey: v", "1:1 CW123" },
        { "%YAML 1.1\n---\nkey: v", "1:1 CW123" },
        { "%TAG !e! tag:example.com,2000:\n---\nkey: v", "1:1 CW123" },

        // Aliases.
        { "key: *nowhere", "1:6 CW126" },
        { "key: &x [*x]", "1:10 CW126" },
        { "a: &x {b: *x}\nkey: v", "1:11 CW126" },

        // Broken structure.
        { "key: [a, b", "2:1 CW120" },
        { "key: \"never closed", "1:6 CW120" },
        { "key: a: b", "1:7 CW122" },
        { "a:\n\tkey: b", "2:1 CW121" },
        { "key: @home", "1:6 CW120" },
        { "key: v\n  stray: x", "2:8 CW122" },
        { "key: ]", "1:6 CW120" },
        { "a: 1\n b: 2", "2:3 CW122" },
        { "key: \"\\UFFFFFFFF\"", "1:17 CW120" },
        { "key: \"\\uD800\"", "1:6 CW120" },
    };

    [Theory, MemberData(nameof(Documents))]
    public void A_document_gives_its_value_or_says_what_is_wrong_and_where(string document, string expected) =>
        Assert.Equal(expected, ValueOrDiagnostics(document));

    [Fact]
    public void Nesting_is_taken_to_the_limit_and_refused_past_it()
    {
        Assert.Equal("v", ValueOrDiagnostics("a: " + Nested(Limits.Nesting - 1) + "\nkey: v"));
        Assert.EndsWith("CW124", ValueOrDiagnostics("a: " + Nested(Limits.Nesting) + "\nkey: v"));
        Assert.EndsWith("CW124", ValueOrDiagnostics("a: " + new string('[', 100_000)));
        Assert.EndsWith("CW124", ValueOrDiagnostics("a: " + string.Concat(Enumerable.Repeat("{a: ", 20_000))));
        Assert.EndsWith("CW124", ValueOrDiagnostics(string.Concat(Enumerable.Repeat("- ", 50_000))));

        static string Nested(int depth) => new string('[', depth) + new string(']', depth);
    }

    [Fact]
    public void Aliases_that_stand_for_a_billion_texts_are_refused_at_once()
    {
        var bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (var level = 1; level < 10; level++)
            bomb.Append(System.Globalization.CultureInfo.InvariantCulture, $"a{level}: &a{level} [{string.Join(", ", Enumerable.Repeat($"*a{level - 1}", 10))}]\n");

        Assert.EndsWith("CW125", ValueOrDiagnostics(bomb.ToString()));
    }

    [Fact]
    public void A_byte_that_is_not_UTF_8_is_refused_where_it_stands()
    {
        var diagnostics = new List<Diagnostic>();

        Assert.Null(Yaml.Read("f.yml", (byte[])[.. "key: v\nother: әк"u8, 0xFF, .. "\n"u8], diagnostics));

        Assert.Equal("f.yml(2,10): error CW119", diagnostics.Single().ToString()[..24]);
    }

    [Fact]
    public void A_text_past_a_megabyte_is_refused()
    {
        var diagnostics = new List<Diagnostic>();

        Assert.Null(Yaml.Read("f.yml", new byte[Limits.TextBytes + 1], diagnostics));

        Assert.Equal("f.yml(0,0): error CW106: The file is larger than 1\u00A0MiB. Split the text into several lessons, or make the picture or sound smaller.", diagnostics.Single().ToString());
    }

    [Fact]
    public void Positions_count_from_the_line_where_front_matter_stands()
    {
        var diagnostics = new List<Diagnostic>();

        Yaml.Read("l.md", "minutes: 5\nminutes: 6", 2, diagnostics);

        Assert.Equal("l.md(3,1): error CW127: The key 'minutes' already stands on line 2. Keep one of them.", diagnostics.Single().ToString());
    }

    [Fact]
    public void An_unknown_key_is_a_warning_that_names_the_key_that_was_meant()
    {
        var (root, diagnostics) = Read("titel: x\nweather: y\ntitle: z");

        root.Allow("title", "hours");

        Assert.Equal(
            ["f.yml(1,1): warning CW128: The key 'titel' is unknown and does nothing. Did you mean 'title'?",
             "f.yml(2,1): warning CW129: The key 'weather' is unknown and does nothing. What may stand here: title, hours."],
            diagnostics.Select(diagnostic => diagnostic.ToString()));
    }

    [Theory]
    [InlineData("16", "16"), InlineData("1.0", "CW135"), InlineData("x", "CW135"), InlineData("0", "CW143"), InlineData("101", "CW143")]
    [InlineData("99999999999999999999999999999999", "CW135"), InlineData("[1]", "CW135"), InlineData("1_0", "CW135"), InlineData("", "CW135")]
    public void A_whole_number_is_one(string written, string expected) => Assert.Equal(expected, Value(written, node => node.AsInteger(1, 100)));

    [Theory]
    [InlineData("0.5", "0.5"), InlineData("2", "2"), InlineData("0,5", "CW136"), InlineData("1e9", "CW136"), InlineData("-1", "CW143")]
    public void A_number_has_a_point(string written, string expected) => Assert.Equal(expected, Value(written, node => node.AsNumber(0, 10)));

    [Theory]
    [InlineData("2026-11-24", "11/24/2026"), InlineData("2026-02-30", "CW137"), InlineData("24.11.2026", "CW137"), InlineData("2026-1-1", "CW137")]
    public void A_date_is_year_month_day(string written, string expected) => Assert.Equal(expected, Value(written, node => node.AsDate()));

    [Theory]
    [InlineData("40m", "00:40:00"), InlineData("24h", "1.00:00:00"), InlineData("7d", "7.00:00:00"), InlineData("90s", "00:01:30"), InlineData("0m", "00:00:00")]
    [InlineData("40", "CW138"), InlineData("m", "CW138"), InlineData("-1h", "CW138"), InlineData("367d", "CW138"), InlineData("2147483647d", "CW138")]
    public void A_duration_has_a_unit_and_a_year_at_most(string written, string expected) => Assert.Equal(expected, Value(written, node => node.AsDuration()));

    [Theory]
    [InlineData("2026-12-01", "2026-11-30T19:00:00Z", "2026-12-01T18:59:59Z"), InlineData("2026-12-01T09:00", "2026-12-01T04:00:00Z", "2026-12-01T04:00:00Z")]
    [InlineData("2028-02-29", "2028-02-28T19:00:00Z", "2028-02-29T18:59:59Z")]
    [InlineData("2026-02-29", "CW159", "CW159"), InlineData("2026-12-01T24:00", "CW159", "CW159"), InlineData("2026-12-01 09:00", "CW159", "CW159")]
    [InlineData("2026-12-01T09:00Z", "CW159", "CW159"), InlineData("0001-01-01", "CW159", "CW159"), InlineData("9999-12-31", "CW159", "CW159"), InlineData("[]", "CW159", "CW159")]
    public void A_moment_is_a_day_or_a_day_and_a_time_of_Kazakhstan(string written, string opens, string closes)
    {
        Assert.Equal(opens, Value(written, node => Utc(node.AsMoment(endOfDay: false))));
        Assert.Equal(closes, Value(written, node => Utc(node.AsMoment(endOfDay: true))));

        static string? Utc(DateTimeOffset? moment) => moment?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
    }

    [Theory]
    [InlineData("true", "True"), InlineData("false", "False"), InlineData("yes", "CW139"), InlineData("True", "CW139")]
    public void Yes_and_no_are_true_and_false(string written, string expected) => Assert.Equal(expected, Value(written, node => node.AsYesNo()));

    [Theory]
    [InlineData("open", "Open"), InlineData("Open", "CW140"), InlineData("[]", "CW140")]
    public void One_of_a_few_words_is_one_of_them(string written, string expected) =>
        Assert.Equal(expected, Value(written, node => node.AsOneOf(new Dictionary<string, Access> { ["open"] = Access.Open, ["cohort"] = Access.Cohort })));

    [Theory]
    [InlineData("what-is-2", "what-is-2"), InlineData("Caps", "CW147"), InlineData("-x", "CW147"), InlineData("әкім", "CW147"), InlineData("a/b", "CW147")]
    public void A_slug_can_stand_in_an_address(string written, string expected) => Assert.Equal(expected, Value(written, node => node.AsSlug()));

    [Fact]
    public void A_text_in_several_languages_wants_those_that_the_course_has()
    {
        var (root, diagnostics) = Read("full: { ru: да, kk: иә }\nhalf: { kk: иә }\nstrange: { kk: иә, ru: да, de: ja }\nplain: x");

        Assert.Equal(["kk", "ru"], root.Translated("full", ["kk", "ru"])!.Languages);
        Assert.Equal("иә", root.Translated("half", ["kk", "ru"])!.In("ru"));
        Assert.Equal(["kk", "ru"], root.Translated("strange", ["kk", "ru"])!.Languages);
        Assert.Null(root.Translated("plain", ["kk", "ru"]));

        Assert.Equal(["2:7 CW145", "3:28 CW144", "4:8 CW134"], diagnostics.Select(Short));
    }

    [Fact]
    public void A_file_with_thousands_of_mistakes_tells_the_first_hundred()
    {
        var (root, diagnostics) = Read(string.Concat(Enumerable.Range(0, 5000).Select(number => $"strange{number}: 1\n")));

        root.Allow("title");

        Assert.Equal(Limits.DiagnosticsOfFile + 1, diagnostics.Count);
        Assert.Equal("CW149", diagnostics[^1].Code);
    }

    [Property(MaxTest = 2000)]
    public void Whatever_the_bytes_reading_ends_with_a_mapping_or_a_diagnostic(byte[] bytes)
    {
        var diagnostics = new List<Diagnostic>();
        if (Yaml.Read("f.yml", bytes, diagnostics) is null) Assert.NotEmpty(diagnostics);
    }

    // Random letters are seldom YAML; pieces of YAML put together at random reach the corners of the parser.
    [Property(MaxTest = 5000)]
    public void However_pieces_of_YAML_are_put_together_reading_ends_with_a_mapping_or_a_diagnostic(int[] picks)
    {
        string[] pieces =
        [
            "a", ": ", ":", "- ", "-", "? ", "\n", "\n  ", "\n\t", "[", "]", "{", "}", ",", "&x ", "*x", "!!str ", "!", "!<", ">", "|", "|2-\n", "\"", "'",
            "\\", "\\x4", "\\UFFFFFFFF", "\\uD800", "#", " #", "---\n", "...\n", "%YAML 1.2\n", "%TAG ! x\n", "<<: ", "\u0085", "\u2028", "\uFEFF", "\0", "@", "`", "ә", "😀", "1", "~",
        ];
        var text = string.Concat(picks.Select(pick => pieces[(int)((uint)pick % pieces.Length)]));

        var diagnostics = new List<Diagnostic>();
        if (Yaml.Read("f.yml", text, 1, diagnostics) is null) Assert.NotEmpty(diagnostics);
    }

    private static string ValueOrDiagnostics(string document)
    {
        var diagnostics = new List<Diagnostic>();
        var value = Yaml.Read("f.yml", Encoding.UTF8.GetBytes(document), diagnostics)?.Text("key");
        return diagnostics.Count > 0 ? string.Join(", ", diagnostics.Select(Short)) : value ?? "nothing";
    }

    private static string Value<T>(string written, Func<YamlNode, T?> turn)
    {
        var (root, diagnostics) = Read($"key: {written}");
        var value = turn(root.Find("key")!);
        return diagnostics.Count > 0 ? diagnostics.Single().Code : Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)!;
    }

    private static (YamlMapping Root, List<Diagnostic> Diagnostics) Read(string document)
    {
        var diagnostics = new List<Diagnostic>();
        var root = Yaml.Read("f.yml", document, 1, diagnostics);
        Assert.Empty(diagnostics);
        return (root!, diagnostics);
    }

    private static string Short(Diagnostic diagnostic) => $"{diagnostic.Location.Line}:{diagnostic.Location.Column} {diagnostic.Code}";
}
