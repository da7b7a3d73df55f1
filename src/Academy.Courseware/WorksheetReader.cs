namespace Academy.Courseware;

/// <summary>A worksheet file, which holds every language at once.</summary>
internal sealed record WorksheetDraft(Translated<string> Title, Translated<string> Intro, int? Minutes, IReadOnlyList<Field> Fields);

/// <summary>Reads <c>item.worksheet.yml</c>: a title, an introduction and fields.</summary>
internal sealed class WorksheetReader(IReadOnlyList<string> languages)
{
    private static readonly Dictionary<string, FieldKind> Kinds = new(StringComparer.Ordinal)
    {
        ["text"] = FieldKind.ShortText,
        ["long"] = FieldKind.LongText,
        ["number"] = FieldKind.Number,
        ["date"] = FieldKind.Date,
        ["choice"] = FieldKind.Choice,
        ["several"] = FieldKind.Several,
        ["yes-no"] = FieldKind.YesNo,
        ["table"] = FieldKind.Table,
        ["file"] = FieldKind.File,
        ["place"] = FieldKind.Place,
    };

    private const decimal Largest = 1_000_000_000_000_000;

    public WorksheetDraft? Read(string path, ReadOnlyMemory<byte> bytes, List<Diagnostic> diagnostics)
    {
        if (Yaml.Read(path, bytes, diagnostics) is not { } root) return null;

        root.Allow("format", "title", "intro", "minutes", "fields");
        root.CheckFormat(1);
        var title = root.Need("title")?.AsTranslated(languages);
        var intro = root.Translated("intro", languages);
        var minutes = root.Integer("minutes", 1, 10_000);
        var fields = Fields(root.Need("fields")?.AsSequence(), isColumn: false);
        return title is null ? null : new WorksheetDraft(title, intro ?? title.Select(_ => ""), minutes, fields);
    }

    private List<Field> Fields(YamlSequence? listed, bool isColumn)
    {
        var fields = new List<Field>();
        foreach (var item in listed?.Items ?? [])
        {
            if (item.AsMapping() is not { } mapping || Field(mapping, fields, isColumn) is not { } field) continue;
            if (fields.Any(other => other.Id == field.Id)) mapping.Report(Rules.FieldTwice, field.Id);
            else fields.Add(field);
        }
        return fields;
    }

    private Field? Field(YamlMapping field, List<Field> before, bool isColumn)
    {
        field.Allow("id", "kind", "label", "help", "required", "unit", "min", "max", "choices", "columns", "when");
        var id = field.Need("id")?.AsSlug();
        var kind = field.Need("kind")?.AsOneOf(Kinds);
        var label = field.Need("label")?.AsTranslated(languages);
        var (least, most) = (field.Number("min", -Largest, Largest), field.Number("max", -Largest, Largest));
        if (least > most) field.Find("max")!.Report(Rules.FieldRange);
        var choices = Choices(field.Sequence("choices"));
        var columns = isColumn ? [] : Fields(field.Sequence("columns"), isColumn: true);
        if (kind is FieldKind.Choice or FieldKind.Several && choices.Count < 2) field.Report(Rules.FieldNeeds, "choices");
        if (kind is FieldKind.Table && (isColumn || columns.Count == 0)) field.Report(isColumn ? Rules.FieldInTable : Rules.FieldNeeds, "columns");
        var when = Condition(field.Mapping("when"), before);
        return id is null || kind is null || label is null
            ? null
            : new Field(id, kind.Value, label, field.Translated("help", languages), field.YesNo("required") ?? false,
                field.Translated("unit", languages), least, most, choices, columns, when);
    }

    private List<FieldChoice> Choices(YamlSequence? listed)
    {
        var choices = new List<FieldChoice>();
        foreach (var item in listed?.Items ?? [])
        {
            if (item.AsMapping() is not { } choice) continue;
            choice.Allow("id", "label");
            if (choice.Need("id")?.AsSlug() is not { } id || choice.Need("label")?.AsTranslated(languages) is not { } label) continue;
            if (choices.Any(other => other.Id == id)) choice.Report(Rules.FieldTwice, id);
            else choices.Add(new FieldChoice(id, label));
        }
        return choices;
    }

    // Only on what was asked before, so that a form can be filled from top to bottom and no two fields wait for each other.
    private static FieldCondition? Condition(YamlMapping? when, List<Field> before)
    {
        if (when is null) return null;
        when.Allow("field", "is");
        if (when.Need("field")?.AsSlug() is not { } id || when.Need("is")?.AsText() is not { } answer) return null;

        var asked = before.FirstOrDefault(field => field.Id == id);
        var isPossible = asked?.Kind switch
        {
            FieldKind.Choice or FieldKind.Several => asked.Choices.Any(choice => choice.Id == answer),
            FieldKind.YesNo => answer is "yes" or "no",
            _ => false,
        };
        if (isPossible) return new FieldCondition(id, answer);
        when.Report(Rules.FieldCondition, id, answer);
        return null;
    }
}
