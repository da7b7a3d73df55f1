using System.Globalization;
using System.Resources;
using Markdig.Extensions.CustomContainers;
using Markdig.Syntax;

namespace Academy.Courseware;

internal enum ContainerKind { Note, Warning, Example, Case, Definition, Summary, Law, Download, Reflection, Check, Rubric }

/// <summary>The names after <c>:::</c>, for all readers.</summary>
internal static class Containers
{
    private static readonly Dictionary<string, ContainerKind> ByName =
        Enum.GetValues<ContainerKind>().ToDictionary(kind => kind.ToString().ToLowerInvariant(), StringComparer.Ordinal);

    public static IEnumerable<string> Names => ByName.Keys;

    /// <summary>Null where the name is none of the format's.</summary>
    public static ContainerKind? KindOf(CustomContainer container) =>
        ByName.TryGetValue(container.Info ?? "", out var kind) ? kind : null;

    public static bool Is(Markdig.Syntax.Block block, ContainerKind kind) =>
        block is CustomContainer container && KindOf(container) == kind;

    public static void CheckClosed(MarkdownFile file, CustomContainer container)
    {
        if (container.ClosingFencedCharCount == 0) file.Report(Rules.ContainerNotClosed, container.Span.Start, ClosingFix(file, container), container.Info ?? "");
    }

    // Before the next heading, which nobody puts into a box; else where its text ends. Inside lists and quotes a line needs more than itself.
    private static Fix? ClosingFix(MarkdownFile file, CustomContainer container)
    {
        if (container.Parent is not MarkdownDocument) return null;
        var mark = new string(container.FencedChar, Math.Max(3, container.OpeningFencedCharCount));
        if (container.Skip(1).OfType<HeadingBlock>().FirstOrDefault() is { } heading) return file.Replacing(file.LineStart(heading.Span.Start), 0, $"{mark}\n\n");

        var end = Math.Clamp(container.Span.End + 1, container.Span.Start, file.Text.Length);
        while (end > container.Span.Start && char.IsWhiteSpace(file.Text[end - 1])) end--;
        return file.Replacing(end, 0, $"\n{mark}");
    }

    /// <summary>The words after the name, or null.</summary>
    public static string? TitleOf(CustomContainer container) =>
        string.IsNullOrWhiteSpace(container.Arguments) ? null : container.Arguments.Trim();

    /// <summary>The title of a container that has none of its own.</summary>
    public static string DefaultTitle(ContainerKind kind, string language) => Words.In(language, kind.ToString());
}

/// <summary>The few words that the compiler itself puts into a lesson.</summary>
internal static class Words
{
    private static readonly ResourceManager Said = new("Academy.Courseware.Words", typeof(Words).Assembly);

    public static string In(string language, string key) =>
        Said.GetString(key, CultureInfo.GetCultureInfo(language)) ?? throw new InvalidOperationException($"No word '{key}' in '{language}'.");
}
