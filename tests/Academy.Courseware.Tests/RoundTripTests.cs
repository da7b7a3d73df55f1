using System.Security.Cryptography;
using System.Text;
using FsCheck.Xunit;
using Xunit;

namespace Academy.Courseware.Tests;

/// <summary>A course goes in and out byte for byte, and its identity hangs on its bytes and names alone.</summary>
public sealed class RoundTripTests
{
    [Property(MaxTest = 300)]
    public void A_course_comes_back_from_a_package_byte_for_byte(KeyValuePair<uint, byte[]>[] seeds)
    {
        var files = Files(seeds);

        var read = CourseSource.FromZip(new MemoryStream(new CourseSource(files).ToZip()));

        Assert.Empty(read.Diagnostics);
        AssertSame(files, read.Source);
    }

    [Property(MaxTest = 40)]
    public void A_course_comes_back_from_a_folder_byte_for_byte(KeyValuePair<uint, byte[]>[] seeds)
    {
        var files = Files(seeds);
        using var folder = new TestFolder();
        new CourseSource(files).WriteTo(folder.Path);

        var read = CourseSource.FromFolder(folder.Path);

        Assert.Empty(read.Diagnostics);
        AssertSame(files, read.Source);
    }

    [Property(MaxTest = 200)]
    public void The_same_files_in_any_order_give_the_same_package_and_hash(KeyValuePair<uint, byte[]>[] seeds)
    {
        var files = Files(seeds);
        var (one, other) = (new CourseSource(files), new CourseSource(files.Reverse()));

        Assert.Equal(one.ToZip(), other.ToZip());
        Assert.Equal(ContentHash.Of(one, CourseSource.Empty), ContentHash.Of(other, CourseSource.Empty));
    }

    [Property(MaxTest = 500)]
    public void A_changed_byte_or_name_or_a_file_more_or_less_changes_the_hash(KeyValuePair<uint, byte[]>[] seeds, uint pick)
    {
        var files = Files(seeds);
        files["course.yml"] = "format: 1"u8.ToArray();
        var hashes = new List<string> { Hash(files), ContentHash.Of(CourseSource.Empty, new CourseSource(files)), ContentHash.Of(new CourseSource(files), new CourseSource(files)) };

        var (path, bytes) = files.ElementAt((int)(pick % files.Count));
        var changed = bytes.ToArray();
        if (changed.Length > 0) changed[pick % changed.Length] ^= 1;
        else changed = [0];
        hashes.Add(Hash(new(files) { [path] = changed }));
        hashes.Add(Hash(new(files) { ["new.md"] = Array.Empty<byte>() }));
        var without = new SortedDictionary<string, ReadOnlyMemory<byte>>(files);
        without.Remove(path);
        hashes.Add(Hash(without));
        hashes.Add(Hash(new(without) { [path + "x"] = bytes }));

        Assert.Equal(hashes.Count, hashes.Distinct().Count());
    }

    // Without lengths between them, names and bytes of two files would run together.
    [Fact]
    public void A_byte_that_moves_from_the_name_to_the_content_or_to_the_next_file_changes_the_hash()
    {
        string[] hashes =
        [
            Hash(new() { ["a"] = "bc"u8.ToArray() }), Hash(new() { ["ab"] = "c"u8.ToArray() }),
            Hash(new() { ["a"] = "b"u8.ToArray(), ["c"] = "d"u8.ToArray() }), Hash(new() { ["a"] = "bcd"u8.ToArray() }), Hash(new() { ["a"] = "bc"u8.ToArray(), ["d"] = Array.Empty<byte>() }),
        ];

        Assert.Equal(hashes.Length, hashes.Distinct().Count());
    }

    [Fact]
    public void The_hash_and_the_package_are_what_they_were_in_earlier_versions()
    {
        var course = new CourseSource(new SortedDictionary<string, ReadOnlyMemory<byte>> { ["course.yml"] = "format: 1\n"u8.ToArray(), ["media/сурет.svg"] = "<svg/>"u8.ToArray() });
        var library = new CourseSource(new SortedDictionary<string, ReadOnlyMemory<byte>> { ["law.yml"] = "format: 1\nacts: {}\n"u8.ToArray() });

        Assert.Equal("cc47866e4798d11bec939b0fd1b55712f2078a42b2148bfb675c58c46f01ec8d", ContentHash.Of(course, library));
        Assert.Equal("40485307730416af929db7b13a907379eec356499a01bff72982ef87e0a7f60d", Convert.ToHexStringLower(SHA256.HashData(course.ToZip())));
    }

    [Fact]
    public void A_package_can_be_opened_by_the_usual_reader()
    {
        var text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("Сабақ. ", 1000)));
        var zip = new CourseSource([new("m/сабақ.kk.md", text), new("empty.md", Array.Empty<byte>())]).ToZip();

        using var archive = new System.IO.Compression.ZipArchive(new MemoryStream(zip));

        Assert.Equal(["empty.md", "m/сабақ.kk.md"], archive.Entries.Select(entry => entry.FullName));
        using var unpacked = new MemoryStream();
        archive.Entries[1].Open().CopyTo(unpacked);
        Assert.Equal(text, unpacked.ToArray());
        Assert.InRange(zip.Length, 0, 1000);
    }

    [Fact]
    public void Names_as_a_Mac_writes_them_give_the_same_course_as_names_as_texts_write_them()
    {
        using var mac = new TestFolder().With("media/\u0438\u0306.png");
        using var other = new TestFolder().With("media/\u0439.png");

        Assert.Equal(ContentHash.Of(CourseSource.FromFolder(other.Path).Source, CourseSource.Empty), ContentHash.Of(CourseSource.FromFolder(mac.Path).Source, CourseSource.Empty));
    }

    private static string Hash(SortedDictionary<string, ReadOnlyMemory<byte>> files) => ContentHash.Of(new CourseSource(files), CourseSource.Empty);

    private static void AssertSame(SortedDictionary<string, ReadOnlyMemory<byte>> expected, CourseSource actual)
    {
        Assert.Equal(expected.Keys.Order(StringComparer.Ordinal), actual.Files.Keys);
        foreach (var (path, bytes) in expected) Assert.Equal(bytes.ToArray(), actual.Files[path].ToArray());
    }

    // Any bytes but an archive's beginning, under names such as courses have.
    private static SortedDictionary<string, ReadOnlyMemory<byte>> Files(KeyValuePair<uint, byte[]>[] seeds)
    {
        string[] folders = ["", "powers/", "media/", "media/карта/", "a b/", "final/"];
        string[] names = ["course.yml", "exam.quiz.kk.md", "сурет.png", "Ә 1", "😀.svg", "a-very-long-name-of-a-lesson.ru.md", "no.ending.", "plan (2)"];
        var files = new SortedDictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        foreach (var (seed, bytes) in seeds)
        {
            var path = (folders[seed % folders.Length] + names[seed / 7 % names.Length]).TrimEnd('.');
            files[path] = Archives.IsArchive(path, bytes) ? [] : bytes ?? [];
        }
        return files;
    }
}
