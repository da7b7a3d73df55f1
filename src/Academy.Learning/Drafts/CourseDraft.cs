using Academy.Courseware;

namespace Academy.Learning.Drafts;

/// <summary>Where a course stands between its authors and its learners. What is published is an <see cref="Edition"/>; the draft goes on.</summary>
public enum DraftStage
{
    /// <summary>With its authors.</summary>
    Writing,

    /// <summary>Sent to its reviewers. It can still be changed; an approval holds for what was approved.</summary>
    InReview,
}

/// <summary>A course as it is being written: files with their history, apart from the editions that learners read.</summary>
public sealed class CourseDraft
{
    /// <summary>The draft of what courses share: law.yml, glossary.yml and programmes. No course can have this name.</summary>
    public const string LibrarySlug = "_library";

    private readonly List<DraftFile> _files = [];

    private CourseDraft() { }

    public CourseDraft(string courseSlug, Guid? by, DateTimeOffset now)
    {
        Id = Guid.CreateVersion7(now);
        CourseSlug = courseSlug;
        CreatedAt = ChangedAt = now;
        CreatedById = by;
    }

    public Guid Id { get; private set; }
    public string CourseSlug { get; private set; } = "";
    public DateTimeOffset CreatedAt { get; private set; }
    public Guid? CreatedById { get; private set; }
    public DraftStage Stage { get; private set; }

    /// <summary>Counts every change of any file: what was compiled, reviewed or approved names the number it saw.</summary>
    public int Revision { get; private set; }

    public DateTimeOffset ChangedAt { get; private set; }

    /// <summary>The edition that was last taken from it or that it was taken from, and the draft's number at that moment.</summary>
    public Guid? EditionId { get; private set; }

    public int EditionRevision { get; private set; }

    /// <summary>Who has to approve it before it is published.</summary>
    public ReviewNeeds Needs { get; private set; } = ReviewNeeds.Usual;

    /// <summary>Those that were loaded; the removed ones too, since they can be brought back.</summary>
    public IReadOnlyList<DraftFile> Files => _files;

    public bool IsLibrary => CourseSlug == LibrarySlug;

    /// <summary>Something was changed since the last edition.</summary>
    public bool HasChanges => EditionId is null || Revision != EditionRevision;

    /// <param name="path">A file that is there, by its path inside the course.</param>
    public DraftFile? Find(string path) => _files.FirstOrDefault(file => file.Path == path && !file.IsRemoved);

    /// <summary>Null, or what is wrong with the name; the compiler's rules of names and sizes.</summary>
    public IReadOnlyList<Diagnostic> WhyNotAdd(string path, ReadOnlyMemory<byte> bytes) => CourseSource.FromFiles(
        [.. _files.Where(file => !file.IsRemoved).Select(file => KeyValuePair.Create(file.Path, ReadOnlyMemory<byte>.Empty)), new(path, bytes)]).Diagnostics;

    /// <summary>A new file, or the removed one of that name with its history.</summary>
    /// <exception cref="RefusedException"><see cref="Refusal.FileExists"/></exception>
    public DraftFile Add(string path, ReadOnlyMemory<byte> bytes, Guid? by, DateTimeOffset now)
    {
        if (Find(path) is not null) throw new RefusedException(Refusal.FileExists, path);

        var file = new DraftFile(Id, path, bytes, by, now);
        _files.Add(file);
        Changed(now);
        return file;
    }

    /// <summary>Keeps a text or picture as the file's newest revision; nothing happens where it has not changed.</summary>
    /// <returns>Whether it was another text.</returns>
    public bool Save(DraftFile file, ReadOnlyMemory<byte> bytes, Guid? by, DateTimeOffset now)
    {
        if (!file.Revise(bytes, by, now)) return false;
        Changed(now);
        return true;
    }

    /// <exception cref="RefusedException"><see cref="Refusal.FileExists"/></exception>
    public void Rename(DraftFile file, string path, Guid? by, DateTimeOffset now)
    {
        if (file.Path == path) return;
        if (Find(path) is not null) throw new RefusedException(Refusal.FileExists, path);

        file.MoveTo(path, by, now);
        Changed(now);
    }

    /// <summary>Takes it out of the course. Its history stays, and <see cref="BringBack"/> undoes it.</summary>
    public void Remove(DraftFile file, Guid? by, DateTimeOffset now)
    {
        if (file.IsRemoved) return;
        file.Remove(by, now);
        Changed(now);
    }

    /// <exception cref="RefusedException"><see cref="Refusal.FileExists"/>: another has taken its name since.</exception>
    public void BringBack(DraftFile file, Guid? by, DateTimeOffset now)
    {
        if (!file.IsRemoved) return;
        if (Find(file.Path) is not null) throw new RefusedException(Refusal.FileExists, file.Path);

        file.BringBack(by, now);
        Changed(now);
    }

    /// <returns>Whether these are others than before.</returns>
    public bool Need(ReviewNeeds needs)
    {
        if (!needs.IsPossible) throw new RefusedException(Refusal.TooManyApprovals);
        if (needs == Needs) return false;
        Needs = needs;
        return true;
    }

    public Refusal? WhyNotSendToReview(bool hasErrors) =>
        !HasChanges ? Refusal.NothingToPublish : hasErrors ? Refusal.DraftHasErrors : null;

    /// <param name="hasErrors">The compiler refuses it: reviewers would read what must change anyway.</param>
    public void SendToReview(bool hasErrors, DateTimeOffset now)
    {
        if (WhyNotSendToReview(hasErrors) is { } refusal) throw new RefusedException(refusal);
        Stage = DraftStage.InReview;
        ChangedAt = now;
    }

    public void TakeBack(DateTimeOffset now)
    {
        Stage = DraftStage.Writing;
        ChangedAt = now;
    }

    /// <summary>The draft as it stands and the edition are the same files. Call it with all files loaded.</summary>
    public void IsNow(Edition edition)
    {
        foreach (var file in _files) file.IsInEdition();
        EditionId = edition.Id;
        EditionRevision = Revision;
        Stage = DraftStage.Writing;
    }

    private void Changed(DateTimeOffset now)
    {
        Revision++;
        ChangedAt = now;
    }
}
