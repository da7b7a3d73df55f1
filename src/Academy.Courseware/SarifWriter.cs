using System.Text.Encodings.Web;
using System.Text.Json;

namespace Academy.Courseware;

/// <summary>Diagnostics as SARIF 2.1.0, which code hosts show beside the changed lines.</summary>
public static class SarifWriter
{
    // Kazakh stays legible in the file; it never stands inside HTML.
    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="language">The language of the sentences, one of <see cref="Languages"/>.</param>
    /// <returns>JSON; file addresses are relative to the folder that was compiled.</returns>
    public static string Write(IEnumerable<Diagnostic> diagnostics, string language)
    {
        var found = diagnostics.ToList();
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            json.WriteStartObject();
            json.WriteString("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
            json.WriteString("version", "2.1.0");
            json.WriteStartArray("runs");
            json.WriteStartObject();
            WriteTool(json, found, language);
            json.WriteString("columnKind", "utf16CodeUnits");
            json.WriteStartArray("results");
            foreach (var diagnostic in found) WriteResult(json, diagnostic, language);
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return System.Text.Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length) + "\n";
    }

    private static void WriteTool(Utf8JsonWriter json, IEnumerable<Diagnostic> found, string language)
    {
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "Academy");
        json.WriteString("language", language);
        json.WriteStartArray("rules");
        foreach (var rule in found.Select(diagnostic => diagnostic.Rule).DistinctBy(rule => rule.Code).OrderBy(rule => rule.Code, StringComparer.Ordinal))
        {
            json.WriteStartObject();
            json.WriteString("id", rule.Code);
            json.WriteStartObject("defaultConfiguration");
            json.WriteString("level", Level(rule.Severity));
            json.WriteEndObject();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteResult(Utf8JsonWriter json, Diagnostic diagnostic, string language)
    {
        json.WriteStartObject();
        json.WriteString("ruleId", diagnostic.Code);
        json.WriteString("level", Level(diagnostic.Severity));
        json.WriteStartObject("message");
        json.WriteString("text", diagnostic.Message(language));
        json.WriteEndObject();
        if (diagnostic.Location.File.Length > 0) WriteLocation(json, diagnostic.Location);
        json.WriteEndObject();
    }

    private static void WriteLocation(Utf8JsonWriter json, SourceLocation location)
    {
        json.WriteStartArray("locations");
        json.WriteStartObject();
        json.WriteStartObject("physicalLocation");
        json.WriteStartObject("artifactLocation");
        json.WriteString("uri", string.Join('/', location.File.Split('/').Select(Uri.EscapeDataString)));
        json.WriteEndObject();
        // A region counts from 1; where the whole file is meant there is none.
        if (location.Line > 0)
        {
            json.WriteStartObject("region");
            json.WriteNumber("startLine", location.Line);
            if (location.Column > 0) json.WriteNumber("startColumn", location.Column);
            json.WriteEndObject();
        }
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static string Level(Severity severity) => severity == Severity.Error ? "error" : "warning";
}
