using System.Globalization;

namespace Academy.Credentials.Tests;

public sealed class RepeatabilityTests
{
    [Fact]
    public void The_same_facts_give_the_same_bytes()
    {
        Assert.Equal(CertificatePdf.Render(Sample.Facts), CertificatePdf.Render(Sample.Facts));
        Assert.Equal(CertificatePdf.Preview(Sample.Facts), CertificatePdf.Preview(Sample.Facts));
    }

    [Fact]
    public void Other_facts_give_another_identifier()
    {
        var one = Identifier(Sample.Facts);

        Assert.Matches("[0-9a-f]{32}", one);
        Assert.NotEqual(one, Identifier(Sample.Facts with { HolderName = "Ли Ян" }));
    }

    [Fact]
    public void Several_threads_print_what_one_prints()
    {
        var facts = Enumerable.Range(0, 48)
            .Select(i => Sample.Facts with
            {
                Number = (202600000000 + i).ToString(CultureInfo.InvariantCulture),
                Specimen = i % 3 == 0,
                HolderName = i % 2 == 0 ? Sample.Facts.HolderName : "Ли Ян",
            })
            .ToArray();
        var alone = facts.Select(CertificatePdf.Render).ToArray();

        var together = new byte[facts.Length][];
        Parallel.For(0, facts.Length, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i => together[i] = CertificatePdf.Render(facts[i]));

        Assert.Equal(alone, together);
    }

    private static string Identifier(CertificateFacts facts)
    {
        var structure = Sample.StructureOf(CertificatePdf.Render(facts));
        var start = structure.IndexOf("/ID [<", StringComparison.Ordinal) + 6;
        return structure[start..(start + 32)];
    }
}
