using System.Globalization;
using System.Text;
using QRCoder;

namespace Academy.Credentials;

/// <summary>The QR code of an address, for pages.</summary>
public static class QrCode
{
    // Scanners look for four light modules around the code.
    private const int QuietZone = 4;

    /// <summary>
    /// An SVG of its own white ground, so that it is read on a dark page too. Attributes only, no style: it
    /// passes a strict content security policy.
    /// </summary>
    public static string Svg(string address)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(address);

        var (path, modules) = Path(address);
        var side = (modules + 2 * QuietZone).ToString(CultureInfo.InvariantCulture);
        return $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="-{QuietZone} -{QuietZone} {side} {side}" shape-rendering="crispEdges">"""
            + $"""<path fill="#fff" d="M-{QuietZone}-{QuietZone}h{side}v{side}h-{side}z"/><path d="{path}"/></svg>""";
    }

    /// <summary>The dark modules as one path of unit squares joined along each row; one fill leaves no seams.</summary>
    internal static (string Path, int Modules) Path(string address)
    {
        // Level M: a fold or a coffee stain is forgiven, and the modules stay large enough for a cheap printer.
        using var code = QRCodeGenerator.GenerateQrCode(address, QRCodeGenerator.ECCLevel.M);
        var rows = code.ModuleMatrix;
        var modules = rows.Count - 2 * QuietZone;

        var path = new StringBuilder();
        for (var y = 0; y < modules; y++)
        {
            for (var x = 0; x < modules; x++)
            {
                if (!Dark(x, y)) continue;

                var start = x;
                while (x + 1 < modules && Dark(x + 1, y)) x++;
                path.Append(CultureInfo.InvariantCulture, $"M{start} {y}h{x - start + 1}v1h{start - x - 1}z");
            }
        }

        return (path.ToString(), modules);

        bool Dark(int x, int y) => rows[y + QuietZone][x + QuietZone];
    }
}
