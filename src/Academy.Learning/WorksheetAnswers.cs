using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Academy.Courseware;

namespace Academy.Learning;

/// <summary>
/// What a learner has typed and chosen in a worksheet, as it was typed: a draft keeps also what is not right yet. Field ids are the
/// keys. Immutable; nothing here throws, whatever comes in.
/// </summary>
public sealed class WorksheetAnswers
{
    // Far more than a form of the format can hold; what lies deeper is not one of ours.
    private static readonly JsonDocumentOptions Bounded = new() { MaxDepth = 8 };
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Dictionary<string, FieldAnswer> _byField;

    public static readonly WorksheetAnswers Empty = new(new Dictionary<string, FieldAnswer>());

    /// <param name="byField">Empty answers are left out.</param>
    public WorksheetAnswers(IEnumerable<KeyValuePair<string, FieldAnswer>> byField) =>
        _byField = new Dictionary<string, FieldAnswer>(byField.Where(pair => !pair.Value.IsEmpty), StringComparer.Ordinal);

    /// <summary>Never null: what was not answered is empty.</summary>
    public FieldAnswer this[string fieldId] => _byField.GetValueOrDefault(fieldId, FieldAnswer.Empty);

    public bool IsEmpty => _byField.Count == 0;

    /// <summary>The same answers but for one field.</summary>
    public WorksheetAnswers With(string fieldId, FieldAnswer answer) =>
        new(_byField.Where(pair => pair.Key != fieldId).Append(KeyValuePair.Create(fieldId, answer)));

    /// <summary>Reads what <see cref="ToJson"/> wrote. Anything else counts as far as it can be understood.</summary>
    public static WorksheetAnswers FromJson(string? json)
    {
        if (string.IsNullOrWhiteSpace(json)) return Empty;
        try
        {
            using var document = JsonDocument.Parse(json, Bounded);
            return Read(document.RootElement, inTable: false);
        }
        catch (JsonException)
        {
            return Empty;
        }
    }

    /// <summary>One text for the same answers: fields by the alphabet, so that an unchanged form is seen to be unchanged.</summary>
    public string ToJson() => Write().ToJsonString(Plain);

    private static WorksheetAnswers Read(JsonElement element, bool inTable)
    {
        if (element.ValueKind != JsonValueKind.Object) return Empty;

        var read = new Dictionary<string, FieldAnswer>(StringComparer.Ordinal);
        foreach (var field in element.EnumerateObject())
        {
            var answer = field.Value.ValueKind switch
            {
                JsonValueKind.Array when !inTable && field.Value.EnumerateArray().Any(item => item.ValueKind == JsonValueKind.Object) =>
                    new FieldAnswer(field.Value.EnumerateArray().Select(row => Read(row, inTable: true))),
                JsonValueKind.Array => new FieldAnswer(field.Value.EnumerateArray().Select(TextOf).OfType<string>()),
                _ => TextOf(field.Value) is { } text ? new FieldAnswer([text]) : FieldAnswer.Empty,
            };
            read[field.Name] = answer;
        }
        return new WorksheetAnswers(read);
    }

    private static string? TextOf(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => TextIn(element),
        JsonValueKind.Number => element.GetRawText(),
        JsonValueKind.True => FieldAnswer.Yes,
        JsonValueKind.False => FieldAnswer.No,
        _ => null,
    };

    // Half a surrogate pair, escaped, is JSON and no text.
    private static string? TextIn(JsonElement element)
    {
        try
        {
            return element.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private JsonObject Write()
    {
        var written = new JsonObject();
        foreach (var (id, answer) in _byField.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            written[id] = answer.Rows.Count > 0 ? new JsonArray([.. answer.Rows.Select(row => row.Write())])
                : answer.Values.Count == 1 ? JsonValue.Create(answer.Values[0])
                : new JsonArray([.. answer.Values.Select(value => JsonValue.Create(value))]);
        return written;
    }
}

/// <summary>The answer to one field: a text, several chosen ids, or the rows of a table.</summary>
public sealed class FieldAnswer
{
    public const string Yes = "yes";
    public const string No = "no";

    public static readonly FieldAnswer Empty = new([], []);

    /// <param name="values">Nothing but spaces is no answer.</param>
    public FieldAnswer(IEnumerable<string> values) : this([.. values.Where(value => !string.IsNullOrWhiteSpace(value))], []) { }

    /// <param name="rows">Empty ones stay: a row that was added waits to be filled.</param>
    public FieldAnswer(IEnumerable<WorksheetAnswers> rows) : this([], [.. rows]) { }

    private FieldAnswer(IReadOnlyList<string> values, IReadOnlyList<WorksheetAnswers> rows) => (Values, Rows) = (values, rows);

    public IReadOnlyList<string> Values { get; }
    public IReadOnlyList<WorksheetAnswers> Rows { get; }

    /// <summary>The only text, or an empty one.</summary>
    public string Text => Values.Count > 0 ? Values[0] : "";

    public bool IsEmpty => Values.Count == 0 && Rows.Count == 0;

    public bool Has(string value) => Values.Contains(value, StringComparer.Ordinal);
}
