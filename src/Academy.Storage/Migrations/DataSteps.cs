using Microsoft.EntityFrameworkCore.Migrations;

namespace Academy.Storage.Migrations;

/// <summary>Changes of data in SQL that both databases read; the generated migrations call them by name.</summary>
internal static class DataSteps
{
    /// <summary>Until now an attempt was sat in the edition of its enrolment.</summary>
    public static void NameTheEditionsOfAttempts(this MigrationBuilder migration) => migration.Sql(
        """UPDATE "Attempts" SET "EditionId" = (SELECT "EditionId" FROM "Enrolments" WHERE "Enrolments"."Id" = "Attempts"."EnrolmentId")""");

    /// <summary>Drafts that nobody has changed since their edition; of others all files count as changed. One reviewer, as a new draft has.</summary>
    public static void TellWhatIsInTheEdition(this MigrationBuilder migration)
    {
        migration.Sql("""UPDATE "DraftFiles" SET "EditionNumber" = "Number" WHERE "DraftId" IN (SELECT "Id" FROM "Drafts" WHERE "EditionId" IS NOT NULL AND "Revision" = "EditionRevision")""");
        migration.Sql("""UPDATE "Drafts" SET "Needs_Reviewers" = 1""");
    }
}
