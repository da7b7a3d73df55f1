using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Academy.Courseware.Exchange;

/// <summary>A question cannot be taken, or the whole file; caught where the next question begins, never seen outside.</summary>
internal sealed class NotTakenException(ExchangeRule rule, params string[] arguments) : Exception(rule.Code)
{
    public ExchangeRule Rule { get; } = rule;
    public IReadOnlyList<string> Arguments { get; } = [.. arguments.Select(Shown)];

    /// <summary>What a finding names must fit into a line.</summary>
    public static string Shown(string text)
    {
        var line = new string([.. text.Where(letter => !char.IsControl(letter))]).Trim();
        return line.Length <= 80 ? line : string.Concat(line.AsSpan(0, 80), "…");
    }
}

/// <summary>What a reader found at one place of the file.</summary>
internal sealed record Found(int Number, string Name, int Line, QuestionText? Text, IReadOnlyList<QuestionFinding> Findings);

/// <summary>Collects what a reader finds: questions, pictures, and what could not be taken.</summary>
internal sealed class Intake(string language)
{
    private readonly List<Found> _questions = [];
    private readonly List<QuestionFinding> _notes = [];
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private int _number;
    private string _name = "";
    private int _line;

    public string Language { get; } = language;
    public MediaBag Media { get; } = new();

    /// <summary>Of the quiz, where the file tells one.</summary>
    public string Title { get; set; } = "";

    public IReadOnlyList<Found> Questions => _questions;

    /// <summary>Findings about the file itself.</summary>
    public List<QuestionFinding> OfFile { get; } = [];

    public bool IsFull => _questions.Count >= ExchangeLimits.Questions;

    public void Add(string name, int line, Func<QuestionText> read)
    {
        if (IsFull)
        {
            if (OfFile.All(finding => finding.Rule != ExchangeRules.TooManyQuestions)) Refuse(ExchangeRules.TooManyQuestions, Number(ExchangeLimits.Questions));
            return;
        }
        (_number, _name, _line) = (_questions.Count + 1, NotTakenException.Shown(name), line);
        _notes.Clear();
        QuestionText? text = null;
        try
        {
            text = read();
        }
        catch (NotTakenException left)
        {
            _notes.Clear();
            _notes.Add(new QuestionFinding(left.Rule, _number, _name, _line, left.Arguments));
        }
        _questions.Add(new Found(_number, _name, _line, text, [.. _notes]));
    }

    /// <summary>Something of the question that is being read is left out.</summary>
    public void Note(ExchangeRule rule, params string[] arguments)
    {
        IReadOnlyList<string> shown = [.. arguments.Select(NotTakenException.Shown)];
        if (_notes.Count < ExchangeLimits.Notes && !_notes.Any(note => note.Rule == rule && note.Arguments.SequenceEqual(shown)))
            _notes.Add(new QuestionFinding(rule, _number, _name, _line, shown));
    }

    public void Note(ExchangeRule rule, string argument, Diagnostic? inner) =>
        _notes.Add(new QuestionFinding(rule, _number, _name, _line, [NotTakenException.Shown(argument)], inner));

    public void Refuse(ExchangeRule rule, params string[] arguments) => OfFile.Add(new QuestionFinding(rule, 0, "", 0, [.. arguments.Select(NotTakenException.Shown)]));

    /// <summary>A key of our format from whatever the other system calls the question; always one that is free.</summary>
    public string Id(params string[] candidates)
    {
        var id = candidates.Select(Slugged).FirstOrDefault(slug => slug.Length > 0) ?? $"q{Number(_number)}";
        var free = id;
        for (var next = 2; !_ids.Add(free); next++) free = $"{id[..Math.Min(id.Length, 58)].TrimEnd('-')}-{Number(next)}";
        return free;
    }

    public static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Slugged(string text)
    {
        var slug = new StringBuilder();
        // A name in Kazakh or Russian leaves nothing that an address could hold; a number is taken then.
        if (text.Any(letter => letter > 127 && char.IsLetter(letter))) return "";
        foreach (var letter in text.Trim().ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(letter)) slug.Append(letter);
            else if (slug.Length > 0 && slug[^1] != '-') slug.Append('-');
            if (slug.Length == 60) break;
        }
        var taken = slug.ToString().Trim('-');
        return Slug.IsValid(taken) ? taken : "";
    }
}

/// <summary>Pictures and files that came inside a question file, each looked at as a course's own are.</summary>
internal sealed class MediaBag
{
    private readonly Dictionary<string, ReadOnlyMemory<byte>> _files = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _pathByHash = new(StringComparer.Ordinal);
    private long _bytes;

    public IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Files => _files;

    /// <returns>The path under <c>media/</c>, or null with the reason: a diagnostic where there is one.</returns>
    public string? Add(string name, ReadOnlyMemory<byte> bytes, bool pictureOnly, out Diagnostic? why)
    {
        why = null;
        var hash = Convert.ToHexString(SHA256.HashData(bytes.Span));
        if (_pathByHash.TryGetValue(hash, out var known)) return known;
        if (_files.Count >= ExchangeLimits.MediaFiles || (_bytes += bytes.Length) > ExchangeLimits.MediaBytes) return null;

        if (MediaType.ByContent(bytes.Span) is not { } type || pictureOnly && !type.IsPicture)
        {
            why = Rules.MediaType.At(name, 0, 0, MediaType.AllEndings);
            return null;
        }
        var path = Free(Plain(name), type.Endings[0]);
        var found = new List<Diagnostic>();
        if (bytes.Length > Limits.MediaBytes) found.Add(Rules.FileTooLarge.At(path, 0, 0, Size.Of(Limits.MediaBytes)));
        else MediaReader.Read(new CourseSource([new(path, bytes)]), found);
        if (found.Count > 0)
        {
            why = found[0];
            return null;
        }
        _files[path] = bytes;
        _pathByHash[hash] = path;
        return path;
    }

    // The ending follows the content; the name is the author's as far as an address can hold it.
    private static string Plain(string name)
    {
        var stem = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        if (stem.LastIndexOf('.') is > 0 and var dot) stem = stem[..dot];
        var plain = new string([.. stem.Normalize().Where(letter => char.IsLetterOrDigit(letter) && letter < 0x2000 || letter is '-' or '_').Take(40)]);
        return plain.Length == 0 ? "picture" : plain;
    }

    private string Free(string stem, string ending)
    {
        var path = $"{MediaReader.Folder}{stem}.{ending}";
        for (var next = 2; _files.ContainsKey(path); next++) path = $"{MediaReader.Folder}{stem}-{Intake.Number(next)}.{ending}";
        return CoursePath.Fault(path) is null ? path : Free("picture", ending);
    }
}

/// <summary>How much of anything is read from another system's file.</summary>
public static class ExchangeLimits
{
    /// <summary>A file as it is sent: pictures inside are written as text and weigh a third more.</summary>
    public const int FileBytes = 32 << 20;

    /// <summary>Questions of one file. The largest bank that we know has some three thousand.</summary>
    public const int Questions = 5_000;

    /// <summary>Nesting of XML.</summary>
    public const int Depth = 100;

    /// <summary>Elements of one XML file.</summary>
    public const int Elements = 1_000_000;

    /// <summary>Characters of one question without its pictures.</summary>
    public const int QuestionLength = 60_000;

    /// <summary>What is told of one question.</summary>
    public const int Notes = 20;

    public const int MediaFiles = 2_000;

    public const int MediaBytes = 60 << 20;
}
