using System.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Academy.Courseware;

/// <summary>
/// Changes one act in <c>law.yml</c> and nothing else: comments, the order of keys, quotes and line ends of all that was not changed stay as their
/// author wrote them. It writes into the text at the places the parser names, and reads the result again before it gives it back.
/// </summary>
public static class LawRegisterEditor
{
    /// <summary>A register without acts.</summary>
    public static ReadOnlyMemory<byte> Empty { get; } = "format: 1\nacts: {}\n"u8.ToArray();

    // As the register has them: a new key stands behind the nearest of these before it.
    private static readonly string[] Order = ["title", "kind", "number", "adopted", "amended", "repealed", "replaced_by", "url", "short"];

    /// <summary>The register with the act as the entry says, be it there already or new.</summary>
    /// <returns>Null where the file is written in a way that only its text can be edited (aliases, or it cannot be read).</returns>
    public static byte[]? Write(ReadOnlyMemory<byte> file, string id, ActEntry entry)
    {
        if (!Slug.IsValid(id) || SourceText.Decode(LibraryReader.LawFile, file, new List<Diagnostic>()) is not { } text) return null;

        var wanted = entry.Tidy();
        if (Edited(text, id, wanted) is not { } edited) return null;

        var bytes = Encoding.UTF8.GetBytes(edited);
        if (file.Span.StartsWith("\uFEFF"u8)) bytes = [.. "\uFEFF"u8, .. bytes];
        return IsMeant(file, bytes, id, wanted) ? bytes : null;
    }

    private static string? Edited(string text, string id, ActEntry entry)
    {
        try
        {
            if (new SpanReader(text).Read() is not SpanMapping root || root.Find("acts") is not { } found) return null;

            var edit = new TextEdits(text);
            switch (found.Value)
            {
                case SpanMapping acts when acts.Find(id) is { } known:
                    if (known.Value is not SpanMapping act) return null;
                    Change(edit, act, entry);
                    break;
                case SpanMapping acts:
                    Add(edit, acts, id, entry);
                    break;
                default:
                    return null;
            }
            return edit.Apply();
        }
        catch (YamlException)
        {
            return null;
        }
    }

    // What the editor wrote is what was meant, and nobody else's act is another now.
    private static bool IsMeant(ReadOnlyMemory<byte> before, byte[] after, string id, ActEntry wanted)
    {
        var (old, written) = (ActsOf(before), ActsOf(after));
        return written.TryGetValue(id, out var act) && ActEntry.Of(act) == wanted
            && old.Where(known => known.Key != id).All(known => written.TryGetValue(known.Key, out var same) && ActEntry.Of(same) == ActEntry.Of(known.Value))
            && written.Count == old.Count + (old.ContainsKey(id) ? 0 : 1);
    }

    private static IReadOnlyDictionary<string, Act> ActsOf(ReadOnlyMemory<byte> file) =>
        LibraryReader.Read(new CourseSource([KeyValuePair.Create(LibraryReader.LawFile, file)])).Library.Acts;

    private static void Change(TextEdits edit, SpanMapping act, ActEntry entry)
    {
        foreach (var (key, value) in FieldsOf(entry))
        {
            if (value.Kind == FieldKind.Words) ChangeWords(edit, act, key, value);
            else ChangeScalar(edit, act, key, value.Text, value.Kind);
        }
    }

    private static void ChangeWords(TextEdits edit, SpanMapping act, string key, Field field)
    {
        if (act.Find(key)?.Value is not SpanMapping words)
        {
            ChangeScalar(edit, act, key, field.Words.Count == 0 ? "" : Flow(field.Words), FieldKind.AsIs);
            return;
        }
        foreach (var language in Languages.All)
            ChangeScalar(edit, words, language, field.Words.GetValueOrDefault(language, ""), FieldKind.Text, Languages.All);
    }

    private static void ChangeScalar(TextEdits edit, SpanMapping owner, string key, string text, FieldKind kind, IReadOnlyList<string>? order = null)
    {
        var known = owner.Find(key);
        if (known is { Value: SpanScalar scalar })
        {
            if (scalar.Text.Trim() == text) return;
            if (text.Length == 0) edit.Remove(owner, known);
            else edit.Replace(scalar.Start, scalar.End, Written(text, kind, scalar.IsPlain, owner.IsFlow));
        }
        else if (known is not null)
        {
            if (text.Length == 0) edit.Remove(owner, known);
            else edit.Replace(known.Value.Start, known.Value.End, Written(text, kind, false, owner.IsFlow));
        }
        else if (text.Length > 0)
        {
            edit.Insert(owner, Before(owner, key, order ?? Order), $"{key}: {Written(text, kind, false, owner.IsFlow)}");
        }
    }

    // The entry behind which a new one stands; the last where none of those before it is there.
    private static SpanEntry? Before(SpanMapping owner, string key, IReadOnlyList<string> order)
    {
        var at = order.TakeWhile(one => one != key).Count();
        return order.Take(at).Reverse().Select(owner.Find).FirstOrDefault(found => found is not null) ?? (owner.Entries.Count > 0 ? owner.Entries[^1] : null);
    }

