namespace Academy.Courseware;

/// <summary>What only the whole course can show: files nobody names, papers nobody can draw, hours nobody needs.</summary>
internal static class CourseChecks
{
    // An academic hour is 45 minutes in one tradition and 50 in another; between them nothing is wrong.
    private const int ShortHour = 45;
    private const int LongHour = 50;

    /// <summary>Every file belongs to an item, or is no part of the course.</summary>
    public static void Files(CourseSource source, HashSet<string> named, IReadOnlyList<string> languages, List<Diagnostic> diagnostics)
    {
        foreach (var path in source.Files.Keys)
        {
            if (named.Contains(path) || path.StartsWith("media/", StringComparison.Ordinal)) continue;
            if (ItemFile.Of(path) is { Language.Length: > 0 } file && !languages.Contains(file.Language))
                diagnostics.Add(Rules.LanguageNotListed.At(path, 0, 0, file.Language));
            else
                diagnostics.Add(Rules.FileNotNamed.At(path, 0, 0));
        }
    }

    /// <summary>The minutes of the items against the hours of the certificate.</summary>
    public static void Hours(Manifest manifest, IReadOnlyList<Item> items, List<Diagnostic> diagnostics)
    {
        var minutes = items.Sum(item => item.Minutes);
        // Up to a quarter less or more; half a minute counts against nobody.
        var (least, most) = ((manifest.Hours * ShortHour * 3 + 3) / 4, manifest.Hours * LongHour * 5 / 4);
        if (manifest.Hours > 0 && (minutes < least || minutes > most))
            diagnostics.Add(new Diagnostic(Rules.HoursDiffer, manifest.HoursAt, [Number.Of(minutes), Number.Of(manifest.Hours), Number.Of(least), Number.Of(most)]));
    }

    /// <summary>Enough questions for every draw, in its order and none twice; and points to be had on every paper.</summary>
    public static void Draws(ManifestItem item, IReadOnlyList<Question> questions, List<Diagnostic> diagnostics)
    {
        // A question whose file is broken is not there to be counted, and a quiz without any has said so.
        if (questions.Count == 0) return;

        var isEnough = true;
        var left = questions.ToList();
        foreach (var (draw, at) in item.Draws)
        {
            var fitting = left.Where(question => draw.Tag is null || question.Tags.Contains(draw.Tag)).ToList();
            if (fitting.Count < draw.Count)
            {
                diagnostics.Add(new Diagnostic(Rules.DrawTooLarge, at, [Number.Of(draw.Count), draw.Tag ?? "all", Number.Of(fitting.Count)]));
                isEnough = false;
            }
            // The scarcest first: a question that only this draw can use is not taken from the next one.
            foreach (var taken in fitting.OrderBy(question => question.Tags.Count).Take(draw.Count)) left.Remove(taken);
        }
        if (isEnough && FewestPoints(item, questions) == 0)
            diagnostics.Add(new Diagnostic(Rules.NoPoints, item.PassAt ?? item.At, [item.Path]));
    }

    // The poorest paper that could be drawn: where it has no points, there is no percentage to pass.
    private static decimal FewestPoints(ManifestItem item, IReadOnlyList<Question> questions) =>
        item.Draws.Count == 0
            ? questions.Sum(question => question.Points)
            : item.Draws.Sum(draw => questions.Where(question => draw.Draw.Tag is null || question.Tags.Contains(draw.Draw.Tag))
                .Select(question => question.Points).Order().Take(draw.Draw.Count).Sum());
}
