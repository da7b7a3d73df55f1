using System.Globalization;
using System.Text;

namespace Academy.Learning.Drafts;

/// <summary>
/// The history of a draft as <c>git fast-import</c> takes it: every saved text byte for byte, every step a commit with its author and time.
/// One file that any Git makes a repository of, and that can be read without one.
/// </summary>
/// <remarks>
/// Texts come first, file by file, so that only one file's revisions are in memory at a time; the commits name them by number. It ends with
/// <c>done</c>, so a download that was cut is refused and never taken for the whole.
/// </remarks>
public sealed class GitHistory(Stream stream)
{
    /// <summary>What Git calls whoever has no name: the site itself, or an operator's command.</summary>
    public const string Site = "Academy";

    private readonly Dictionary<(Guid File, int Number), int> _texts = [];
    private int _last;

    public ValueTask BeginAsync(CancellationToken cancel) => WriteAsync("feature done\n", cancel);

    /// <param name="revisions">All of one file, from its first, with what was packed.</param>
    /// <exception cref="InvalidDataException">A revision does not give the bytes that were saved.</exception>
    public async Task WriteTextsAsync(IReadOnlyList<FileRevision> revisions, CancellationToken cancel)
    {
        byte[] bytes = [];
        foreach (var revision in revisions)
        {
            bytes = revision.ReadAfter(bytes);
            if (revision.Packed is not null)
            {
                await WriteAsync(string.Create(CultureInfo.InvariantCulture, $"blob\nmark :{++_last}\ndata {bytes.Length}\n"), cancel);
                await stream.WriteAsync(bytes, cancel);
                await WriteAsync("\n", cancel);
            }
            _texts[(revision.FileId, revision.Number)] = _last;
        }
    }

    /// <param name="revisions">Of all files, in whatever order.</param>
    /// <param name="nameOf">Who somebody is.</param>
    /// <param name="say">The first line of a commit, from what was done in it.</param>
    public async Task WriteCommitsAsync(
        IEnumerable<HistoryStep> revisions, Func<Guid, string> nameOf, Func<IReadOnlyList<HistoryStep>, string> say, CancellationToken cancel)
    {
        var steps = InOrder(revisions);
        var live = new Dictionary<Guid, string>();
        var tree = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var at = 0; at < steps.Count;)
        {
            var together = Together(steps, at);
            at += together.Count;
            var touched = together.Select(revision => revision.Path).Concat(together.Select(revision => live.GetValueOrDefault(revision.FileId)).OfType<string>()).ToHashSet(StringComparer.Ordinal);
            // As all of them together leave it: within one moment two files may have changed names with each other.
            var newest = new Dictionary<string, int>(StringComparer.Ordinal);
            foreach (var revision in together)
            {
                live.Remove(revision.FileId);
                if (revision.Kind != RevisionKind.Removed) live[revision.FileId] = revision.Path;
            }
            foreach (var revision in together)
                if (live.TryGetValue(revision.FileId, out var path))
                    newest[path] = _texts[(revision.FileId, revision.Number)];
            var names = live.Values.ToHashSet(StringComparer.Ordinal);

            await WriteAsync(Head(together, nameOf, say), cancel);
            foreach (var path in touched.Where(path => !names.Contains(path) && tree.Remove(path)).Order(StringComparer.Ordinal)) await WriteAsync($"D {Quoted(path)}\n", cancel);
            foreach (var (path, text) in newest.OrderBy(one => one.Key, StringComparer.Ordinal))
                if (!tree.TryGetValue(path, out var known) || known != text)
                    await WriteAsync(string.Create(CultureInfo.InvariantCulture, $"M 100644 :{tree[path] = text} {Quoted(path)}\n"), cancel);
            await WriteAsync("\n", cancel);
        }
        await WriteAsync("done\n", cancel);
    }

    // By time; but the steps of one file are in the order of their numbers, whatever a clock said that was set back.
    private static List<HistoryStep> InOrder(IEnumerable<HistoryStep> revisions) =>
    [
        .. revisions.GroupBy(revision => revision.FileId).SelectMany(file =>
        {
            var latest = DateTimeOffset.MinValue;
            return file.OrderBy(revision => revision.Number).Select(revision => (Revision: revision, At: latest = revision.At > latest ? revision.At : latest)).ToList();
        }).OrderBy(step => step.At).ThenBy(step => step.Revision.FileId).ThenBy(step => step.Revision.Number).Select(step => step.Revision),
    ];

    // What one person did at one moment is one commit, such as bringing a whole course in; but two texts of one file never are.
    private static List<HistoryStep> Together(List<HistoryStep> steps, int from)
    {
        var saved = new HashSet<Guid>();
        return [.. steps.Skip(from).TakeWhile(step => (step.At, step.ById) == (steps[from].At, steps[from].ById) && (step.Kind != RevisionKind.Saved || saved.Add(step.FileId)))];
    }

    private static string Head(List<HistoryStep> together, Func<Guid, string> nameOf, Func<IReadOnlyList<HistoryStep>, string> say)
    {
        var first = together[0];
        var seconds = first.At.ToUnixTimeSeconds();
        var who = first.ById is { } id ? $"{Plain(nameOf(id))} <{id:N}@academy.invalid>" : $"{Site} <site@academy.invalid>";
        var message = new StringBuilder(say(together).ReplaceLineEndings(" ")).Append("\n\n");
        // What Git itself has no place for: the number that the Studio knows the step by, its kind, and the whole moment.
        foreach (var step in together) message.Append(CultureInfo.InvariantCulture, $"Revision: {step.Number} {step.Kind} {step.At.UtcDateTime:O} {step.FileId:N} {step.Path}\n");
        return string.Create(CultureInfo.InvariantCulture,
            $"commit refs/heads/main\nauthor {who} {seconds} +0500\ncommitter {who} {seconds} +0500\ndata {Encoding.UTF8.GetByteCount(message.ToString())}\n{message}");
    }

    private static string Plain(string name)
    {
        var plain = string.Concat(name.Select(letter => letter is '<' or '>' || char.IsControl(letter) ? ' ' : letter)).Trim();
        return plain.Length == 0 ? Site : plain;
    }

    // Names of a course's files hold neither quotes nor control characters; should one, Git reads it as it is.
    private static string Quoted(string path) =>
        path.Any(letter => letter is '"' or '\\' or '\n') ? $"\"{path.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}\"" : path;

    private ValueTask WriteAsync(string text, CancellationToken cancel) => stream.WriteAsync(Encoding.UTF8.GetBytes(text), cancel);
}

/// <summary>A <see cref="FileRevision"/> without its bytes: all of a course are in memory at once.</summary>
public sealed record HistoryStep(Guid FileId, int Number, RevisionKind Kind, string Path, Guid? ById, DateTimeOffset At)
{
    public HistoryStep(FileRevision revision) : this(revision.FileId, revision.Number, revision.Kind, revision.Path, revision.ById, revision.At) { }
}
