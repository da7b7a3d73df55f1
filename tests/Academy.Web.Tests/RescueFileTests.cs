using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;

namespace Academy.Web.Tests;

/// <summary>A file of answers that could not be sent is read only as our page wrote it.</summary>
public sealed class RescueFileTests
{
    private static readonly Guid Attempt = Guid.Parse("0190a2b4-0000-7000-8000-000000000001"), Learner = Guid.Parse("0190a2b4-0000-7000-8000-000000000002");
    private readonly RescueFiles _files = new(new EphemeralDataProtectionProvider());

    [Fact]
    public void A_file_as_the_page_wrote_it_is_read_whole()
    {
        var file = _files.Read(Write())!;

        Assert.Equal((Attempt, Learner), (file.Attempt, file.Account));
        Assert.Equal(["term", "essay"], file.Answers.Select(answer => answer.Question));
        Assert.Equal("Әкім: «Ғимарат \"ескі\"»\nекінші жол", file.Answers[1].Value[0]);
        Assert.Equal((7L, true, 3L), (file.Answers[1].Seq, file.Answers[1].Flagged, file.Answers[1].Base));
    }

    [Fact]
    public void Any_bit_changed_refuses_the_file()
    {
        var written = Write();
        var random = new Random(20261124);
        for (var flip = 0; flip < 1000; flip++)
        {
            var bytes = (byte[])written.Clone();
            var bit = random.Next(bytes.Length * 8);
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.True(_files.Read(bytes) is null, $"Bit {bit} was changed and the file was taken.");
        }
    }

    [Fact]
    public void A_file_cut_short_lengthened_or_of_another_kind_is_refused()
    {
        var written = Write();

        Assert.Null(_files.Read([]));
        Assert.Null(_files.Read(Encoding.UTF8.GetBytes("{}")));
        Assert.Null(_files.Read(new byte[1000]));
        Assert.Null(_files.Read([.. written, (byte)'\n']));
        Assert.All(Enumerable.Range(0, written.Length), length => Assert.Null(_files.Read(written[..length])));
    }

    [Fact]
    public void A_file_signed_with_another_attempts_key_is_refused()
    {
        var (_, seal) = _files.KeyFor(Attempt, Learner);
        var (key, _) = _files.KeyFor(Guid.NewGuid(), Learner);

        Assert.Null(_files.Read(Write(key, seal)));
    }

    private byte[] Write()
    {
        var (key, seal) = _files.KeyFor(Attempt, Learner);
        return Write(key, seal);
    }

    // As the script of the page does.
    private static byte[] Write(string key, string seal)
    {
        var signed = $$"""
            {"seal":"{{seal}}","answers":[{"question":"term","value":["1"],"seq":2,"flagged":false,"base":0,"tab":"0123456789abcdef01234567","at":"2026-11-24T05:00:00.000Z"},{"question":"essay","value":["Әкім: «Ғимарат \"ескі\"»\nекінші жол"],"seq":7,"flagged":true,"base":3,"tab":"0123456789abcdef01234567","at":"2026-11-24T05:00:01.000Z"}]
            """;
        var sign = Convert.ToHexStringLower(HMACSHA256.HashData(WebEncoders.Base64UrlDecode(key), Encoding.UTF8.GetBytes(signed)));
        return Encoding.UTF8.GetBytes($"{signed},\"sign\":\"{sign}\"}}");
    }
}
