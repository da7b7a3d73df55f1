namespace Academy.Courseware;

/// <summary>Puts the files together as course.yml says, and checks what only the whole can show.</summary>
internal sealed class CourseBuilder(Manifest manifest, IReadOnlyDictionary<string, object> drafts, List<Diagnostic> diagnostics)
{
    private readonly Agreement _agreement = new(diagnostics);
    private readonly List<LawPlace> _lawPlaces = [];
    private readonly HashSet<string> _named = new(StringComparer.Ordinal) { ManifestReader.File };

    /// <summary>The course, or null where a part of it could not be made; then the diagnostics say why.</summary>
    public Course? Build(CourseSource source, string slug, IReadOnlyDictionary<string, MediaFile> media)
    {
        var about = Spoken<AboutDraft>(manifest.Languages.Select(language => $"about.{language}.md").ToList(), source);
        NewerThanTranslation([.. about.Select(said => new Spoken<TextHead>(said.Language, said.Value.Head))]);

        var modules = new List<Module>();
        foreach (var module in manifest.Modules)
            modules.Add(new Module(module.Slug, module.Title, [.. module.Items.Select(item => Item(item, source)).OfType<Item>()]));

        CourseChecks.Files(source, _named, manifest.Languages, diagnostics);
        var items = modules.SelectMany(module => module.Items).ToList();
        // Without an item's file its minutes are not known either.
        if (items.Count == manifest.Modules.Sum(module => module.Items.Count)) CourseChecks.Hours(manifest, items, diagnostics);
        if (about.Count < manifest.Languages.Count) return null;

        return new Course
        {
            Slug = slug,
            Languages = manifest.Languages,
            Hours = manifest.Hours,
            Access = manifest.Access,
            ReviewBy = manifest.ReviewBy,
            Authors = manifest.Authors,
            Tags = manifest.Tags,
            About = Said(about, draft => draft.Text),
            Modules = modules,
            Completion = manifest.Completion,
            Certificate = manifest.Certificate,
            Media = media,
            Hash = "",
            LawPlaces = _lawPlaces,
        };
    }

    private Item? Item(ManifestItem item, CourseSource source) => item.Kind switch
    {
        ItemKind.Worksheet => Worksheet(item, source),
        ItemKind.Task => Assignment(item, Spoken<AssignmentDraft>(item.Files(manifest.Languages), source)),
        ItemKind.Quiz or ItemKind.Exam => Quiz(item, Spoken<QuizDraft>(item.Files(manifest.Languages), source)),
        _ => Lesson(item, Spoken<LessonDraft>(item.Files(manifest.Languages), source)),
    };

    // The drafts of the languages that could be read, the primary one first. A file that is there but broken has said so itself.
    private List<Spoken<T>> Spoken<T>(IEnumerable<string> files, CourseSource source) where T : class
    {
        var spoken = new List<Spoken<T>>();
        foreach (var (language, file) in manifest.Languages.Zip(files))
        {
            _named.Add(file);
            if (!source.Files.ContainsKey(file)) diagnostics.Add(Rules.FileMissing.At(file, 0, 0));
            else if (drafts.TryGetValue(file, out var draft) && draft is T read) spoken.Add(new Spoken<T>(language, read));
        }
        return spoken;
    }

    private Lesson? Lesson(ManifestItem item, List<Spoken<LessonDraft>> spoken)
    {
        if (spoken.Count == 0) return null;

        NewerThanTranslation([.. spoken.Select(said => new Spoken<TextHead>(said.Language, said.Value.Head))]);
        Cites(item, spoken, draft => (draft.Head, draft.Cited));
        _agreement.SelfChecks(spoken);
        var checks = _agreement.Questions([.. spoken.Select(said => new Spoken<IReadOnlyList<QuestionDraft>>(said.Language, [.. said.Value.Checks]))], reportMissing: false);
        return new Lesson
        {
            ModuleSlug = item.Module,
            Slug = item.Slug,
            Title = Said(spoken, draft => draft.Head.Title),
            Minutes = Minutes(spoken.Select(said => said.Value.Head)),
            Text = Said(spoken, draft => Text(draft, checks)),
        };
    }

    private static LessonText Text(LessonDraft draft, IReadOnlyList<Question> checks) => new()
    {
        Title = draft.Head.Title,
        LawChecked = draft.Head.LawChecked,
        Objectives = draft.Head.Objectives,
        Blocks = [.. draft.Parts.Select(part => Block(part, checks)).OfType<LessonBlock>()],
        Headings = draft.Headings,
        Citations = draft.Citations,
        Terms = draft.Terms,
    };

    private static LessonBlock? Block(LessonPart part, IReadOnlyList<Question> checks)
    {
        if (part.Markup is not null) return new MarkupBlock(part.Markup);
        return checks.FirstOrDefault(question => question.Id == part.Check!.Id) is { } question ? new CheckBlock(question) : null;
    }

