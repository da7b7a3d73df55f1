using Academy.Credentials;
using Academy.Learning;

namespace Academy.Web.Commands;

/// <summary>The command <c>verify</c>: whether a certificate's file is genuine, without site, database or network.</summary>
internal static class CertificateCheck
{
    /// <returns>0 where it is; 1 where it is not.</returns>
    public static async Task<int> RunAsync(string typed, string? keys, Texts texts)
    {
        var file = Terminal.PathOf(typed);
        if (!File.Exists(file)) throw new CommandException(texts.Format("Commands.NoFile", file));

        var check = SealedFile.Check(await BytesAsync(file), keys is null ? null : await ThumbprintsAsync(keys, texts));
        if (check.Fault is { } fault)
        {
            await Console.Out.WriteLineAsync(texts.Format("Commands.NotGenuine", texts[$"Verify.File.{fault}"]));
            return Terminal.Failed;
        }

        var told = check.Told!;
        await Console.Out.WriteLineAsync(texts[check.IsPdf ? "Commands.GenuineFile" : "Commands.GenuineData"]);
        foreach (var (name, value) in (IEnumerable<(string, string?)>)
        [
            ("Number", CertificateNumber.Read(told.Number)!.ToString()), ("Course", told.Course), ("Organisation", told.Organisation), ("Period", $"{told.From:yyyy-MM-dd} – {told.To:yyyy-MM-dd}"),
            ("Issued", $"{KazakhstanTime.DayOf(told.ValidFrom):yyyy-MM-dd}"), ("ValidUntil", told.ValidUntil is { } until ? $"{KazakhstanTime.DayOf(until):yyyy-MM-dd}" : null),
            ("Issuer", told.Issuer.AbsoluteUri), ("Key", check.Thumbprint),
        ])
            if (value is not null) await Console.Out.WriteLineAsync($"  {texts[$"Verify.{name}"]}: {value}");
        await Console.Out.WriteLineAsync(texts[keys is null ? "Commands.KeyFromFile" : "Commands.KeyKnown"]);
        await Console.Out.WriteLineAsync(texts["Commands.AskRegister"]);
        return 0;
    }

    // One that is too large is not brought into memory to be told so.
    private static async Task<byte[]> BytesAsync(string file)
    {
        await using var stream = File.OpenRead(file);
        var bytes = new byte[Math.Min(stream.Length, SealedFile.Longest + 1)];
        await stream.ReadExactlyAsync(bytes);
        return bytes;
    }

    private static async Task<IReadOnlySet<string>> ThumbprintsAsync(string typed, Texts texts)
    {
        var file = Terminal.PathOf(typed);
        if (!File.Exists(file)) throw new CommandException(texts.Format("Commands.NoFile", file));
        if (new FileInfo(file).Length > SealedFile.Longest) throw new CommandException(texts.Format("Commands.TooLarge", typed));

        return SealedFile.ThumbprintsIn(await File.ReadAllTextAsync(file)) is { Count: > 0 } known ? known : throw new CommandException(texts.Format("Commands.NoKeys", typed));
    }
}
