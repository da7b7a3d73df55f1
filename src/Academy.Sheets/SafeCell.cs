namespace Academy.Sheets;

/// <summary>
/// Text that a spreadsheet reads as text. A cell that begins with =, +, -, @ or a tab may be run as a formula when a CSV file is opened;
/// an apostrophe before it says that it is text. A text that itself begins with an apostrophe gets one more, so that taking one away
/// always gives the text back. XLSX needs none of this: there a cell says itself that it is text.
/// </summary>
public static class SafeCell
{
    // Also the signs that spreadsheets take for the ASCII ones: the typographic minus and the wide forms.
    private const string Dangerous = "=+-@\t\r\n|%−＝＋－＠'";

    public static string Text(string text) => text.Length > 0 && Dangerous.Contains(text[0], StringComparison.Ordinal) ? $"'{text}" : text;

    /// <summary>Whether <see cref="Text"/> may have made it: an apostrophe before a letter is an apostrophe.</summary>
    public static bool IsMadeSafe(string cell) => cell.Length > 1 && cell[0] == '\'' && Dangerous.Contains(cell[1], StringComparison.Ordinal);

    /// <summary>What <see cref="Text"/> was made from.</summary>
    public static string Original(string cell) => cell.StartsWith('\'') ? cell[1..] : cell;
}
