namespace Academy.Web;

/// <summary>Which part of a long list a page shows. No page loads a whole list.</summary>
/// <param name="Page">From 1; what is typed beyond the ends is brought back.</param>
/// <param name="Size">Rows on a page.</param>
/// <param name="Total">Rows there are.</param>
/// <param name="Query">The rest of the address, such as <c>q=…&amp;</c>.</param>
public sealed record PageLinks(int Page, int Size, int Total, string Query = "")
{
    public int Last => Math.Max(1, (Total + Size - 1) / Size);
    public int Skip => (Page - 1) * Size;
    public int First => Skip + 1;
    public int End => Math.Min(Skip + Size, Total);

    public static PageLinks At(int page, int size, int total, string query = "")
    {
        var links = new PageLinks(1, size, total, query);
        return links with { Page = Math.Clamp(page, 1, links.Last) };
    }
}
