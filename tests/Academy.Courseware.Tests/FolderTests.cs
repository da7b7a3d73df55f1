using System.Text;
using Xunit;

namespace Academy.Courseware.Tests;

/// <summary>A folder on disk: what is read of it, and what is written into it.</summary>
public sealed class FolderTests
{
    [Fact]
    public void A_folder_that_is_not_there_is_told()
    {
        Assert.Equal("(0,0): error CW101: There is no folder '/no/such/folder'. Check the path.", Assert.Single(CourseSource.FromFolder("/no/such/folder").Diagnostics).ToString());
        Assert.Equal("CW101", Assert.Single(CourseSource.FromFolder("").Diagnostics).Code);
        Assert.Equal("CW101", Assert.Single(CourseSource.FromFolder("a\0b").Diagnostics).Code);
    }

    [Fact]
    public void Links_are_reported_and_never_followed()
    {
        using var outside = new TestFolder().With("secret.md");
        using var folder = new TestFolder().With("a.md");
        File.CreateSymbolicLink(folder.At("file.md"), outside.At("secret.md"));
        File.CreateSymbolicLink(folder.At("broken.md"), "nowhere");
        Directory.CreateSymbolicLink(folder.At("folder"), outside.Path);
        Directory.CreateSymbolicLink(folder.At("loop"), folder.Path);

        var reading = CourseSource.FromFolder(folder.Path);

        Assert.Equal(["broken.md CW111", "file.md CW111", "folder CW111", "loop CW111"], reading.Diagnostics.Select(diagnostic => $"{diagnostic.Location.File} {diagnostic.Code}"));
        Assert.Equal(["a.md"], reading.Source.Files.Keys);
        Assert.True(reading.HasErrors);
    }

    [Fact]
    public void What_computers_and_editors_leave_behind_is_not_taken_and_not_complained_of()
    {
        using var folder = new TestFolder().With("a.md").With(".DS_Store").With("media/Thumbs.db").With("media/.DS_Store").With(".git/objects/aa/CON").With(".gitignore").With("desktop.ini");
        File.CreateSymbolicLink(folder.At(".#a.md"), "lock");

        var reading = CourseSource.FromFolder(folder.Path);

        Assert.Empty(reading.Diagnostics);
        Assert.Equal(["a.md"], reading.Source.Files.Keys);
    }

    [Fact]
    public void A_file_past_its_limit_is_left_out_and_the_others_are_read()
    {
        using var folder = new TestFolder().With("a.md").With("big.md", new byte[Limits.TextBytes + 1]).With("m/CON.md");

        var reading = CourseSource.FromFolder(folder.Path);

        Assert.Equal(["big.md CW106", "m/CON.md CW117"], reading.Diagnostics.Select(diagnostic => $"{diagnostic.Location.File} {diagnostic.Code}"));
        Assert.Equal(["a.md"], reading.Source.Files.Keys);
    }

    [Fact]
    public void A_sparse_file_of_a_terabyte_is_refused_without_being_read()
    {
        using var folder = new TestFolder();
        using (var file = File.Create(folder.At("huge.md"))) file.SetLength(1L << 40);

        Assert.Equal("CW106", Assert.Single(CourseSource.FromFolder(folder.Path).Diagnostics).Code);
    }

