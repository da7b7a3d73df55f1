using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace Academy.Courseware;

/// <summary>What a lesson costs its reader: bytes on the line, and seconds by a line as villages have it.</summary>
/// <param name="Page">Bytes of the page as it is served: compressed, with its frame. The stylesheet comes once, with the first page of the site, and is not counted.</param>
/// <param name="Pictures">Each once, the heaviest first.</param>
public sealed partial record LessonWeight(int Page, IReadOnlyList<MediaFile> Pictures)
{
    /// <summary>The school's budget for a page of a lesson without pictures: next visits, ui.md §9.</summary>
    public const int PageBudget = 12 * 1024;

    /// <summary>The school's budget for one picture, ui.md §9.</summary>
    public const int PictureBudget = 60 * 1024;

    /// <summary>Pixels across or down that a picture of a lesson has at most.</summary>
    public const int PictureSide = 1200;

    // What stands around the text of every lesson: header, outline, buttons, what readers may say, footer. A test holds it against a page as it is served.
    private const int Frame = 4570;

    // A new connection asks three times before the page comes: TCP, TLS 1.3, the page itself. Pictures are then asked for together.
    private const int RoundsOfPage = 3;

    public long PictureBytes => Pictures.Sum(picture => (long)picture.Bytes.Length);

    public long Bytes => Page + PictureBytes;

    public bool IsPageTooHeavy => Page > PageBudget;

    public IEnumerable<MediaFile> HeavyPictures => Pictures.Where(picture => picture.Bytes.Length > PictureBudget);

    public bool IsTooHeavy => IsPageTooHeavy || HeavyPictures.Any();

    public double SecondsOn(Line line) => (RoundsOfPage + (Pictures.Count > 0 ? 1 : 0)) * line.RoundTrip + Bytes / line.BytesPerSecond;

    public static LessonWeight Of(Course course, Lesson lesson, string language)
    {
        var text = lesson.Text.In(language);
        var markup = string.Concat(text.Blocks.SelectMany(block => Markup(block, language)));
        var byAddress = course.Media.Values.ToLookup(media => media.Sha256);
        var pictures = Pictured().Matches(markup).Select(found => found.Groups[1].Value).Distinct()
            .Select(sha => byAddress[sha].FirstOrDefault()).OfType<MediaFile>().OrderByDescending(media => media.Bytes.Length).ToList();
        // The outline of the course stands beside every lesson; acts and terms close the page, objectives and headings open it.
        var around = string.Concat(course.Items.Select(item => $"/{language}/learn/{course.Slug}/{item.Path}{item.Title.In(language)}")) + string.Concat(text.Headings.Select(heading => heading.Text).Concat(text.Objectives)
            .Concat(text.Citations.Select(citation => citation.Act.Title.In(language))).Concat(text.Terms.Select(term => term.Definition?.In(language) ?? "")));
        return new LessonWeight(Frame + Compressed(around + markup), pictures);
    }

    private static IEnumerable<string> Markup(LessonBlock block, string language)
    {
        if (block is MarkupBlock markup) return [markup.Html.Markup];
        if (block is not CheckBlock { Question: { } question }) return [];
        return
        [
            question.Prompt.In(language).Markup, question.Stem.In(language).Markup, question.Explanation.In(language).Markup,
            .. question switch
            {
                ChoiceQuestion choice => choice.Options.SelectMany(option => new[] { option.Text.In(language).Markup, option.Feedback.In(language).Markup }),
                MatchingQuestion matching => matching.Pairs.SelectMany(pair => new[] { pair.Left.In(language).Markup, pair.Right.In(language).Markup }),
                OrderingQuestion ordering => ordering.Steps.Select(step => step.In(language).Markup),
                GapsQuestion gaps => gaps.Pieces.In(language).Select(piece => piece.Markup),
                _ => [],
            },
        ];
    }

    // As the site does it: at its fastest.
    private static int Compressed(string text)
    {
        using var counted = new MemoryStream();
        using (var brotli = new BrotliStream(counted, CompressionLevel.Fastest, leaveOpen: true)) brotli.Write(Encoding.UTF8.GetBytes(text));
        return (int)counted.Length;
    }

    [GeneratedRegex("<img [^>]*src=\"/media/([0-9a-f]{64})/")]
    private static partial Regex Pictured();

    /// <summary>A mobile link.</summary>
    /// <param name="RoundTrip">Seconds.</param>
    public sealed record Line(double BytesPerSecond, double RoundTrip)
    {
        /// <summary>EDGE: 240 kbit/s, 0.8 s (WebPageTest's profile "2G/EDGE": 240 kbit/s, 840 ms).</summary>
        public static readonly Line Edge = new(30_000, 0.8);

        /// <summary>3G: 1.6 Mbit/s, 0.3 s (WebPageTest's profile "3G").</summary>
        public static readonly Line ThirdGeneration = new(200_000, 0.3);
    }
}
