namespace Academy.Courseware;

/// <summary>A form whose answers are data.</summary>
public sealed record Worksheet : Item
{
    /// <summary>Rows that a table takes where its author says nothing, and the most there can be.</summary>
    public const int MostRows = 100;

    public required Translated<string> Intro { get; init; }

    /// <summary>The fields in parts, each with its heading; without headings it is one part.</summary>
    public required IReadOnlyList<WorksheetSection> Sections { get; init { (field, _fields) = (value, null); } }

    /// <summary>Every field, in order.</summary>
    public IReadOnlyList<Field> Fields => _fields ??= [.. Sections.SelectMany(section => section.Fields)];

    private IReadOnlyList<Field>? _fields;

    public Field? Find(string id) => Fields.FirstOrDefault(one => one.Id == id);
}

/// <param name="Title">Null where the fields before the first heading stand.</param>
public sealed record WorksheetSection(Translated<string>? Title, Translated<string>? Help, IReadOnlyList<Field> Fields);

/// <summary>One thing asked for.</summary>
/// <param name="Id">The key of the answer; never changes.</param>
/// <param name="Least">Of a number: the least value; of a table: the least number of rows.</param>
/// <param name="Most">Of a number: the largest value; of a table: the largest number of rows.</param>
/// <param name="Choices">For <see cref="FieldKind.Choice"/> and <see cref="FieldKind.Several"/>: id and label.</param>
/// <param name="Columns">For <see cref="FieldKind.Table"/>.</param>
public sealed record Field(
    string Id,
    FieldKind Kind,
    Translated<string> Label,
    Translated<string>? Help,
    bool Required,
    Translated<string>? Unit,
    decimal? Least,
    decimal? Most,
    IReadOnlyList<FieldChoice> Choices,
    IReadOnlyList<Field> Columns,
    FieldCondition? When)
{
    /// <summary>Digits after the comma that a number may have; 0 for a whole one, null where nothing is said.</summary>
    public int? Decimals { get; init; }

    /// <summary>How far down a place must go.</summary>
    public PlaceLevel Level { get; init; } = PlaceLevel.District;
}

public sealed record FieldChoice(string Id, Translated<string> Label);

/// <summary>The field is asked only when another one has this answer.</summary>
public sealed record FieldCondition(string FieldId, string Answer);

public enum FieldKind { ShortText, LongText, Number, Date, Choice, Several, YesNo, Table, File, Place }

public enum PlaceLevel
{
    /// <summary>A region or city of republican significance.</summary>
    Region,

    /// <summary>A district or city inside one.</summary>
    District,
}