    [Fact]
    public void A_file_that_another_program_holds_is_told()
    {
        using var folder = new TestFolder().With("a.md").With("held.md");
        using var held = new FileStream(folder.At("held.md"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        var reading = CourseSource.FromFolder(folder.Path);

        Assert.Equal(("CW116", "held.md"), (Assert.Single(reading.Diagnostics).Code, reading.Diagnostics[0].Location.File));
        Assert.Equal(["a.md"], reading.Source.Files.Keys);
    }

    [Fact]
    public async Task A_pipe_does_not_keep_the_reader_waiting()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no pipes in folders.");
        using var folder = new TestFolder();
        using (var make = System.Diagnostics.Process.Start("mkfifo", folder.At("pipe.md"))) await make.WaitForExitAsync(TestContext.Current.CancellationToken);

        var reading = await Task.Run(() => CourseSource.FromFolder(folder.Path), TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);

        Assert.Equal(["pipe.md"], reading.Source.Files.Keys);
    }

    [Fact]
    public void Folders_nested_past_the_limit_are_refused()
    {
        using var folder = new TestFolder().With(string.Join('/', Enumerable.Repeat("a", Limits.Nesting)) + "/b.md");

        Assert.Equal("CW118", Assert.Single(CourseSource.FromFolder(folder.Path).Diagnostics).Code);
    }

    [Fact]
    public void A_folder_that_would_not_come_back_as_a_package_is_refused()
    {
        var noise = new byte[Limits.MediaBytes];
        using var folder = new TestFolder();
        for (var number = 0; number <= Limits.PackageBytes / Limits.MediaBytes; number++)
        {
            new Random(number).NextBytes(noise);
            folder.With($"media/{number}.pdf", noise);
        }

        Assert.Equal("CW103", Assert.Single(CourseSource.FromFolder(folder.Path).Diagnostics).Code);
    }

    [Fact]
    public void An_unsafe_path_stops_writing_before_the_first_file()
    {
        using var folder = new TestFolder();

        Assert.Throws<InvalidOperationException>(() => Source("a.md", "../b.md").WriteTo(folder.Path));

        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public void Nothing_is_written_through_a_link()
    {
        using var outside = new TestFolder().With("a.md", "mine"u8.ToArray());
        using var folder = new TestFolder();
        Directory.CreateSymbolicLink(folder.At("m"), outside.Path);
        File.CreateSymbolicLink(folder.At("a.md"), outside.At("a.md"));

        Assert.Throws<IOException>(() => Source("m/b.md").WriteTo(folder.Path));
        Assert.Throws<IOException>(() => Source("a.md").WriteTo(folder.Path));

        Assert.Equal(["a.md"], Directory.EnumerateFiles(outside.Path).Select(Path.GetFileName));
        Assert.Equal("mine", File.ReadAllText(outside.At("a.md")));
    }

    [Fact]
    public void Writing_replaces_files_of_the_same_name_whatever_their_length()
    {
        using var folder = new TestFolder().With("a.md", new byte[1000]).With("other.md");

        Source("a.md").WriteTo(folder.Path + "/");

        Assert.Equal("x", File.ReadAllText(folder.At("a.md")));
        Assert.True(File.Exists(folder.At("other.md")));
    }

    [Fact]
    public void Files_from_an_editor_are_held_to_the_same_rules()
    {
        var reading = CourseSource.FromFiles(Source("a.md", "../b.md").Files);

        Assert.Equal("CW107", Assert.Single(reading.Diagnostics).Code);
        Assert.Empty(reading.Source.Files);
    }

    [Fact]
    public void Too_many_files_are_refused()
    {
        Assert.Equal(Limits.Files, CourseSource.FromFiles(Many(Limits.Files)).Source.Files.Count);
        Assert.Equal("CW105", Assert.Single(CourseSource.FromFiles(Many(Limits.Files + 10)).Diagnostics).Code);

        static IEnumerable<KeyValuePair<string, ReadOnlyMemory<byte>>> Many(int count) =>
            Enumerable.Range(0, count).Select(number => KeyValuePair.Create($"{number}.md", ReadOnlyMemory<byte>.Empty));
    }

    [Theory]
    [InlineData("law.yml courses/budget/course.yml courses/budget/m/a.kk.md courses/land/course.yml readme.txt", "any", "law.yml", "budget land")]
    [InlineData("content/law.yml content/courses/budget/course.yml", "any", "law.yml", "budget")]
    [InlineData("courses/budget/course.yml", "any", "", "budget")]
    [InlineData("law.yml glossary.yml programmes/school.yml programmes/deep/x.yml", "any", "glossary.yml law.yml programmes/school.yml", "")]
    [InlineData("course.yml m/a.kk.md", "budget", "", "budget")]
    [InlineData("budget/course.yml budget/m/a.kk.md", "download (1)", "", "budget")]
    [InlineData("course.yml", "Бюджет (1)", "", "", "Бюджет (1) CW147")]
    [InlineData("courses/Budget/course.yml", "any", "", "", "Budget CW147")]
    [InlineData("readme.txt", "any", "", "", " CW156")]
    [InlineData("one/course.yml two/course.yml", "any", "", "", " CW156")]
    [InlineData("one/two/course.yml", "any", "", "", " CW156")]
    [InlineData("", "any", "", "", " CW156")]
    public void A_layout_is_recognised(string files, string name, string library, string courses, string diagnostics = "")
    {
        var layout = ContentLayout.Of(Source(files.Split(' ', StringSplitOptions.RemoveEmptyEntries)), name);

        Assert.Equal(library, string.Join(' ', layout.Library.Files.Keys));
        Assert.Equal(courses, string.Join(' ', layout.Courses.Keys));
        Assert.Equal(diagnostics, string.Join(' ', layout.Diagnostics.Select(diagnostic => $"{diagnostic.Location.File} {diagnostic.Code}")));
        Assert.All(layout.Courses.Values, course => Assert.Contains("course.yml", course.Files.Keys));
    }

    private static CourseSource Source(params string[] paths) =>
        new(paths.Select(path => KeyValuePair.Create(path, new ReadOnlyMemory<byte>(Encoding.UTF8.GetBytes("x")))));
}
