using System.Globalization;

namespace Academy.Courseware;

public enum Severity { Warning, Error }

/// <summary>Where in the course an author must look. Lines and columns count from 1; 0 where the whole file is meant.</summary>
/// <param name="File">Relative to the course (or the content folder), with forward slashes.</param>
public sealed record SourceLocation(string File, int Line, int Column);

/// <summary>What is wrong, where, and what to do about it.</summary>
/// <param name="Arguments">What the sentence names: an id, a number, a language.</param>
public sealed record Diagnostic(Rule Rule, SourceLocation Location, IReadOnlyList<string> Arguments)
{
    public Severity Severity => Rule.Severity;
    public string Code => Rule.Code;

    /// <summary>What mends it, where the compiler is certain; null where a person must think.</summary>
    public Fix? Fix { get; init; }

    /// <summary>The sentence in one of <see cref="Languages"/>.</summary>
    public string Message(string language) => string.Format(CultureInfo.InvariantCulture, Rule.Sentence(language), [.. Arguments]);

    /// <summary><c>file(line,column): error CW203: message</c>: the form that MSBuild, editors and CI recognise.</summary>
    public string ToString(string language) =>
        $"{Location.File}({Location.Line},{Location.Column}): {(Severity == Severity.Error ? "error" : "warning")} {Code}: {Message(language)}";

    public override string ToString() => ToString(Languages.English);
}
