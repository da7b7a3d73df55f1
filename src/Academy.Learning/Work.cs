using Academy.Courseware;

namespace Academy.Learning;

/// <summary>Where a piece of work stands between its learner and the markers.</summary>
public enum WorkState
{
    /// <summary>With the learner, never handed in.</summary>
    Draft,

    /// <summary>With the markers: it cannot be changed until they have answered.</summary>
    Submitted,

    /// <summary>With the learner again, with a comment.</summary>
    Returned,

    /// <summary>Final; a task has its mark.</summary>
    Accepted,
}

/// <summary>
/// One piece of work of one enrolment: a task's text or a worksheet's answers, with files. The draft changes; what was handed in
/// is kept version by version as it was.
/// </summary>
public sealed class Work
{
    /// <summary>Characters of a text, or of a worksheet's answers as JSON.</summary>
    public const int LongestBody = 100_000;

    /// <summary>Characters of a comment or a reason.</summary>
    public const int LongestComment = 5_000;

    public const int MostFiles = 10;

    private readonly List<WorkFile> _files = [];
    private readonly List<WorkVersion> _versions = [];

    private Work() { }

    /// <param name="item">A task or a worksheet of the enrolment's course.</param>
    public Work(Enrolment enrolment, Item item, DateTimeOffset now)
    {
        if (item is not (Assignment or Worksheet)) throw new ArgumentException($"Nothing is handed in for {item.Path}.", nameof(item));

        Id = Guid.CreateVersion7(now);
        EnrolmentId = enrolment.Id;
        ItemPath = item.Path;
        StartedAt = now;
        Draft = new WorkDraft(Id, now);
    }

    public Guid Id { get; private set; }
    public Guid EnrolmentId { get; private set; }

    /// <summary><c>module/item</c></summary>
    public string ItemPath { get; private set; } = "";

    public WorkState State { get; private set; }
    public DateTimeOffset StartedAt { get; private set; }

    /// <summary>When the newest version was handed in.</summary>
    public DateTimeOffset? SubmittedAt { get; private set; }

    public DateTimeOffset? AcceptedAt { get; private set; }

    /// <summary>The final mark of a task; null for what has no points.</summary>
    public decimal? Points { get; private set; }

    public int Revision { get; private set; }

    /// <summary>The text being written. Loaded only where it is needed, since it may be long.</summary>
    public WorkDraft? Draft { get; private set; }

    /// <summary>The files that belong to the draft.</summary>
    public IReadOnlyList<WorkFile> Files => _files;

    /// <summary>What was handed in, the oldest first.</summary>
    public IReadOnlyList<WorkVersion> Versions => _versions;

    public WorkVersion? Newest => _versions.MaxBy(version => version.Number);

    /// <summary>Why the draft cannot be changed, or null.</summary>
    public Refusal? WhyNotChange() => State switch
    {
        WorkState.Submitted => Refusal.WorkWithMarkers,
        WorkState.Accepted => Refusal.WorkFinal,
        _ => null,
    };

    /// <summary>Why this text cannot take the place of the draft's, or null.</summary>
    /// <param name="revision">The draft's revision that the window had read.</param>
    public Refusal? WhyNotSave(string body, int revision)
    {
        if (WhyNotChange() is { } refusal) return refusal;
        if (PlainText.Clean(body).Length > LongestBody) return Refusal.WorkTooLong;
        // The same words from two windows hurt nobody.
        return revision != TheDraft.Revision && PlainText.Clean(body) != TheDraft.Body ? Refusal.WorkChangedElsewhere : null;
    }

    public void SaveDraft(string body, int revision, DateTimeOffset now)
    {
        if (WhyNotSave(body, revision) is { } refusal) throw new RefusedException(refusal);

        if (TheDraft.Replace(PlainText.Clean(body), now)) Revision++;
    }

    public Refusal? WhyNotAttach()
    {
        if (WhyNotChange() is { } refusal) return refusal;
        return _files.Count >= MostFiles ? Refusal.TooManyFiles : null;
    }

    /// <summary>Puts a file to the draft.</summary>
    /// <param name="field">The worksheet's field that asks for it; empty for a task.</param>
    public void AttachFile(StoredFile file, DateTimeOffset now, string field = "")
    {
        if (WhyNotAttach() is { } refusal) throw new RefusedException(refusal);

        _files.Add(new WorkFile(Id, file.Id, field, now));
        Revision++;
    }

    /// <summary>Takes a file from the draft. Once more, or one that is not there, changes nothing.</summary>
    /// <returns>True where no version that was handed in holds it: then the file itself may go.</returns>
    public bool RemoveFile(Guid fileId)
    {
        if (WhyNotChange() is { } refusal) throw new RefusedException(refusal);
        if (_files.RemoveAll(file => file.FileId == fileId) == 0) return false;

        Revision++;
        return !_versions.Any(version => version.Files.Any(file => file.FileId == fileId));
    }

    public Refusal? WhyNotSubmit()
    {
        if (WhyNotChange() is { } refusal) return refusal;
        return string.IsNullOrWhiteSpace(TheDraft.Body) && _files.Count == 0 ? Refusal.WorkEmpty : null;
    }

