namespace Academy.Courseware;

/// <summary>
/// Markup that the compiler rendered from Markdown. It is a type of its own so that a page cannot mistake it for text,
/// and a class so that the site can remember, per instance, that it has been through the allow-list.
/// </summary>
public sealed class Html(string markup)
{
    public static readonly Html Empty = new("");

    public string Markup { get; } = markup;

    public bool IsEmpty => Markup.Length == 0;

    public override string ToString() => Markup;
}
