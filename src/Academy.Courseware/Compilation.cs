namespace Academy.Courseware;

/// <summary>What compiling gave: the course, or none where there was an error; and every diagnostic in reading order.</summary>
public sealed record Compilation(Course? Course, IReadOnlyList<Diagnostic> Diagnostics)
{
    public bool HasErrors => Diagnostics.Any(diagnostic => diagnostic.Severity == Severity.Error);
}
