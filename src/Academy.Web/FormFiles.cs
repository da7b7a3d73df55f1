namespace Academy.Web;

/// <summary>Files that were sent with a form.</summary>
public static class FormFiles
{
    /// <summary>The bytes of a file; of one that is larger than is taken, one more than that, which says enough.</summary>
    public static async Task<byte[]> BytesAsync(this IFormFile file, long most, CancellationToken cancel)
    {
        var bytes = new byte[Math.Min(file.Length, most + 1)];
        await using var stream = file.OpenReadStream();
        await stream.ReadExactlyAsync(bytes, cancel);
        return bytes;
    }
}
