using Academy.Learning;
using Academy.Storage;
using Microsoft.AspNetCore.Mvc;

namespace Academy.Web;

/// <summary>What the register of certificates is asked for: the page and every file that is taken away ask alike.</summary>
public sealed class RegisterQuestion
{
    private const int LongestWords = 100;

    /// <summary>A number or a part of one, or any part of a name.</summary>
    [FromQuery(Name = "q")] public string? Words { get; set; }

    [FromQuery(Name = "state")] public CertificateState? State { get; set; }
    [FromQuery(Name = "course")] public string? Course { get; set; }
    [FromQuery(Name = "batch")] public Guid? Batch { get; set; }

    /// <summary>Issued on this day or later, in Kazakhstan.</summary>
    [FromQuery(Name = "from")] public DateOnly? From { get; set; }

    [FromQuery(Name = "to")] public DateOnly? To { get; set; }

    public bool IsEmpty => string.IsNullOrWhiteSpace(Words) && State is null && string.IsNullOrEmpty(Course) && Batch is null && From is null && To is null;

    /// <summary>As part of an address, with <c>&amp;</c> at the end.</summary>
    public string Query => FormattableString.Invariant($"q={Uri.EscapeDataString(Words ?? "")}&state={State}&course={Uri.EscapeDataString(Course ?? "")}&batch={Batch}&from={From:yyyy-MM-dd}&to={To:yyyy-MM-dd}&");

    public IQueryable<Certificate> Ask(AcademyDb db, DateOnly today)
    {
        var found = Matching(db.Certificates).InState(State, today);
        if (!string.IsNullOrEmpty(Course)) found = found.Where(certificate => certificate.CourseSlug == Course);
        if (Batch is { } batch) found = found.Where(certificate => db.BatchPeople.Any(person => person.BatchId == batch && person.Number == certificate.Number));
        if (From is { } from)
        {
            var begin = KazakhstanTime.At(from.ToDateTime(TimeOnly.MinValue));
            found = found.Where(certificate => certificate.IssuedAt >= begin);
        }
        if (To is { } to && to < DateOnly.MaxValue)
        {
            var end = KazakhstanTime.At(to.AddDays(1).ToDateTime(TimeOnly.MinValue));
            found = found.Where(certificate => certificate.IssuedAt < end);
        }
        return found;
    }

    private IQueryable<Certificate> Matching(IQueryable<Certificate> certificates)
    {
        if (string.IsNullOrWhiteSpace(Words)) return certificates;

        var asked = Words.Length <= LongestWords ? Words : Words[..LongestWords];
        var digits = string.Concat(asked.Where(letter => !char.IsWhiteSpace(letter) && letter is not ('-' or '–' or '№')));
        if (digits.All(char.IsAsciiDigit)) return certificates.Where(certificate => certificate.Number.Contains(digits));

        var words = SearchText.Words(asked);
        if (words.Count == 0) return certificates.Where(_ => false);
        foreach (var word in words) certificates = certificates.Where(certificate => certificate.HolderSearch.Contains(word));
        return certificates;
    }
}
