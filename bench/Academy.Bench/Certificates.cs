using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Academy.Credentials;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Running;

namespace Academy.Bench;

/// <summary>
/// A cohort's certificates, from facts to bytes and their fingerprint, as the office issues them. The plain run
/// tells how long somebody waits; <c>--benchmark</c> tells what one costs.
/// </summary>
[MemoryDiagnoser]
public class Certificates
{
    private static readonly string[] Names =
    [
        "Іңкәрбекова Үміт Шыңғысқызы", "Оспанова Гүлнар Сейітқызы", "Ли Ян", "Hüseynov Əli",
        "Мұхамбетқалиева-Сейітқұлова Гүлбаршын-Айгерім Құдайбергенқызы",
    ];

    private readonly CertificateFacts _facts = Facts(0);

    public static int Run(string[] options)
    {
        if (options is ["--benchmark"])
        {
            BenchmarkRunner.Run<Certificates>(DefaultConfig.Instance.WithArtifactsPath("artifacts/benchmarks"));
            return 0;
        }

        var count = options is [var number] ? int.Parse(number, CultureInfo.InvariantCulture) : 1000;
        var bytes = 0L;
        var fingerprints = new string[count];

        var clock = Stopwatch.StartNew();
        Parallel.For(0, count, i =>
        {
            var file = CertificatePdf.Render(Facts(i));
            fingerprints[i] = Convert.ToHexString(SHA256.HashData(file));
            Interlocked.Add(ref bytes, file.Length);
        });
        clock.Stop();

        using var self = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"certificates: n = {count}, seconds = {clock.Elapsed.TotalSeconds:F2}, per second = {count / clock.Elapsed.TotalSeconds:F0}, " +
            // On a machine shared with others this is the figure to compare.
            $"processor seconds = {self.TotalProcessorTime.TotalSeconds:F2}, " +
            $"MB written = {bytes / 1e6:F1}, peak memory MB = {self.PeakWorkingSet64 / 1e6:F0}, cores = {Environment.ProcessorCount}"));

        // Each has its own number, so two alike would mean that threads mixed their pages up.
        return fingerprints.Distinct().Count() == count ? 0 : 1;
    }

    [Benchmark]
    public byte[] Render() => CertificatePdf.Render(_facts);

    [Benchmark]
    public byte[] Preview() => CertificatePdf.Preview(_facts);

    private static CertificateFacts Facts(int i) => new()
    {
        Number = (202600000000 + i).ToString(CultureInfo.InvariantCulture),
        HolderName = Names[i % Names.Length],
        Position = "Ақбұлақ ауылдық округінің әкімі",
        Organisation = new("Мемлекеттік басқару академиясы", "Академия государственного управления"),
        CourseTitle = new("Өтініштер, рәсімдер, ашықтық және деректер", "Обращения, процедуры, открытость и данные"),
        Hours = 8,
        From = new(2027, 3, 2),
        To = new(2027, 3, 6),
        IssuedOn = new(2027, 3, 9),
        SignatoryName = "Б. Қ. Сәрсенбаев",
        SignatoryPosition = new("Академия ректоры", "Ректор академии"),
        City = new("Астана", "Астана"),
        VerificationUrl = $"https://academy.example/v/{202600000000 + i}/K7M4Q2",
        Specimen = false,
    };
}
