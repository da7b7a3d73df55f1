using Academy.Learning;
using Microsoft.AspNetCore.Identity;

namespace Academy.Storage;

/// <summary>The person who signs in.</summary>
public sealed class Account : IdentityUser<Guid>
{
    public const int LongestName = 200;
    public const int LongestPosition = 300;

    /// <summary>Surname, given name and, where there is one, patronymic, as they are to stand on a certificate.</summary>
    public string FullName
    {
        get;
        set
        {
            field = value;
            var folded = SearchText.Fold(value);
            NameSearch = folded[..Math.Min(folded.Length, LongestName)];
        }
    } = "";

    /// <summary>The name as it is searched: databases fold letters each in its own way.</summary>
    public string NameSearch { get; private set; } = "";

    /// <summary>As it is to stand on a certificate.</summary>
    public string? Position { get; set; }

    /// <summary>The interface language they last chose: mail is written in it.</summary>
    public string Language { get; set; } = Courseware.Languages.Kazakh;

    public DateTimeOffset CreatedAt { get; set; }
}

/// <summary>What a person may do here. One person may have several roles; a learner needs none beyond an account.</summary>
public static class Roles
{
    public const string Learner = "learner";
    public const string Instructor = "instructor";
    public const string Staff = "staff";
    public const string Admin = "admin";

    public static IReadOnlyList<string> All { get; } = [Learner, Instructor, Staff, Admin];
}
