using System.Globalization;

namespace Academy.Web;

/// <summary>How large a file is, as people say it.</summary>
public static class FileSize
{
    private const int Kilobyte = 1024;
    private const int Megabyte = 1024 * 1024;

    public static string In(Texts texts, long bytes) => bytes >= Megabyte
        ? texts.Format("Work.Megabytes", Math.Round((decimal)bytes / Megabyte, 1).ToString("0.#", CultureInfo.CurrentCulture))
        : texts.Format("Work.Kilobytes", Math.Max(1, (bytes + Kilobyte - 1) / Kilobyte));
}
