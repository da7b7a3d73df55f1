using System.IO.Compression;
using System.Text;
using FsCheck.Xunit;
using Xunit;

namespace Academy.Courseware.Tests;

/// <summary>Zips from strangers: nothing of a refused one is kept, and the sender reads why.</summary>
public sealed class HostilePackageTests
{
    [Theory]
    [InlineData("../law.yml"), InlineData("a/../../law.yml"), InlineData("a/.."), InlineData("./a"), InlineData("/etc/passwd"), InlineData("//server/share"), InlineData("a//b")]
    [InlineData("C:/a.md"), InlineData("C:a.md"), InlineData(@"..\a.md"), InlineData(@"a\b.md"), InlineData(@"\\server\share"), InlineData("a.md:stream")]
    [InlineData("a\nb.md"), InlineData("a\0b.md"), InlineData("media/\u202Egnp.exe"), InlineData("a\u200Bb"), InlineData("what?.md"), InlineData("a|b"), InlineData(""), InlineData(".git/../../x")]
    public void A_path_that_leads_out_or_misleads_is_refused(string path) => Refused(new TestZip().Add(path).ToArray(), "CW107");

    [Theory]
    [InlineData("CON"), InlineData("con.md"), InlineData("media/NUL.png"), InlineData("aux/a.md"), InlineData("LPT1.txt"), InlineData("COM¹"), InlineData("a./b.md"), InlineData("a .md ")]
    public void A_name_that_Windows_keeps_for_itself_is_refused(string path) => Refused(new TestZip().Add(path).ToArray(), "CW117");

    [Fact]
    public void A_path_is_taken_to_its_limits_and_refused_past_them()
    {
        Taken(new TestZip().Add(new string('a', Limits.PathBytes)).ToArray());
        Refused(new TestZip().Add(new string('a', Limits.PathBytes + 1)).ToArray(), "CW118");
        Refused(new TestZip().Add(new string('ә', Limits.PathBytes / 2 + 1)).ToArray(), "CW118");
        Refused(new TestZip().Add(string.Join('/', Enumerable.Repeat("a", Limits.Nesting + 1))).ToArray(), "CW118");
    }

    [Theory]
    [InlineData("a.md", "a.md"), InlineData("a.md", "A.md"), InlineData("media/Әкім.png", "media/әкім.png"), InlineData("a", "a/b.md"), InlineData("a/b.md", "A"), InlineData("m/a.md", "M/b.md")]
    [InlineData("media/\u0439.png", "media/\u0438\u0306.png")]
    public void Two_names_that_are_one_on_some_computers_are_refused(string one, string other) => Refused(new TestZip().Add(one).Add(other).ToArray(), "CW108");

    [Fact]
    public void A_name_in_an_unknown_code_page_is_refused() => Refused(new TestZip().Add("", rawName: [0x8A, 0xA0, 0xAA, 0xA8], flags: 0).ToArray(), "CW155");

    [Fact]
    public void A_name_as_a_Mac_writes_it_is_kept_as_texts_write_it() =>
        Assert.Equal(["media/\u0439.png"], Taken(new TestZip().Add("media/\u0438\u0306.png").ToArray()).Files.Keys);

    [Theory]
    [InlineData(0x0001), InlineData(0x0041), InlineData(0x2000)]
    public void An_encrypted_file_is_refused(int flags) => Refused(new TestZip().Add("a.md", flags: (ushort)(flags | 0x800)).ToArray(), "CW109");

    [Fact]
    public void A_file_encrypted_by_AES_is_refused() => Refused(new TestZip().Add("a.md", method: 99).ToArray(), "CW109");

    [Theory]
    [InlineData(9), InlineData(12), InlineData(14), InlineData(93)]
    public void An_unknown_compression_is_refused(int method) => Refused(new TestZip().Add("a.md", method: (ushort)method).ToArray(), "CW114");

    [Fact]
    public void A_wrong_checksum_is_refused() => Refused(new TestZip().Add("b.md").Add("a.md", checksum: 1).ToArray(), "CW110", "a.md");

    [Fact]
    public void A_broken_stream_is_refused() => Refused(new TestZip().Add("a.md", packed: [0xFF, 0xFF, 0xFF, 0xFF]).ToArray(), "CW110");

    [Theory]
    [InlineData(0xA1FF_0000u), InlineData(0x11B4_0000u), InlineData(0x6000_0000u), InlineData(0xC000_0000u), InlineData(0x0000_0400u)]
    public void Links_pipes_devices_and_sockets_are_refused(uint attributes) => Refused(new TestZip().Add("a", "../../etc/passwd"u8.ToArray(), attributes: attributes).ToArray(), "CW111");

