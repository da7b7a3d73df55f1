using System.Globalization;
using System.Reflection;
using System.Resources;

namespace Academy.Courseware.Exchange;

/// <summary>What a finding means for its question.</summary>
public enum ExchangeOutcome
{
    /// <summary>The question is taken, but not all that was said of it.</summary>
    Noted,

    /// <summary>The question is sound and of a kind that this side has no place for.</summary>
    Unsupported,

    /// <summary>The question itself is broken.</summary>
    Faulty,

    /// <summary>Nothing of the file can be read.</summary>
    Refused,
}

/// <summary>One reason why something could not be taken from another system, or given to it. Its sentence stands in <c>Exchange.*.resx</c>.</summary>
public sealed record ExchangeRule(string Code, ExchangeOutcome Outcome)
{
    private static readonly ResourceManager Sentences = new("Academy.Courseware.Exchange", typeof(ExchangeRule).Assembly);

    public string Sentence(string language) =>
        Sentences.GetString(Code, CultureInfo.GetCultureInfo(language))
        ?? throw new InvalidOperationException($"Rule {Code} has no sentence in '{language}'.");
}

/// <summary>What became of one question, or of the whole file, and why.</summary>
/// <param name="Number">Of the question in its file, from 1; 0 for the file itself.</param>
/// <param name="Name">As the file calls the question; may be empty.</param>
/// <param name="Line">Where the question begins, from 1; 0 where nothing is known.</param>
/// <param name="Inner">What our own compiler says, where it is the reason.</param>
public sealed record QuestionFinding(ExchangeRule Rule, int Number, string Name, int Line, IReadOnlyList<string> Arguments, Diagnostic? Inner = null)
{
    /// <summary>The sentence in one of <see cref="Languages"/>.</summary>
    public string Message(string language)
    {
        var said = string.Format(CultureInfo.InvariantCulture, Rule.Sentence(language), [.. Arguments]);
        return Inner is null ? said : $"{said} {Inner.Code}: {Inner.Message(language)}";
    }
}

/// <summary>Every reason, in one table. QX1xx: the file. QX2xx: sound, but no place for it here. QX3xx: broken. QX4xx: taken, and something left out. QX5xx: left out of an export.</summary>
public static class ExchangeRules
{
    public static readonly ExchangeRule FileTooLarge = new("QX101", ExchangeOutcome.Refused);  // past the limit of bytes
    public static readonly ExchangeRule UnknownFormat = new("QX102", ExchangeOutcome.Refused);  // none of the formats
    public static readonly ExchangeRule Doctype = new("QX103", ExchangeOutcome.Refused);  // a DTD: entities and outside reads
    public static readonly ExchangeRule XmlTooDeep = new("QX104", ExchangeOutcome.Refused);  // nested past the limit
    public static readonly ExchangeRule XmlTooMany = new("QX105", ExchangeOutcome.Refused);  // more elements than the limit
    public static readonly ExchangeRule NotXml = new("QX106", ExchangeOutcome.Refused);  // not well-formed, and no question can be cut out of it
    public static readonly ExchangeRule PackageRefused = new("QX107", ExchangeOutcome.Refused);  // the bounded reader of zips says why
    public static readonly ExchangeRule PackageEmpty = new("QX108", ExchangeOutcome.Refused);  // a zip without questions
    public static readonly ExchangeRule TooManyQuestions = new("QX109", ExchangeOutcome.Refused);  // the rest is not read
    public static readonly ExchangeRule NoQuestions = new("QX110", ExchangeOutcome.Refused);  // the right format, and nothing in it

    public static readonly ExchangeRule UnknownKind = new("QX201", ExchangeOutcome.Unsupported);  // a kind of question that this side does not have
    public static readonly ExchangeRule AsksNothing = new("QX202", ExchangeOutcome.Unsupported);  // a text between questions
    public static readonly ExchangeRule SeveralRight = new("QX203", ExchangeOutcome.Unsupported);  // one answer is asked for and any of several is right
    public static readonly ExchangeRule Wildcard = new("QX204", ExchangeOutcome.Unsupported);  // an accepted answer with a star in it, and no other
    public static readonly ExchangeRule SeveralRanges = new("QX205", ExchangeOutcome.Unsupported);  // numbers far from each other, each of them right
    public static readonly ExchangeRule SeveralParts = new("QX206", ExchangeOutcome.Unsupported);  // one question that asks for answers of several kinds
    public static readonly ExchangeRule PairsShared = new("QX207", ExchangeOutcome.Unsupported);  // one right side for two left sides
    public static readonly ExchangeRule GapKind = new("QX208", ExchangeOutcome.Unsupported);  // a gap that is neither a word nor a choice
    public static readonly ExchangeRule AnswerNotWritable = new("QX209", ExchangeOutcome.Unsupported);  // an accepted answer with a mark of our format in it

