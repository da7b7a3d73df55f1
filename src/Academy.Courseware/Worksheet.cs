namespace Academy.Courseware;

/// <summary>A form whose answers are data.</summary>
public sealed record Worksheet : Item
{
    public required Translated<string> Intro { get; init; }
    public required IReadOnlyList<Field> Fields { get; init; }
}

/// <summary>One thing asked for.</summary>
/// <param name="Id">The key of the answer; never changes.</param>
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
    FieldCondition? When);

public sealed record FieldChoice(string Id, Translated<string> Label);

/// <summary>The field is asked only when another one has this answer.</summary>
public sealed record FieldCondition(string FieldId, string Answer);

public enum FieldKind { ShortText, LongText, Number, Date, Choice, Several, YesNo, Table, File, Place }
