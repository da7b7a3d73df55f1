namespace Academy.Courseware;

/// <summary>A worksheet file, which holds every language at once.</summary>
internal sealed record WorksheetDraft(Translated<string> Title, Translated<string> Intro, int? Minutes, IReadOnlyList<WorksheetSection> Sections);

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

    private static readonly Dictionary<string, PlaceLevel> Levels = new(StringComparer.Ordinal)
    {
        ["region"] = PlaceLevel.Region,
        ["district"] = PlaceLevel.District,
    };

    private const decimal Largest = 1_000_000_000_000_000;
    private const int MostDecimals = 6;

    public WorksheetDraft? Read(string path, ReadOnlyMemory<byte> bytes, List<Diagnostic> diagnostics)
    {
        if (Yaml.Read(path, bytes, diagnostics) is not { } root) return null;

        root.Allow("format", "title", "intro", "minutes", "fields");
        root.CheckFormat(1);
        var title = root.Need("title")?.AsTranslated(languages);
        var intro = root.Translated("intro", languages);
        var minutes = root.Integer("minutes", 1, 10_000);
        var sections = Sections(root.Need("fields")?.AsSequence());
        return title is null ? null : new WorksheetDraft(title, intro ?? title.Select(_ => ""), minutes, sections);
    }

    // A heading stands in the list among the fields, since that is how the form is read: from top to bottom.
    private List<WorksheetSection> Sections(YamlSequence? listed)
    {
        var sections = new List<WorksheetSection>();
        var (title, help) = ((Translated<string>?)null, (Translated<string>?)null);
        var (all, inSection) = (new List<Field>(), new List<Field>());
        foreach (var item in listed?.Items ?? [])
        {
            if (item.AsMapping() is not { } mapping) continue;
            if (!mapping.Has("section"))
            {
                if (Add(mapping, all, isColumn: false) is { } field) inSection.Add(field);
                continue;
            }
            if (inSection.Count > 0) sections.Add(new WorksheetSection(title, help, inSection));
            mapping.Allow("section", "help");
            (title, help, inSection) = (mapping.Translated("section", languages), mapping.Translated("help", languages), []);
        }
        if (inSection.Count > 0) sections.Add(new WorksheetSection(title, help, inSection));
        return sections;
    }

    private List<Field> Columns(YamlSequence? listed)
    {
        var columns = new List<Field>();
        foreach (var item in listed?.Items ?? [])
            if (item.AsMapping() is { } mapping) Add(mapping, columns, isColumn: true);
        return columns;
    }

    private Field? Add(YamlMapping mapping, List<Field> before, bool isColumn)
    {
        if (Field(mapping, before, isColumn) is not { } field) return null;
        if (before.Any(other => other.Id == field.Id))
        {
            mapping.Report(Rules.FieldTwice, field.Id);
            return null;
        }
        before.Add(field);
        return field;
    }

    private Field? Field(YamlMapping field, List<Field> before, bool isColumn)
    {
        field.Allow("id", "kind", "label", "help", "required", "unit", "min", "max", "decimals", "choices", "columns", "level", "when");
        var id = field.Need("id")?.AsSlug();
        var kind = field.Need("kind")?.AsOneOf(Kinds);
        var label = field.Need("label")?.AsTranslated(languages);
        if (kind is { } known) WarnOfIdleKeys(field, known);
        var (least, most) = kind is FieldKind.Table
            ? (field.Integer("min", 0, Worksheet.MostRows), (decimal?)field.Integer("max", 1, Worksheet.MostRows))
            : (field.Number("min", -Largest, Largest), field.Number("max", -Largest, Largest));
        if (least > most) field.Find("max")!.Report(Rules.FieldRange);
        var choices = Choices(field.Sequence("choices"));
        var columns = isColumn ? [] : Columns(field.Sequence("columns"));
        if (kind is FieldKind.Choice or FieldKind.Several && choices.Count < 2) field.Report(Rules.FieldNeeds, "choices");
        if (isColumn && kind is FieldKind.Table) field.Report(Rules.FieldInTable, "columns");
        else if (isColumn && kind is FieldKind.File or FieldKind.Place) field.Report(Rules.FieldNotInTable);
        else if (kind is FieldKind.Table && columns.Count == 0) field.Report(Rules.FieldNeeds, "columns");
        var when = Condition(field.Mapping("when"), before);
        return id is null || kind is null || label is null
            ? null
            : new Field(id, kind.Value, label, field.Translated("help", languages), field.YesNo("required") ?? false,
                field.Translated("unit", languages), least, most, choices, columns, when)
            {
                Decimals = field.Integer("decimals", 0, MostDecimals),
                Level = field.Find("level")?.AsOneOf(Levels) ?? PlaceLevel.District,
            };
    }

    private static void WarnOfIdleKeys(YamlMapping field, FieldKind kind)
    {
        foreach (var (key, kinds) in (ReadOnlySpan<(string, FieldKind[])>)[
            ("unit", [FieldKind.Number]), ("decimals", [FieldKind.Number]), ("min", [FieldKind.Number, FieldKind.Table]), ("max", [FieldKind.Number, FieldKind.Table]),
            ("choices", [FieldKind.Choice, FieldKind.Several]), ("columns", [FieldKind.Table]), ("level", [FieldKind.Place])])
            if (field.Find(key) is { } idle && !kinds.Contains(kind))
                idle.Report(Rules.FieldKeyIdle, key);
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
