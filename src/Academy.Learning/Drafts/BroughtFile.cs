using Academy.Courseware;
namespace Academy.Learning.Drafts;

/// <summary>What happened to a file on the two sides since they last were the same.</summary>
public enum BroughtChange
{
    /// <summary>Changed in the folder and in the draft, each in its own way.</summary>
    Both,

    /// <summary>Taken out of the folder.</summary>
    Removed,

    /// <summary>Changed in the folder only.</summary>
    Changed,

    /// <summary>New in the folder.</summary>
    New,

    /// <summary>Changed, added or removed in the draft only: the folder has what was before.</summary>
    Here,

    /// <summary>The same lines with other ends, as another system's Git writes them.</summary>
    LineEnds,

    Same,
}

/// <summary>Which side a file or some lines are taken from.</summary>
public enum BroughtChoice
{
    /// <summary>As it is in the draft.</summary>
    Draft,

    /// <summary>As it is in the folder.</summary>
    Folder,

    /// <summary>Of a file: what each side has changed; of lines that both have changed: the draft's, then the folder's.</summary>
    Both,
}

/// <summary>One file of a folder that comes back, held against the draft and what both came from. Bytes that are null are a file that is not there.</summary>
public sealed class BroughtFile
{
    /// <param name="origin">What both sides came from; null where it was not there, or nobody knows.</param>
    /// <param name="draft">As it is now.</param>
    public BroughtFile(string path, byte[]? origin, byte[]? draft, byte[]? folder)
    {
        (Draft, Folder) = (draft, folder);
        IsText = CoursePath.IsText(path) && new[] { origin, draft, folder }.All(bytes => bytes is null || DraftText.IsReadable(bytes));
        Change = ChangeFrom(origin);
        if (Change == BroughtChange.Both && IsText && draft is not null && folder is not null) Merge = MergeFrom(origin, DraftText.ForEditor(draft), DraftText.ForEditor(folder));
    }

    public byte[]? Draft { get; }
    public byte[]? Folder { get; }
    public BroughtChange Change { get; }

    /// <summary>Both sides put together line by line; null where there is nothing to put together, or no lines.</summary>
    public TextMerge? Merge { get; }

    /// <summary>All its sides can be read as lines.</summary>
    public bool IsText { get; }

    /// <summary>
    /// What is done unless a person says otherwise; null where only a person can say. A change goes before a removal: what was removed can be
    /// removed again, what was written must not be lost.
    /// </summary>
    public BroughtChoice? Usual => Change switch
    {
        BroughtChange.New or BroughtChange.Changed or BroughtChange.Removed => BroughtChoice.Folder,
        BroughtChange.Both when Merge is not null => BroughtChoice.Both,
        BroughtChange.Both => Draft is null ? BroughtChoice.Folder : Folder is null ? BroughtChoice.Draft : null,
        _ => BroughtChoice.Draft,
    };

    /// <summary>Between which a person may choose; one where there is nothing to choose.</summary>
    public IReadOnlyList<BroughtChoice> Choices => Change switch
    {
        BroughtChange.Same => [BroughtChoice.Draft],
        // What was added here, the folder cannot know: it does not ask for it to be removed.
        BroughtChange.Here when Folder is null => [BroughtChoice.Draft],
        BroughtChange.Both when Merge is not null => [BroughtChoice.Both, BroughtChoice.Draft, BroughtChoice.Folder],
        _ => [BroughtChoice.Draft, BroughtChoice.Folder],
    };

    /// <summary>What the file becomes; null for none.</summary>
    /// <param name="decide">For the lines that both have changed, by their place among them.</param>
    public byte[]? Result(BroughtChoice choice, Func<int, BroughtChoice> decide)
    {
        if (!Choices.Contains(choice)) throw new ArgumentOutOfRangeException(nameof(choice), choice, "Nothing to choose here.");
        if (choice != BroughtChoice.Both) return choice == BroughtChoice.Draft ? Draft : Folder;

        var at = 0;
        var text = Merge!.Text(conflict => decide(at++) switch
        {
            BroughtChoice.Draft => conflict.Mine,
            BroughtChoice.Folder => conflict.Theirs,
            _ => [.. conflict.Mine, .. conflict.Theirs],
        });
        // What comes out as one of the two is that one, with its own line ends.
        return text == DraftText.ForEditor(Draft!) ? Draft : text == DraftText.ForEditor(Folder!) ? Folder : DraftText.ToBytes(text, Draft!);
    }

    private BroughtChange ChangeFrom(byte[]? origin)
    {
        if (IsSame(Draft, Folder)) return Draft is null || Draft.AsSpan().SequenceEqual(Folder) ? BroughtChange.Same : BroughtChange.LineEnds;
        if (IsSame(Folder, origin)) return BroughtChange.Here;
        if (!IsSame(Draft, origin)) return BroughtChange.Both;
        return Draft is null ? BroughtChange.New : Folder is null ? BroughtChange.Removed : BroughtChange.Changed;
    }

    private bool IsSame(byte[]? one, byte[]? other) =>
        one is null || other is null ? one is null && other is null
        : one.AsSpan().SequenceEqual(other) || IsText && DraftText.ForEditor(one) == DraftText.ForEditor(other);

    // Where nobody knows what both came from, it is what they have in common: then each line of either is still there to be seen.
    private static TextMerge MergeFrom(byte[]? origin, string draft, string folder) => TextMerge.Of(
        origin is null ? string.Join('\n', TextCompare.Compare(draft, folder).Where(line => line.Kind == ChangeKind.Same).Select(line => line.Text)) : DraftText.ForEditor(origin),
        draft, folder);
}
