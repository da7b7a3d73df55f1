using System.Text;

namespace Academy.Courseware.Exchange;

/// <summary>A file for another system, and what it could not hold.</summary>
/// <param name="Ending">Of its name, with the dot.</param>
public sealed record QuestionFile(ReadOnlyMemory<byte> Bytes, string Ending, string ContentType, IReadOnlyList<QuestionFinding> Findings);

/// <summary>Our questions in one language for another system. What comes back by <see cref="QuestionImport"/> is the same, but for what the findings tell.</summary>
public static class QuestionExport
{
    /// <summary>The formats that are written; Aiken holds too little, and QTI 1.2 is of yesterday.</summary>
    public static IReadOnlyList<QuestionFormat> Formats { get; } = [QuestionFormat.Gift, QuestionFormat.MoodleXml, QuestionFormat.Qti2];

    /// <param name="media">Files of the course that pictures and links may name.</param>
    public static QuestionFile Write(string title, IReadOnlyList<Question> questions, string language, QuestionFormat format, IEnumerable<MediaFile> media)
    {
        var outlet = new Outlet(language, NameOf(format), media);
        return format switch
        {
            QuestionFormat.Gift => new QuestionFile(Encoding.UTF8.GetBytes(GiftWriter.Write(questions, outlet)), ".gift.txt", "text/plain; charset=utf-8", outlet.Findings),
            QuestionFormat.MoodleXml => new QuestionFile(MoodleWriter.Write(questions, outlet), ".moodle.xml", "application/xml", outlet.Findings),
            QuestionFormat.Qti2 => new QuestionFile(QtiWriter.Write(title, questions, outlet), ".qti.zip", "application/zip", outlet.Findings),
            _ => throw new ArgumentOutOfRangeException(nameof(format), format, "This format is read only."),
        };
    }

    /// <summary>As people call it.</summary>
    public static string NameOf(QuestionFormat format) => format switch
    {
        QuestionFormat.Gift => "GIFT",
        QuestionFormat.MoodleXml => "Moodle XML",
        QuestionFormat.Aiken => "Aiken",
        QuestionFormat.Qti2 => "QTI 2",
        _ => "QTI 1.2",
    };
}