    private static void Add(TextEdits edit, SpanMapping acts, string id, ActEntry entry)
    {
        var fields = FieldsOf(entry).Where(field => field.Value.Kind == FieldKind.Words ? field.Value.Words.Count > 0 : field.Value.Text.Length > 0)
            .Select(field => $"{field.Key}: {(field.Value.Kind == FieldKind.Words ? Flow(field.Value.Words) : Written(field.Value.Text, field.Value.Kind, false, true))}").ToList();
        if (acts is { IsFlow: true, Entries.Count: > 0 })
        {
            edit.Insert(acts, acts.Entries[^1], $"{id}: {{ {string.Join(", ", fields)} }}");
            return;
        }

        var indent = acts.Entries.Count > 0 ? edit.ColumnOf(acts.Entries[0].Start) : 2;
        var inner = acts.Entries.Select(known => known.Value).OfType<SpanMapping>().FirstOrDefault(act => act is { IsFlow: false, Entries.Count: > 0 }) is { } like
            ? edit.ColumnOf(like.Entries[0].Start)
            : indent + 2;
        var lines = fields.Select(field => new string(' ', inner) + field).Prepend($"{new string(' ', indent)}{id}:");
        if (acts.Entries.Count > 0) edit.InsertLines(acts.Entries[^1].Value.End, lines);
        else edit.ReplaceByLines(acts.Start, acts.End, lines);
    }

    private static string Flow(Dictionary<string, string> words) =>
        $"{{ {string.Join(", ", Languages.All.Where(words.ContainsKey).Select(language => $"{language}: {Quoted(words[language])}"))} }}";

    private static string Written(string text, FieldKind kind, bool wasPlain, bool inFlow) => kind switch
    {
        FieldKind.AsIs => text,
        // Days and names of acts are plain everywhere in the register.
        FieldKind.Plain when IsPlain(text, inFlow) => text,
        FieldKind.Text when wasPlain && IsPlain(text, inFlow) => text,
        _ => Quoted(text),
    };

    private static string Quoted(string text) => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    // Letters, digits and what can mean nothing to YAML between them.
    private static bool IsPlain(string text, bool inFlow) =>
        char.IsLetterOrDigit(text[0]) && char.IsLetterOrDigit(text[^1]) && text.All(letter => char.IsLetterOrDigit(letter) || letter is ' ' or '-' or '.' or '/' or '_' || letter == ',' && !inFlow);

    private static IEnumerable<KeyValuePair<string, Field>> FieldsOf(ActEntry entry) =>
    [
        new("title", Field.Of(entry.TitleKk, entry.TitleRu, entry.TitleEn)),
        new("kind", Field.Of(entry.KindKk, entry.KindRu, entry.KindEn)),
        new("number", new Field(FieldKind.Text, entry.Number)),
        new("adopted", new Field(FieldKind.Plain, entry.Adopted)),
        new("amended", new Field(FieldKind.Plain, entry.Amended)),
        new("repealed", new Field(FieldKind.Plain, entry.Repealed)),
        new("replaced_by", new Field(FieldKind.Plain, entry.ReplacedBy)),
        new("url", new Field(FieldKind.Text, entry.Address)),
        new("short", Field.Of(entry.ShortKk, entry.ShortRu, entry.ShortEn)),
    ];

    private enum FieldKind { Text, Plain, Words, AsIs }

    private sealed record Field(FieldKind Kind, string Text)
    {
        public Dictionary<string, string> Words { get; private init; } = [];

        public static Field Of(string kk, string ru, string en) => new(FieldKind.Words, "")
        {
            Words = new[] { (Languages.Kazakh, kk), (Languages.Russian, ru), (Languages.English, en) }
                .Where(said => said.Item2.Length > 0).ToDictionary(said => said.Item1, said => said.Item2),
        };
    }

    private abstract record SpanNode(int Start, int End);

    private sealed record SpanScalar(int Start, int End, string Text, bool IsPlain) : SpanNode(Start, End);

    private sealed record SpanMapping(int Start, int End, bool IsFlow, IReadOnlyList<SpanEntry> Entries) : SpanNode(Start, End)
    {
        public SpanEntry? Find(string key) => Entries.FirstOrDefault(entry => entry.Key == key);
    }

    // A list, an alias, something with a tag: not for this editor.
    private sealed record SpanOther(int Start, int End) : SpanNode(Start, End);

    /// <param name="Start">Of its key.</param>
    private sealed record SpanEntry(string Key, int Start, SpanNode Value);

    /// <summary>From parser events to nodes with their first and last characters.</summary>
    private sealed class SpanReader(string text)
    {
        private readonly GuardedParser _parser = new(text);

        public SpanNode Read()
        {
            _parser.Consume<StreamStart>();
            _parser.Consume<DocumentStart>();
            return Node(0);
        }

