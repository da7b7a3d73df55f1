using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Academy.Courseware.Tests;

/// <summary>One example of a document: files, and what must come of them.</summary>
internal sealed record Spec(string Title, IReadOnlyList<SpecBlock> Files, IReadOnlyList<SpecBlock> Expected)
{
    private const string Fence = "```";

    private static readonly string[] Expectations = ["html", "questions", "diagnostics"];

    /// <summary>
    /// Every heading whose section holds an expectation is an example. Files of the library hold for the rest of the document.
    /// </summary>
    public static IReadOnlyList<Spec> ReadAll(string document)
    {
        var specs = new List<Spec>();
        var library = new Dictionary<string, SpecBlock>(StringComparer.Ordinal);
        foreach (var (title, blocks) in Sections(document))
        {
            var files = blocks.Where(block => block.File.Length > 0).ToList();
            foreach (var file in files.Where(file => LibraryReader.IsLibraryFile(file.File))) library[file.File] = file;
            var expected = blocks.Where(block => Expectations.Contains(block.Kind)).ToList();
            if (expected.Count > 0) specs.Add(new Spec(title, [.. library.Values, .. files.Where(file => !LibraryReader.IsLibraryFile(file.File))], expected));
        }
        return specs;
    }

    public Compilation Compile()
    {
        var library = LibraryReader.Read(Source(Files.Where(file => LibraryReader.IsLibraryFile(file.File)))).Library;
        var course = Source(WithTheRest(Files.Where(file => !LibraryReader.IsLibraryFile(file.File)).ToList()));
        return CourseCompiler.Compile(course, "course", library);
    }

    // What an example does not show: course.yml naming its files, the landing page, and a text that makes up the hours.
    private static List<SpecBlock> WithTheRest(List<SpecBlock> shown)
    {
        if (shown.Any(file => file.File.StartsWith("course.", StringComparison.Ordinal))) return shown;

        var texts = shown.Select(file => file.File.Split('.', '/')).Where(parts => parts.Length >= 4).ToList();
        var languages = texts.Select(parts => parts[^2]).Where(Languages.All.Contains).Distinct().DefaultIfEmpty("ru").OrderBy(language => language != "kk").ToList();
        string Said(string word) => $"{{ {string.Join(", ", languages.Select(language => $"{language}: {word}"))} }}";
        var yaml = new StringBuilder("format: 1\naccess: open\nhours: 2\n").Append(CultureInfo.InvariantCulture, $"languages: [{string.Join(", ", languages)}]\nmodules:\n");
        foreach (var module in texts.GroupBy(parts => parts[0]).Where(module => module.Key != "media"))
        {
            yaml.Append(CultureInfo.InvariantCulture, $"  - slug: {module.Key}\n    title: {Said(module.Key)}\n    items:\n");
            foreach (var item in module.Select(parts => parts[2] switch
            {
                "quiz" => $"{{ quiz: {parts[1]} }}",
                "task" => $"{{ task: {parts[1]}, points: 10 }}",
                "worksheet" => $"{{ worksheet: {parts[1]} }}",
                _ => parts[1],
            }).Distinct()) yaml.Append(CultureInfo.InvariantCulture, $"      - {item}\n");
        }
        yaml.Append(CultureInfo.InvariantCulture, $"  - slug: rest\n    title: {Said("rest")}\n    items: [reading]\n");
        return
        [
            .. shown,
            new SpecBlock("yaml", "course.yml", yaml.ToString()),
            .. languages.Where(language => shown.All(file => file.File != $"about.{language}.md")).Select(language => new SpecBlock("md", $"about.{language}.md", "# About\n\nAbout.\n")),
            .. languages.Select(language => new SpecBlock("md", $"rest/reading.{language}.md", "---\nminutes: 90\n---\n\n# Reading\n\nRead.\n")),
        ];
    }

    private static CourseSource Source(IEnumerable<SpecBlock> files) => new(files.Select(file => new KeyValuePair<string, ReadOnlyMemory<byte>>(file.File, file.Bytes)));

    private static IEnumerable<(string Title, List<SpecBlock> Blocks)> Sections(string document)
    {
        var title = "";
        var blocks = new List<SpecBlock>();
        StringBuilder? open = null;
        var info = Array.Empty<string>();
        foreach (var line in document.Split('\n').Select(line => line.TrimEnd('\r')))
        {
            if (open is not null)
            {
                if (line != Fence)
                {
                    open.Append(line).Append('\n');
                    continue;
                }
                blocks.Add(new SpecBlock(info[0], info.Length > 1 ? info[1] : "", open.ToString(), info.Length > 2 ? info[2] : ""));
                open = null;
            }
            else if (line.StartsWith(Fence, StringComparison.Ordinal) && line.Length > Fence.Length)
            {
                info = line[Fence.Length..].Split(' ');
                open = new StringBuilder();
            }
            else if (line.StartsWith('#'))
            {
                yield return (title, blocks);
                (title, blocks) = (line.TrimStart('#', ' '), []);
            }
        }
        yield return (title, blocks);
    }
}

/// <param name="Kind">md, yaml, png, pdf for files; html, questions, diagnostics for what must come of them.</param>
/// <param name="File">Its path in the course, or empty.</param>
/// <param name="Size">640x300, for pictures.</param>
internal sealed record SpecBlock(string Kind, string File, string Text, string Size = "")
{
    public ReadOnlyMemory<byte> Bytes => Kind switch
    {
        "png" => Png(),
        "pdf" => Encoding.Latin1.GetBytes("%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"),
        _ => Encoding.UTF8.GetBytes(Text),
    };

    private byte[] Png()
    {
        var sides = Size.Split('x').Select(side => int.Parse(side, CultureInfo.InvariantCulture)).ToArray();
        using var png = new MemoryStream();
        png.Write([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);
        var head = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(head, sides[0]);
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(4), sides[1]);
        // One bit a pixel, grey.
        head[8] = 1;
        Chunk(png, "IHDR", head);
        using var pixels = new MemoryStream();
        using (var zlib = new ZLibStream(pixels, CompressionLevel.Optimal, leaveOpen: true)) zlib.Write(new byte[((sides[0] + 7) / 8 + 1) * sides[1]]);
        Chunk(png, "IDAT", pixels.ToArray());
        Chunk(png, "IEND", []);
        return png.ToArray();
    }

    private static void Chunk(MemoryStream png, string name, byte[] data)
    {
        byte[] body = [.. Encoding.ASCII.GetBytes(name), .. data];
        var number = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        png.Write(number);
        png.Write(body);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc32.Of(body));
        png.Write(number);
    }
}
