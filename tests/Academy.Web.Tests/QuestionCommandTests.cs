using System.Diagnostics;
using System.Text;

namespace Academy.Web.Tests;

/// <summary>The command <c>questions</c> as it is typed in a terminal.</summary>
public sealed class QuestionCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("academy-questions-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_quiz_goes_to_standard_output_and_what_is_left_out_to_standard_error()
    {
        var run = await RunAsync("questions", File("bank.gift", "::Столица::Столица? {=Астана ~Алматы}\n\n::Текст::Просто текст.\n"), "--language", "ru");

        Assert.Equal(0, run.Code);
        Assert.Equal("# bank\n\n## Столица? {#q1}\n\n- (x) Астана\n- ( ) Алматы\n", run.Output);
        Assert.Contains("bank.gift(3,1): error QX202:", run.Error);
        Assert.EndsWith("In all: 2. Taken: 1, not supported: 1, faulty: 0.\n", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nothing_can_be_taken_the_exit_code_is_1()
    {
        var run = await RunAsync("questions", File("letter.txt", "Dear sir,\nno questions.\n"));

        Assert.Equal((1, ""), (run.Code, run.Output));
        Assert.Contains("QX102", run.Error);
        Assert.Equal(1, (await RunAsync("questions", Path.Combine(_folder, "nowhere.xml"))).Code);
    }

    [Fact]
    public async Task Pictures_are_written_to_the_folder_that_is_named()
    {
        var file = File("bank.xml", """
            <quiz><question type="essay"><name><text>n</text></name><questiontext format="html"><text><![CDATA[<p>Что?</p><img alt="П" src="@@PLUGINFILE@@/p.png">]]></text>
            <file name="p.png" path="/" encoding="base64">iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAAAAABX3VL4AAAAC0lEQVQI12NgQAYAAA4AAVRQeHQAAAAASUVORK5CYII=</file></questiontext></question></quiz>
            """);

        var run = await RunAsync("questions", file, "--media", Path.Combine(_folder, "media"));

        Assert.Equal(0, run.Code);
        Assert.True(System.IO.File.Exists(Path.Combine(_folder, "media", "p.png")));
    }

    [Theory]
    [InlineData("gift")]
    [InlineData("moodle")]
    [InlineData("qti")]
    public async Task A_quiz_goes_out_and_comes_back_the_same(string format)
    {
        var quiz = "# Тест\n\n## Столица? {#capital}\n\n- (x) Астана\n- ( ) Алматы\n\n> Так говорит Конституция.\n";
        var there = Path.Combine(_folder, "out");

        var given = await RunAsync("questions", File("check.quiz.ru.md", quiz), "--to", format, "-o", there);
        var back = await RunAsync("questions", there, "--language", "ru");

        Assert.Equal((0, ""), (given.Code, given.Error));
        Assert.Equal(quiz[quiz.IndexOf("##", StringComparison.Ordinal)..], back.Output[back.Output.IndexOf("##", StringComparison.Ordinal)..]);
    }

    [Fact]
    public async Task A_quiz_with_an_error_is_not_given_away()
    {
        var run = await RunAsync("questions", File("check.quiz.ru.md", "# Тест\n\n## Столица? {#capital}\n\n- ( ) Астана\n- ( ) Алматы\n"), "--to", "gift");

        Assert.Equal((1, ""), (run.Code, run.Output));
        Assert.Contains("check.quiz.ru.md(5,1): error CW409:", run.Error);
    }

    private string File(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        System.IO.File.WriteAllText(path, text, new UTF8Encoding(false));
        return path;
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location, .. arguments])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = Encoding.UTF8, StandardErrorEncoding = Encoding.UTF8,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        start.Environment["LC_ALL"] = "en_GB.UTF-8";
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }
}