        private SpanNode Node(int depth)
        {
            var current = _parser.Consume<ParsingEvent>();
            if (depth >= Limits.Nesting) throw new YamlException("Too deep.");
            switch (current)
            {
                case Scalar scalar:
                    return new SpanScalar(At(scalar.Start), At(scalar.End), scalar.Value, scalar.Style == ScalarStyle.Plain);
                case MappingStart mapping:
                    return Mapping(mapping, depth);
                case SequenceStart sequence:
                    var last = At(sequence.End);
                    while (!_parser.Accept<SequenceEnd>(out _)) last = Node(depth + 1).End;
                    var close = Closing(_parser.Consume<SequenceEnd>().Start);
                    return new SpanOther(At(sequence.Start), sequence.Style == SequenceStyle.Flow ? close : last);
                default:
                    return new SpanOther(At(current.Start), At(current.End));
            }
        }

        private SpanMapping Mapping(MappingStart start, int depth)
        {
            var entries = new List<SpanEntry>();
            while (!_parser.Accept<MappingEnd>(out _))
            {
                var key = Node(depth + 1);
                entries.Add(new SpanEntry((key as SpanScalar)?.Text ?? "", key.Start, Node(depth + 1)));
            }
            var close = Closing(_parser.Consume<MappingEnd>().Start);
            var isFlow = start.Style == MappingStyle.Flow;
            // The parser ends a block where the next thing begins; it ends with its last value.
            return new SpanMapping(At(start.Start), isFlow || entries.Count == 0 ? close : entries[^1].Value.End, isFlow, entries);
        }

        // The parser names the bracket that closes as a place without length.
        private int Closing(Mark mark) => At(mark) < text.Length && text[At(mark)] is ('}' or ']') ? At(mark) + 1 : At(mark);

        private static int At(Mark mark) => (int)mark.Index;
    }

    /// <summary>Changes to a text, each at its place in the text as it was.</summary>
    private sealed class TextEdits(string text)
    {
        private readonly string _newLine = text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        private readonly List<(int Start, int End, string With)> _edits = [];

        public int ColumnOf(int at) => at - LineStart(at);

        public void Replace(int start, int end, string with) => _edits.Add((start, end, with));

        public void ReplaceByLines(int start, int end, IEnumerable<string> lines)
        {
            // The space before it would be left at the end of a line.
            while (start > 0 && text[start - 1] == ' ') start--;
            Replace(start, end, string.Concat(lines.Select(line => _newLine + line)));
        }

        /// <summary>Behind the line that the place is on, so that a comment stays on its line.</summary>
        public void InsertLines(int at, IEnumerable<string> lines)
        {
            var end = LineEnd(at);
            Replace(end, end, string.Concat(lines.Select(line => _newLine + line)));
        }

        public void Insert(SpanMapping owner, SpanEntry? behind, string entry)
        {
            if (!owner.IsFlow && behind is not null) InsertLines(behind.Value.End, [new string(' ', ColumnOf(owner.Entries[0].Start)) + entry]);
            else if (behind is not null) Replace(behind.Value.End, behind.Value.End, $", {entry}");
            else Replace(owner.Start, owner.End, $"{{ {entry} }}");
        }

        public void Remove(SpanMapping owner, SpanEntry entry)
        {
            if (!owner.IsFlow)
            {
                var (start, end) = (LineStart(entry.Start), LineEnd(Math.Max(entry.Start, entry.Value.End)));
                // With the break before it, so that a line put in behind it keeps its own. An act's key never stands on the first line.
                Replace(start - (start > 1 && text[start - 1] == '\n' && text[start - 2] == '\r' ? 2 : 1), end, "");
                return;
            }
            var at = owner.Entries.ToList().IndexOf(entry);
            if (at > 0) Replace(owner.Entries[at - 1].Value.End, entry.Value.End, "");
            else Replace(entry.Start, owner.Entries.Count > 1 ? owner.Entries[1].Start : entry.Value.End, "");
        }

        public string Apply()
        {
            var written = new StringBuilder(text.Length + 256);
            var at = 0;
            // Of several at one place the first comes first: keys keep the register's order.
            foreach (var (start, end, with) in _edits.OrderBy(edit => edit.Start).ThenBy(edit => edit.End))
            {
                written.Append(text, at, Math.Max(0, start - at)).Append(with);
                at = Math.Max(at, end);
            }
            return written.Append(text, at, text.Length - at).ToString();
        }

        private int LineStart(int at)
        {
            while (at > 0 && text[at - 1] is not ('\n' or '\r')) at--;
            return at;
        }

        private int LineEnd(int at)
        {
            // A block of lines ends where the next line begins; the break before it is its own.
            while (at > 0 && at <= text.Length && LineStart(at) == at && text[at - 1] is '\n' or '\r' && at > 1) at--;
            while (at < text.Length && text[at] is not ('\n' or '\r')) at++;
            return at;
        }
    }
}
