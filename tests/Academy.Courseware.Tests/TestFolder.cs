namespace Academy.Courseware.Tests;

/// <summary>A folder of its own for a test, gone afterwards.</summary>
internal sealed class TestFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("academy-").FullName;

    public string At(string relative) => System.IO.Path.Combine(Path, relative);

    public TestFolder With(string relative, byte[]? content = null)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(At(relative))!);
        File.WriteAllBytes(At(relative), content ?? "x"u8.ToArray());
        return this;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
