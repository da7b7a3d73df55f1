using System.Text;
using Academy.Courseware;

namespace Academy.Web.Tests;

/// <summary>A course of the tests' content, changed as an author would change it.</summary>
public sealed class Package
{
    private readonly SortedDictionary<string, ReadOnlyMemory<byte>> _files;

    private Package(CourseSource course) => _files = new(course.Files.ToDictionary(), StringComparer.Ordinal);

    public static Package Of(string course = AcademyApp.Course) =>
        new(CourseSource.FromFolder(Path.Combine(TestContent.Folder, "courses", course)).Source);

    public static IReadOnlyDictionary<string, byte[]> FilesIn(byte[] zip) => FilesIn(CourseSource.FromZip(new MemoryStream(zip)));

    public static IReadOnlyDictionary<string, byte[]> FilesIn(string folder) => FilesIn(CourseSource.FromFolder(folder));

    public IReadOnlyDictionary<string, byte[]> Files => _files.ToDictionary(file => file.Key, file => file.Value.ToArray());

    /// <summary>Puts one text for another; the old one must be there.</summary>
    public Package With(string file, string old, string changed)
    {
        var text = Encoding.UTF8.GetString(_files[file].Span);
        if (!text.Contains(old, StringComparison.Ordinal)) throw new InvalidOperationException($"{file} does not say '{old}'.");
        _files[file] = Encoding.UTF8.GetBytes(text.Replace(old, changed, StringComparison.Ordinal));
        return this;
    }

    /// <param name="folder">The folder that an archiver puts around; none where empty.</param>
    public byte[] Zip(string folder = AcademyApp.Course) =>
        new CourseSource(_files.Select(file => KeyValuePair.Create(folder.Length == 0 ? file.Key : $"{folder}/{file.Key}", file.Value))).ToZip();

    private static Dictionary<string, byte[]> FilesIn(SourceReading reading)
    {
        if (reading.HasErrors) throw new InvalidOperationException(reading.Diagnostics[0].ToString());
        return reading.Source.Files.ToDictionary(file => file.Key, file => file.Value.ToArray());
    }
}