    private Quiz? Quiz(ManifestItem item, List<Spoken<QuizDraft>> spoken)
    {
        if (spoken.Count == 0) return null;

        NewerThanTranslation([.. spoken.Select(said => new Spoken<TextHead>(said.Language, said.Value.Head))]);
        Cites(item, spoken, draft => (draft.Head, draft.Cited));
        var questions = _agreement.Questions([.. spoken.Select(said => new Spoken<IReadOnlyList<QuestionDraft>>(said.Language, said.Value.Questions))], reportMissing: true);
        CourseChecks.Draws(item, questions, diagnostics);
        var minutes = Minutes(spoken.Select(said => said.Value.Head));
        return new Quiz
        {
            ModuleSlug = item.Module,
            Slug = item.Slug,
            Title = Said(spoken, draft => draft.Head.Title),
            // Who has a limit and says no more needs at most that long.
            Minutes = minutes > 0 ? minutes : (int)(item.TimeLimit?.TotalMinutes ?? 0),
            IsExam = item.Kind == ItemKind.Exam,
            PassMark = item.Pass,
            Attempts = item.Attempts,
            Wait = item.Wait,
            TimeLimit = item.TimeLimit,
            Grace = item.Grace,
            Opens = item.Opens,
            Closes = item.Closes,
            Draws = [.. item.Draws.Select(draw => draw.Draw)],
            ShuffleQuestions = item.ShuffleQuestions,
            ShuffleOptions = item.ShuffleOptions,
            Review = item.Review,
            Intro = Said(spoken, draft => draft.Intro),
            Questions = questions,
            Citations = Citations(spoken.SelectMany(said => said.Value.Citations)),
        };
    }

    private Assignment? Assignment(ManifestItem item, List<Spoken<AssignmentDraft>> spoken)
    {
        if (spoken.Count == 0) return null;

        NewerThanTranslation([.. spoken.Select(said => new Spoken<TextHead>(said.Language, said.Value.Head))]);
        Cites(item, spoken, draft => (draft.Head, draft.Cited));
        var rubric = _agreement.Rubric(spoken);
        if (rubric is not null && rubric.Points != item.Points)
            diagnostics.Add(new Diagnostic(Rules.RubricPoints, spoken[0].Value.Rubric!.At, [Number.Of(rubric.Points), Number.Of(item.Points)]));
        return new Assignment
        {
            ModuleSlug = item.Module,
            Slug = item.Slug,
            Title = Said(spoken, draft => draft.Head.Title),
            Minutes = Minutes(spoken.Select(said => said.Value.Head)),
            Points = item.Points,
            Markers = item.Markers,
            Instructions = Said(spoken, draft => draft.Instructions),
            Rubric = rubric,
            Citations = Citations(spoken.SelectMany(said => said.Value.Citations)),
        };
    }

    private Worksheet? Worksheet(ManifestItem item, CourseSource source)
    {
        var file = item.Files([]).First();
        _named.Add(file);
        if (!source.Files.ContainsKey(file)) diagnostics.Add(Rules.FileMissing.At(file, 0, 0));
        if (!drafts.TryGetValue(file, out var draft) || draft is not WorksheetDraft read) return null;
        return new Worksheet
        {
            ModuleSlug = item.Module,
            Slug = item.Slug,
            Title = read.Title,
            Minutes = read.Minutes ?? 0,
            Intro = read.Intro,
            Sections = read.Sections,
        };
    }

    private void Cites<T>(ManifestItem item, IEnumerable<Spoken<T>> spoken, Func<T, (TextHead Head, IReadOnlyList<CitedPlace> Cited)> of)
    {
        foreach (var said in spoken)
        {
            var (head, cited) = of(said.Value);
            _lawPlaces.AddRange(cited.Select(place => place.In(item.Path, said.Language, head.LawChecked)));
        }
    }

    private static int Minutes(IEnumerable<TextHead> heads) => heads.Select(head => head.Minutes).FirstOrDefault(minutes => minutes is not null) ?? 0;

    private static IReadOnlyList<LawCitation> Citations(IEnumerable<LawCitation> all) =>
        [.. all.GroupBy(citation => citation.Act.Id).Select(same => new LawCitation(same.First().Act, [.. same.SelectMany(citation => citation.Articles).Distinct()]))];

    // Bytes have no dates, so only what the authors themselves wrote down can be compared.
    private void NewerThanTranslation(IReadOnlyList<Spoken<TextHead>> heads)
    {
        if (heads.Count == 0 || heads[0].Value.Updated is not { } primary) return;
        foreach (var other in heads.Skip(1))
            if (other.Value.Updated < primary)
                diagnostics.Add(new Diagnostic(Rules.TranslationOlder, other.Value.UpdatedAt!, [heads[0].Language, primary.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)]));
    }

    private static Translated<TText> Said<T, TText>(IEnumerable<Spoken<T>> spoken, Func<T, TText> text) =>
        new(spoken.Select(said => new KeyValuePair<string, TText>(said.Language, text(said.Value))));
}