    [Fact]
    public void A_file_that_unpacks_to_more_than_it_tells_is_refused_without_unpacking_the_rest()
    {
        var bomb = TestZip.Deflate(new byte[100 << 20]);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Refused(new TestZip().Add("a.md", packed: bomb, size: 10).ToArray(), "CW115");

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10 << 20);
    }

    [Fact]
    public void A_file_that_unpacks_to_less_than_it_tells_is_refused() => Refused(new TestZip().Add("a.md", size: 1000).ToArray(), "CW115");

    [Fact]
    public void A_stored_file_that_lies_about_its_size_is_refused() => Refused(new TestZip().Add("a.md", method: 0, packed: "xy"u8.ToArray(), size: 1).ToArray(), "CW115");

    [Fact]
    public void A_text_is_taken_to_a_megabyte_and_media_to_five()
    {
        Taken(new TestZip().Add("a.md", new byte[Limits.TextBytes]).Add("media/a.pdf", new byte[Limits.MediaBytes]).ToArray());
        Refused(new TestZip().Add("a.md", new byte[Limits.TextBytes + 1]).ToArray(), "CW106", "a.md");
        Refused(new TestZip().Add("media/a.pdf", new byte[Limits.MediaBytes + 1]).ToArray(), "CW106", "media/a.pdf");
        Refused(new TestZip().Add("media/a.pdf", size: uint.MaxValue).ToArray(), "CW106");
    }

    [Fact]
    public void Files_that_unpack_to_more_than_the_limit_together_are_refused_at_once()
    {
        var (media, packed) = (new byte[Limits.MediaBytes], TestZip.Deflate(new byte[Limits.MediaBytes]));
        var zip = new TestZip();
        for (var number = 0; number <= Limits.UnpackedBytes / Limits.MediaBytes; number++) zip.Add($"media/{number}.pdf", media, packed: packed, checksum: 1);
        var bytes = zip.ToArray();

        var before = GC.GetAllocatedBytesForCurrentThread();
        Refused(bytes, "CW104");

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, Limits.MediaBytes);
    }

    [Fact]
    public void Files_that_lie_over_one_another_are_refused()
    {
        var zip = new TestZip().Add("a.md", new byte[1000]);
        for (var number = 0; number < 1000; number++) zip.Add("a.md", new byte[1000], start: 0);

        Refused(zip.ToArray(), "CW113");
    }

    // Each file's packed data holds the next file's header: the bomb of David Fifield.
    [Fact]
    public void Files_that_lie_inside_one_another_are_refused()
    {
        var inner = new TestZip().Add("inner.md", new byte[100]).ToArray();
        var zip = new TestZip();
        zip.Add("outer.md", inner, method: 0, packed: inner);
        zip.Add("inner.md", new byte[100], start: (uint)(30 + "outer.md".Length));

        Refused(zip.ToArray(), "CW113");
    }

    [Fact]
    public void Twelve_thousand_files_are_refused_and_ten_thousand_taken()
    {
        Assert.Equal(Limits.Files, Taken(Many(Limits.Files)).Files.Count);
        Refused(Many(12_000), "CW105");

        static byte[] Many(int count)
        {
            var zip = new TestZip();
            for (var number = 0; number < count; number++) zip.Add($"m/{number}.md");
            return zip.ToArray();
        }
    }

    [Theory]
    [InlineData("PK\x03\x04"), InlineData("Rar!\x1A\x07"), InlineData("\x1F\x8B\x08"), InlineData("PK\x05\x06")]
    public void An_archive_inside_is_refused_whatever_its_name(string beginning) =>
        Refused(new TestZip().Add("media/plan.pdf", [.. Encoding.Latin1.GetBytes(beginning), .. new byte[40]]).ToArray(), "CW112");

    [Theory]
    [InlineData("media/a.zip"), InlineData("media/a.DOCX"), InlineData("a.7z"), InlineData("a.tar.gz")]
    public void An_archive_inside_is_refused_by_its_name_too(string path) => Refused(new TestZip().Add(path).ToArray(), "CW112");

    [Fact]
    public void A_tar_inside_is_refused()
    {
        var tar = new byte[1024];
        "ustar"u8.CopyTo(tar.AsSpan(257));

        Refused(new TestZip().Add("media/a.pdf", tar).ToArray(), "CW112");
    }

    [Fact]
    public void What_is_no_sound_zip_is_refused()
    {
        var zip = new TestZip().Add("a.md").ToArray();
        Refused([], "CW102");
        Refused("not a zip"u8.ToArray(), "CW102");
        Refused(zip[..^1], "CW102");
        Refused(zip[5..], "CW102");
        Refused([0, .. zip], "CW102");
        Refused([.. zip, 0], "CW102");
        Refused(new TestZip().Add("a.md").ToArray(count: 2), "CW102");
        Refused(new TestZip().Add("a.md").ToArray(count: 0), "CW102");
        Refused(new TestZip().Add("a.md", nameAtFile: "b.md").ToArray(), "CW102");
        Refused(new TestZip().Add("a.md").Add("b.md", start: 3).ToArray(), "CW102");
        Refused(new TestZip().Add("a.md").Add("b.md", start: uint.MaxValue).ToArray(), "CW102");
    }

    // The last lines of a zip tell where its directory lies; a reader that believes other numbers sees other files.
    [Theory]
    [InlineData(12, 0u), InlineData(12, 45u), InlineData(12, uint.MaxValue), InlineData(16, 0u), InlineData(16, 36u), InlineData(16, uint.MaxValue), InlineData(4, 1u), InlineData(8, 0x0001_0000u)]
    public void A_zip_that_tells_wrongly_where_its_directory_lies_is_refused(int field, uint value)
    {
        var zip = new TestZip().Add("a.md").ToArray();
        BitConverter.TryWriteBytes(zip.AsSpan(zip.Length - 22 + field), value);

        Refused(zip, "CW102");
    }

    [Fact]
    public void A_package_past_its_limit_is_refused_without_reading_all_of_it()
    {
        using var endless = new EndlessStream();

        Assert.Equal("CW103", Assert.Single(CourseSource.FromZip(endless).Diagnostics).Code);

        Assert.InRange(endless.Read64, 0, Limits.PackageBytes + (1 << 20));
    }

    [Fact]
    public void Every_mistake_is_told_at_once_and_nothing_is_kept()
    {
        var reading = CourseSource.FromZip(new MemoryStream(new TestZip().Add("good.md").Add("../a").Add("b.md", flags: 1).Add("CON").ToArray()));

        Assert.Equal(["CW107", "CW109", "CW117"], reading.Diagnostics.Select(diagnostic => diagnostic.Code));
        Assert.Empty(reading.Source.Files);
    }

    [Fact]
    public void What_computers_leave_behind_is_not_taken_and_not_complained_of()
    {
        var source = Taken(new TestZip()
            .Add(".DS_Store").Add("media/.DS_Store").Add("media/Thumbs.db").Add("__MACOSX/._a.md").Add(".git/config").Add("desktop.ini").Add("a.md").Add("folder/", [], method: 0, packed: []).ToArray());

        Assert.Equal(["a.md"], source.Files.Keys);
    }

    [Fact]
    public void A_path_cannot_forge_a_line_of_the_report()
    {
        var diagnostic = Assert.Single(CourseSource.FromZip(new MemoryStream(new TestZip().Add("a\nfake.md(1,1): error CW999: x").ToArray())).Diagnostics);

        Assert.DoesNotContain('\n', diagnostic.ToString());
    }

    [Fact]
    public void What_the_usual_archiver_makes_is_taken()
    {
        var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            archive.CreateEntry("media/");
            using (var file = archive.CreateEntry("media/сурет.png").Open()) file.Write("x"u8);
            using (var file = archive.CreateEntry("a.md", CompressionLevel.NoCompression).Open()) file.Write("text"u8);
        }

        Assert.Equal(["a.md", "media/сурет.png"], Taken(zip.ToArray()).Files.Keys);
    }

    // Sizes behind the data, as an archiver writes when it cannot go back.
    [Fact]
    public void What_an_archiver_writes_into_a_pipe_is_taken()
    {
        var zip = new MemoryStream();
        using (var archive = new ZipArchive(new ForwardOnly(zip), ZipArchiveMode.Create, leaveOpen: true))
        using (var file = archive.CreateEntry("a.md").Open())
            file.Write("text"u8);

        Assert.Equal("text"u8, Taken(zip.ToArray()).Files["a.md"].Span);
    }

    [Property(MaxTest = 3000)]
    public void A_package_with_changed_bytes_is_read_or_refused(int[] places, byte change)
    {
        var zip = new TestZip().Add("a.md", "some text that is packed"u8.ToArray()).Add("media/b.png", new byte[50]).ToArray();
        foreach (var place in places) zip[(uint)place % zip.Length] ^= change;

        var reading = CourseSource.FromZip(new MemoryStream(zip));

        Assert.True(reading.HasErrors ? reading.Source.Files.Count == 0 : reading.Source.Files.Count <= 2);
    }

    [Property(MaxTest = 1000)]
    public void Whatever_the_bytes_they_are_read_or_refused(byte[] bytes) => CourseSource.FromZip(new MemoryStream(bytes));

    private static CourseSource Taken(byte[] zip)
    {
        var reading = CourseSource.FromZip(new MemoryStream(zip));
        Assert.Empty(reading.Diagnostics);
        return reading.Source;
    }

    private static void Refused(byte[] zip, string code, string? file = null)
    {
        var reading = CourseSource.FromZip(new MemoryStream(zip));
        Assert.Contains(code, reading.Diagnostics.Select(diagnostic => diagnostic.Code));
        if (file is not null) Assert.Equal(file, reading.Diagnostics[0].Location.File);
        Assert.Empty(reading.Source.Files);
    }

    private sealed class EndlessStream : Stream
    {
        public long Read64 { get; private set; }
        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            Read64 += count;
            return count;
        }

        public override void Flush() { }
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }

    private sealed class ForwardOnly(Stream inner) : Stream
    {
        public override bool CanRead => false;
        public override bool CanSeek => false;
        public override bool CanWrite => true;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
        public override void Flush() { }
        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => inner.Write(buffer, offset, count);
    }
}
