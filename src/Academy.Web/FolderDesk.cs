using Academy.Courseware;
using Academy.Learning.Drafts;
using Academy.Storage;
using Microsoft.EntityFrameworkCore;

namespace Academy.Web;

/// <summary>A draft as a folder: out to whatever editor its author likes.</summary>
public sealed class FolderDesk(AcademyDb db)
{
    /// <summary>The files that are there now, byte for byte.</summary>
    public async Task<CourseSource> ReadAsync(CourseDraft draft, CancellationToken cancel)
    {
        var files = await (
            from file in db.DraftFiles
            join content in db.Set<DraftContent>() on file.Id equals content.FileId
            where file.DraftId == draft.Id && file.RemovedAt == null
            select new { file.Path, content.Bytes }).AsNoTracking().ToListAsync(cancel);
        return new CourseSource(files.Select(file => KeyValuePair.Create(file.Path, (ReadOnlyMemory<byte>)file.Bytes)));
    }
}
