using System.Globalization;
using System.Resources;

namespace Academy.Courseware;

/// <summary>A rule of the format. Its code is stable and never used again for another; its sentence stands in <c>Rules.*.resx</c>.</summary>
public sealed record Rule(string Code, Severity Severity)
{
    private static readonly ResourceManager Sentences = new("Academy.Courseware.Rules", typeof(Rule).Assembly);

    /// <summary>What is wrong and what to do, with places for the arguments.</summary>
    public string Sentence(string language) =>
        Sentences.GetString(Code, CultureInfo.GetCultureInfo(language))
        ?? throw new InvalidOperationException($"Rule {Code} has no sentence in '{language}'.");

    public Diagnostic At(string file, int line, int column, params string[] arguments) =>
        new(this, new SourceLocation(file, line, column), arguments);
}
