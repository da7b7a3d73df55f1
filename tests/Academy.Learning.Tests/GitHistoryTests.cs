using System.Diagnostics;
using System.Text;
using Academy.Learning.Drafts;
using Xunit;

namespace Academy.Learning.Tests;

/// <summary>The history of a draft as Git takes it, held against Git itself where it is installed.</summary>
public sealed class GitHistoryTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 9, 0, 0, 123, TimeSpan.Zero);
    private static readonly Guid Author = Guid.NewGuid();

    [Fact]
    public async Task Git_makes_a_repository_that_has_every_text_author_and_step()
    {
        Assert.SkipWhen(!HasGit(), "git is not installed");
        var draft = new CourseDraft("budget", Author, Now);
        var first = draft.Add("one/first lesson.ru.md", "# Раз\r\n"u8.ToArray(), null, Now);
        var second = draft.Add("one/second.ru.md", "# Два\n"u8.ToArray(), null, Now);
        var picture = draft.Add("media/map.png", new byte[] { 0x89, 0, 10, 13, 255, 0 }, null, Now);
        draft.Save(first, "# Раз\r\nещё\r\n"u8.ToArray(), Author, Now.AddMinutes(1));
        // Two change names with each other at one moment.
        draft.Rename(first, "one/x.ru.md", Author, Now.AddMinutes(2));
        draft.Rename(second, "one/first lesson.ru.md", Author, Now.AddMinutes(2));
        draft.Rename(first, "one/second.ru.md", Author, Now.AddMinutes(2));
        draft.Remove(picture, Author, Now.AddMinutes(3));
        draft.BringBack(picture, Author, Now.AddMinutes(4));
        draft.Save(second, "# Два\nодин\n"u8.ToArray(), Author, Now.AddMinutes(5));
        draft.Save(second, "# Два\nдва\n"u8.ToArray(), Author, Now.AddMinutes(5));

        using var repository = new Repository(await StreamAsync(draft));

        foreach (var file in draft.Files) Assert.Equal(file.Content!.Bytes, repository.Bytes("show", $"main:{file.Path}"));
        Assert.Equal(draft.Files.Select(file => file.Path).Order(StringComparer.Ordinal), repository.Text("-c", "core.quotepath=off", "ls-tree", "-r", "--name-only", "main").Split('\n', StringSplitOptions.RemoveEmptyEntries));
        // One commit for what came in together, one for the exchange of names, and one for each text of one file.
        Assert.Equal(
            ["site 3", "person 1", "person 2", "person 1", "person 1", "person 1", "person 1"],
            repository.Text("log", "--reverse", "--format=%an %s", "main").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Replace(GitHistory.Site, "site", StringComparison.Ordinal)));
        Assert.Equal("# Раз\r\n"u8.ToArray(), repository.Bytes("show", "main~6:one/first lesson.ru.md"));
        Assert.Equal("# Два\nодин\n"u8.ToArray(), repository.Bytes("show", "main~1:one/first lesson.ru.md"));
        Assert.Throws<InvalidOperationException>(() => repository.Bytes("show", "main~3:media/map.png"));
        Assert.Equal("2026-11-24T14:01:00+05:00", repository.Text("log", "-1", "--format=%aI", "main~5").Trim());
        Assert.Contains($"Revision: 2 Saved 2026-11-24T09:01:00.1230000Z {first.Id:N} one/first lesson.ru.md", repository.Text("log", "-1", "--format=%B", "main~5"));
        Assert.Equal(draft.Files.Sum(file => file.Number), repository.Text("log", "--format=%B", "main").Split('\n').Count(line => line.StartsWith("Revision: ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_download_that_was_cut_is_refused_by_git()
    {
        Assert.SkipWhen(!HasGit(), "git is not installed");
        var draft = new CourseDraft("budget", Author, Now);
        draft.Add("course.yml", "format: 1\n"u8.ToArray(), Author, Now);
        var whole = await StreamAsync(draft);

        Assert.Throws<InvalidOperationException>(() => new Repository(whole[..^5]).Dispose());
    }

    [Fact]
    public async Task A_name_cannot_write_lines_of_its_own()
    {
        var draft = new CourseDraft("budget", Author, Now);
        draft.Add("course.yml", "format: 1\n"u8.ToArray(), Author, Now);

        var text = Encoding.UTF8.GetString(await StreamAsync(draft, "Мария <a@b>\ncommit refs/heads/other"));

        Assert.Contains($"author Мария  a@b  commit refs/heads/other <{Author:N}@academy.invalid> ", text);
        Assert.Single(text.Split('\n'), line => line.StartsWith("commit ", StringComparison.Ordinal));
    }

    private static async Task<byte[]> StreamAsync(CourseDraft draft, string name = "person")
    {
        using var stream = new MemoryStream();
        var git = new GitHistory(stream);
        await git.BeginAsync(TestContext.Current.CancellationToken);
        foreach (var file in draft.Files) await git.WriteTextsAsync(file.Revisions, TestContext.Current.CancellationToken);
        await git.WriteCommitsAsync(draft.Files.SelectMany(file => file.Revisions).Select(revision => new HistoryStep(revision)), _ => name,
            together => $"{together.Select(step => step.FileId).Distinct().Count()}", TestContext.Current.CancellationToken);
        return stream.ToArray();
    }

    private static bool HasGit() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, OperatingSystem.IsWindows() ? "git.exe" : "git")));

    private sealed class Repository : IDisposable
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("academy-git-").FullName;

        public Repository(byte[] stream)
        {
            try
            {
                Run([], "init", "-q", "--bare");
                Run(stream, "fast-import", "--quiet");
            }
            catch
            {
                Dispose();
                throw;
            }
        }

        public byte[] Bytes(params string[] arguments) => Run([], arguments);

        public string Text(params string[] arguments) => Encoding.UTF8.GetString(Run([], arguments));

        public void Dispose() => Directory.Delete(_folder, recursive: true);

        private byte[] Run(byte[] input, params string[] arguments)
        {
            var start = new ProcessStartInfo("git", arguments) { WorkingDirectory = _folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
            using var process = Process.Start(start)!;
            var complaints = process.StandardError.ReadToEndAsync();
            try
            {
                process.StandardInput.BaseStream.Write(input);
                process.StandardInput.Close();
            }
            catch (IOException)
            {
                // It stopped listening: its exit code says why.
            }
            using var output = new MemoryStream();
            process.StandardOutput.BaseStream.CopyTo(output);
            process.WaitForExit();
            return process.ExitCode == 0 ? output.ToArray() : throw new InvalidOperationException(complaints.Result);
        }
    }
}
