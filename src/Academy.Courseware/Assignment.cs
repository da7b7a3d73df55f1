namespace Academy.Courseware;

/// <summary>The format's task: work that an instructor marks by a rubric.</summary>
public sealed record Assignment : Item
{
    public required decimal Points { get; init; }

    /// <summary>How many instructors mark each work: 1 or 2.</summary>
    public int Markers { get; init; } = 1;

    public required Translated<Html> Instructions { get; init; }
    public Rubric? Rubric { get; init; }

    /// <summary>Acts of law that the instructions cite, of every language.</summary>
    public IReadOnlyList<LawCitation> Citations { get; init; } = [];
}

public sealed record Rubric(IReadOnlyList<Criterion> Criteria)
{
    /// <summary>The most points the rubric can give.</summary>
    public decimal Points => Criteria.Sum(criterion => criterion.Levels.Max(level => level.Points));
}

public sealed record Criterion(Translated<string> Name, IReadOnlyList<Level> Levels);

public sealed record Level(Translated<string> Description, decimal Points);
