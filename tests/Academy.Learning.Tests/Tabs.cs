namespace Academy.Tests;

/// <summary>
/// Several pages open on one question of one attempt, over a line that loses answers, sends twice and mixes the order. It keeps its own
/// account of what each page has been shown, and holds every reply of the site against it.
/// </summary>
public sealed class Tabs(int seed, int tabs, Func<Tabs.Message, Task<Tabs.Reply>> send)
{
    private readonly Random _chance = new(seed);
    private readonly Tab[] _tabs = [.. Enumerable.Range(0, tabs).Select(place => new Tab(place, place == 2 ? null : $"tab-{seed:00000000}-{place:00000}"))];
    private readonly List<Message> _underway = [];
    private Message? _standing;
    private int _typed;

    /// <summary>What a page sends.</summary>
    /// <param name="By">Which page; the third one has no script and so no name.</param>
    public sealed record Message(int By, string? Tab, string Value, long Sequence, long Base);

    /// <param name="Value">What the page is to show instead of its own, or null where its own stands.</param>
    public sealed record Reply(bool IsConflict, long Saved, string? Value);

    private sealed record Tab(int Place, string? Name)
    {
        public long Base { get; set; }
        public long Sequence { get; set; }
    }

    /// <summary>The newest answer that any page was told is saved.</summary>
    public (string Value, long Sequence)? Standing => _standing is { } message ? (message.Value, message.Sequence) : null;

    public async Task StepAsync()
    {
        var tab = _tabs[_chance.Next(_tabs.Length)];
        if (_underway.Count == 0 || _underway.Count < 12 && _chance.Next(2) == 0)
        {
            // Typed, perhaps while the line is down: it waits and goes out in any order.
            tab.Sequence = Math.Max(tab.Sequence, tab.Base) + 1;
            _underway.Add(new Message(tab.Place, tab.Name, $"{tab.Place}: {++_typed}", tab.Sequence, tab.Base));
            return;
        }

        var message = _underway[_chance.Next(_underway.Count)];
        var reply = await send(message);
        Hold(message, reply);
        // One in four replies is lost on the way, and one message in four is sent again.
        if (_chance.Next(4) > 0) Hear(_tabs[message.By], reply);
        if (_chance.Next(4) > 0) _underway.Remove(message);
    }

    // By what the model knows, and not by what the site says of itself.
    private void Hold(Message message, Reply reply)
    {
        var before = _standing;
        var hasSeen = before is null || message.Base >= before.Sequence || before.By == message.By && message.Tab is not null;
        if (before is null || message.Sequence > before.Sequence && hasSeen) _standing = message;

        if (reply.Saved != _standing!.Sequence) throw Wrong($"was told that {reply.Saved} stands");
        // The page without a name may meet its own earlier answer as another's; it is told so and loses nothing.
        var isOwn = _standing.Value == message.Value;
        if (isOwn != (reply.Value is null)) throw Wrong(isOwn ? "was shown another answer though its own stands" : "was left in the belief that its answer stands");
        if (reply.Value is { } shown && shown != _standing.Value) throw Wrong($"was shown {shown}");
        if (reply.IsConflict && isOwn) throw Wrong("was refused though its answer stands");
        if (!reply.IsConflict && !isOwn && message.Sequence > _standing.Sequence) throw Wrong("was taken for older");

        InvalidOperationException Wrong(string what) => new($"Run {seed}: {message} met {before}, now {_standing}, and {what}.");
    }

    private static void Hear(Tab tab, Reply reply) => tab.Base = Math.Max(tab.Base, reply.Saved);
}