    public static readonly ExchangeRule BadXml = new("QX301", ExchangeOutcome.Faulty);  // this question's own XML is not well-formed
    public static readonly ExchangeRule NotClosed = new("QX302", ExchangeOutcome.Faulty);  // an answer that is not closed
    public static readonly ExchangeRule NoneRight = new("QX303", ExchangeOutcome.Faulty);  // nothing is right
    public static readonly ExchangeRule NoText = new("QX304", ExchangeOutcome.Faulty);  // no words to ask with
    public static readonly ExchangeRule TooFew = new("QX305", ExchangeOutcome.Faulty);  // nothing to choose from
    public static readonly ExchangeRule NotANumber = new("QX306", ExchangeOutcome.Faulty);  // a number that is none
    public static readonly ExchangeRule WeightUnclear = new("QX307", ExchangeOutcome.Faulty);  // a percentage that is none
    public static readonly ExchangeRule AnswerUnknown = new("QX308", ExchangeOutcome.Faulty);  // the right answer is none of those offered
    public static readonly ExchangeRule AnswerMissing = new("QX309", ExchangeOutcome.Faulty);  // a question without its answers
    public static readonly ExchangeRule GapUnclear = new("QX310", ExchangeOutcome.Faulty);  // a gap that cannot be read
    public static readonly ExchangeRule NotCompiled = new("QX311", ExchangeOutcome.Faulty);  // what came out is refused by our compiler
    public static readonly ExchangeRule FileMissing = new("QX312", ExchangeOutcome.Faulty);  // the package names a file that it does not hold
    public static readonly ExchangeRule TooLong = new("QX313", ExchangeOutcome.Faulty);  // more text than one question may have

    public static readonly ExchangeRule WeightsLost = new("QX401", ExchangeOutcome.Noted);
    public static readonly ExchangeRule PartlyRightLost = new("QX402", ExchangeOutcome.Noted);
    public static readonly ExchangeRule FeedbackLost = new("QX403", ExchangeOutcome.Noted);
    public static readonly ExchangeRule HintsLost = new("QX404", ExchangeOutcome.Noted);
    public static readonly ExchangeRule CaseLost = new("QX405", ExchangeOutcome.Noted);
    public static readonly ExchangeRule WildcardLost = new("QX406", ExchangeOutcome.Noted);
    public static readonly ExchangeRule DistractorsLost = new("QX407", ExchangeOutcome.Noted);
    public static readonly ExchangeRule FormattingLost = new("QX408", ExchangeOutcome.Noted);
    public static readonly ExchangeRule LinkLost = new("QX409", ExchangeOutcome.Noted);
    public static readonly ExchangeRule PictureOutside = new("QX410", ExchangeOutcome.Noted);
    public static readonly ExchangeRule FileLost = new("QX411", ExchangeOutcome.Noted);
    public static readonly ExchangeRule MediaRefused = new("QX412", ExchangeOutcome.Noted);
    public static readonly ExchangeRule PictureWithoutWords = new("QX413", ExchangeOutcome.Noted);
    public static readonly ExchangeRule UnitsLost = new("QX414", ExchangeOutcome.Noted);
    public static readonly ExchangeRule PointsChanged = new("QX415", ExchangeOutcome.Noted);
    public static readonly ExchangeRule TemplateLost = new("QX416", ExchangeOutcome.Noted);
    public static readonly ExchangeRule GapNumber = new("QX417", ExchangeOutcome.Noted);
    public static readonly ExchangeRule AnswerDropped = new("QX418", ExchangeOutcome.Noted);
    public static readonly ExchangeRule LayoutLost = new("QX419", ExchangeOutcome.Noted);
    public static readonly ExchangeRule PromptFromName = new("QX420", ExchangeOutcome.Noted);
    public static readonly ExchangeRule EncodingGuessed = new("QX421", ExchangeOutcome.Noted);
    public static readonly ExchangeRule RuleUnread = new("QX422", ExchangeOutcome.Noted);

    public static readonly ExchangeRule KindNotHeld = new("QX501", ExchangeOutcome.Unsupported);
    public static readonly ExchangeRule PointsNotHeld = new("QX502", ExchangeOutcome.Noted);
    public static readonly ExchangeRule UnitNotHeld = new("QX503", ExchangeOutcome.Noted);
    public static readonly ExchangeRule HeadingsNotHeld = new("QX504", ExchangeOutcome.Noted);
    public static readonly ExchangeRule RubricNotHeld = new("QX505", ExchangeOutcome.Noted);
    public static readonly ExchangeRule KeyboardNotHeld = new("QX506", ExchangeOutcome.Noted);
    public static readonly ExchangeRule PictureNotHeld = new("QX507", ExchangeOutcome.Noted);
    public static readonly ExchangeRule LinkNotHeld = new("QX508", ExchangeOutcome.Noted);
    public static readonly ExchangeRule BoxNotHeld = new("QX509", ExchangeOutcome.Noted);
    public static readonly ExchangeRule LawNotHeld = new("QX510", ExchangeOutcome.Noted);

    public static readonly ExchangeRule FormattingNotHeld = new("QX511", ExchangeOutcome.Noted);

    /// <summary>In the order of their codes.</summary>
    public static IReadOnlyList<ExchangeRule> All { get; } =
        [.. typeof(ExchangeRules).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => field.GetValue(null)).OfType<ExchangeRule>()];
}