    /// <summary>Hands the draft in as a version that never changes; the draft stays as it is for a next one.</summary>
    public WorkVersion Submit(DateTimeOffset now)
    {
        if (WhyNotSubmit() is { } refusal) throw new RefusedException(refusal);

        var version = new WorkVersion(Id, (Newest?.Number ?? 0) + 1, TheDraft.Body, _files, now);
        _versions.Add(version);
        (State, SubmittedAt) = (WorkState.Submitted, now);
        Revision++;
        return version;
    }

    public Refusal? WhyNotReturn(string? comment)
    {
        if (State != WorkState.Submitted) return Refusal.WorkNotSubmitted;
        if (string.IsNullOrWhiteSpace(comment)) return Refusal.CommentMissing;
        return comment.Length > LongestComment ? Refusal.CommentTooLong : null;
    }

    /// <summary>Back to the learner, who may change it and hand it in again.</summary>
    public void Return(string? comment, Guid by, DateTimeOffset now)
    {
        if (WhyNotReturn(comment) is { } refusal) throw new RefusedException(refusal);

        Newest!.Return(PlainText.Clean(comment).Trim(), by, now);
        State = WorkState.Returned;
        Revision++;
    }

    public Refusal? WhyNotAccept() => State == WorkState.Submitted ? null : Refusal.WorkNotSubmitted;

    // Through the enrolment, since its completion may hang on it: see Enrolment.Accept.
    internal void Accept(decimal? points, DateTimeOffset now)
    {
        if (WhyNotAccept() is { } refusal) throw new RefusedException(refusal);

        (State, AcceptedAt, Points) = (WorkState.Accepted, now, points);
        Revision++;
    }

    /// <summary>An appeal was answered with another mark.</summary>
    public void Remark(decimal points)
    {
        if (State != WorkState.Accepted) throw new RefusedException(Refusal.WorkNotSubmitted);

        Points = points;
        Revision++;
    }

    private WorkDraft TheDraft => Draft ?? throw new InvalidOperationException("The work was read without its draft.");
}

/// <summary>What the learner is writing, saved as they write.</summary>
public sealed class WorkDraft
{
    private WorkDraft() { }

    internal WorkDraft(Guid workId, DateTimeOffset now) => (WorkId, SavedAt) = (workId, now);

    public Guid WorkId { get; private set; }
    public string Body { get; private set; } = "";

    /// <summary>Counts the changes of the text; a window says which one it has read.</summary>
    public int Revision { get; private set; }

    public DateTimeOffset SavedAt { get; private set; }

    internal bool Replace(string body, DateTimeOffset now)
    {
        if (body == Body) return false;

        (Body, SavedAt) = (body, now);
        Revision++;
        return true;
    }
}

/// <summary>A file of a draft.</summary>
public sealed class WorkFile
{
    private WorkFile() { }

    internal WorkFile(Guid workId, Guid fileId, string field, DateTimeOffset now) => (WorkId, FileId, Field, AddedAt) = (workId, fileId, field, now);

    public Guid WorkId { get; private set; }
    public Guid FileId { get; private set; }

    /// <summary>The worksheet's field that asks for it; empty for a task.</summary>
    public string Field { get; private set; } = "";

    public DateTimeOffset AddedAt { get; private set; }

    /// <summary>Null where only the work was read.</summary>
    public StoredFile? File { get; private set; }
}

/// <summary>A work as it was handed in.</summary>
public sealed class WorkVersion
{
    private readonly List<WorkVersionFile> _files = [];

    private WorkVersion() { }

    internal WorkVersion(Guid workId, int number, string body, IEnumerable<WorkFile> files, DateTimeOffset now)
    {
        (WorkId, Number, Body, SubmittedAt) = (workId, number, body, now);
        _files.AddRange(files.Select(file => new WorkVersionFile(workId, number, file.FileId, file.Field)));
    }

    public Guid WorkId { get; private set; }

    /// <summary>1, 2, 3 …</summary>
    public int Number { get; private set; }

    public string Body { get; private set; } = "";
    public DateTimeOffset SubmittedAt { get; private set; }
    public DateTimeOffset? ReturnedAt { get; private set; }
    public Guid? ReturnedById { get; private set; }

    /// <summary>What to do before it is handed in again.</summary>
    public string? ReturnComment { get; private set; }

    public IReadOnlyList<WorkVersionFile> Files => _files;

    internal void Return(string comment, Guid by, DateTimeOffset now) => (ReturnComment, ReturnedById, ReturnedAt) = (comment, by, now);
}

/// <summary>A file of a version that was handed in.</summary>
public sealed class WorkVersionFile
{
    private WorkVersionFile() { }

    internal WorkVersionFile(Guid workId, int number, Guid fileId, string field) => (WorkId, Number, FileId, Field) = (workId, number, fileId, field);

    public Guid WorkId { get; private set; }
    public int Number { get; private set; }
    public Guid FileId { get; private set; }

    /// <summary>The worksheet's field that asked for it; empty for a task.</summary>
    public string Field { get; private set; } = "";

    /// <summary>Null where only the version was read.</summary>
    public StoredFile? File { get; private set; }
}
