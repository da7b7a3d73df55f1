using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Academy.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Studio : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Attempts_QuizPath_SubmittedAt",
                table: "Attempts");

            migrationBuilder.AddColumn<Guid>(
                name: "CorrectsId",
                table: "Editions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Needs_Lawyers",
                table: "Drafts",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "Needs_Reviewers",
                table: "Drafts",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "EditionNumber",
                table: "DraftFiles",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<Guid>(
                name: "EditionId",
                table: "Attempts",
                type: "TEXT",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"));

            migrationBuilder.NameTheEditionsOfAttempts();
            migrationBuilder.TellWhatIsInTheEdition();

            migrationBuilder.CreateTable(
                name: "Approvals",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    DraftId = table.Column<Guid>(type: "TEXT", nullable: false),
                    DraftRevision = table.Column<int>(type: "INTEGER", nullable: false),
                    ById = table.Column<Guid>(type: "TEXT", nullable: false),
                    Role = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Answer = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Word = table.Column<string>(type: "TEXT", maxLength: 5000, nullable: true),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Approvals", x => x.Id);
                    table.CheckConstraint("CK_Approvals_Answer_Length", "length(\"Answer\") <= 40");
                    table.CheckConstraint("CK_Approvals_Role_Length", "length(\"Role\") <= 40");
                    table.CheckConstraint("CK_Approvals_Word_Length", "length(\"Word\") <= 5000");
                    table.ForeignKey(
                        name: "FK_Approvals_AspNetUsers_ById",
                        column: x => x.ById,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Approvals_Drafts_DraftId",
                        column: x => x.DraftId,
                        principalTable: "Drafts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "CorrectedItems",
                columns: table => new
                {
                    EditionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ItemPath = table.Column<string>(type: "TEXT", maxLength: 161, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CorrectedItems", x => new { x.EditionId, x.ItemPath });
                    table.ForeignKey(
                        name: "FK_CorrectedItems_Editions_EditionId",
                        column: x => x.EditionId,
                        principalTable: "Editions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "PublicationNotes",
                columns: table => new
                {
                    EditionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kk = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    Ru = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    En = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PublicationNotes", x => x.EditionId);
                    table.CheckConstraint("CK_PublicationNotes_En_Length", "length(\"En\") <= 1000");
                    table.CheckConstraint("CK_PublicationNotes_Kk_Length", "length(\"Kk\") <= 1000");
                    table.CheckConstraint("CK_PublicationNotes_Ru_Length", "length(\"Ru\") <= 1000");
                    table.ForeignKey(
                        name: "FK_PublicationNotes_Editions_EditionId",
                        column: x => x.EditionId,
                        principalTable: "Editions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ReviewComments",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    DraftId = table.Column<Guid>(type: "TEXT", nullable: false),
                    FileId = table.Column<Guid>(type: "TEXT", nullable: false),
                    QuestionId = table.Column<string>(type: "TEXT", maxLength: 80, nullable: true),
                    Quote = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    Text = table.Column<string>(type: "TEXT", maxLength: 5000, nullable: false),
                    ById = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    SettledAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    SettledById = table.Column<Guid>(type: "TEXT", nullable: true),
                    ReopenedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ReopenedById = table.Column<Guid>(type: "TEXT", nullable: true),
                    Revision = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReviewComments", x => x.Id);
                    table.CheckConstraint("CK_ReviewComments_QuestionId_Length", "length(\"QuestionId\") <= 80");
                    table.CheckConstraint("CK_ReviewComments_Quote_Length", "length(\"Quote\") <= 500");
                    table.CheckConstraint("CK_ReviewComments_Text_Length", "length(\"Text\") <= 5000");
                    table.ForeignKey(
                        name: "FK_ReviewComments_AspNetUsers_ById",
                        column: x => x.ById,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ReviewComments_DraftFiles_FileId",
                        column: x => x.FileId,
                        principalTable: "DraftFiles",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ReviewComments_Drafts_DraftId",
                        column: x => x.DraftId,
                        principalTable: "Drafts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "TranslationMarks",
                columns: table => new
                {
                    FileId = table.Column<Guid>(type: "TEXT", nullable: false),
                    OriginalId = table.Column<Guid>(type: "TEXT", nullable: false),
                    OriginalNumber = table.Column<int>(type: "INTEGER", nullable: false),
                    ById = table.Column<Guid>(type: "TEXT", nullable: true),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TranslationMarks", x => new { x.FileId, x.OriginalId });
                    table.ForeignKey(
                        name: "FK_TranslationMarks_AspNetUsers_ById",
                        column: x => x.ById,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_TranslationMarks_DraftFiles_FileId",
                        column: x => x.FileId,
                        principalTable: "DraftFiles",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_TranslationMarks_DraftFiles_OriginalId",
                        column: x => x.OriginalId,
                        principalTable: "DraftFiles",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "TranslationWaivers",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    OriginalId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Language = table.Column<string>(type: "TEXT", maxLength: 2, nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    Until = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    ById = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    WithdrawnAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    WithdrawnById = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TranslationWaivers", x => x.Id);
                    table.CheckConstraint("CK_TranslationWaivers_Language_Length", "length(\"Language\") <= 2");
                    table.CheckConstraint("CK_TranslationWaivers_Reason_Length", "length(\"Reason\") <= 500");
                    table.ForeignKey(
                        name: "FK_TranslationWaivers_AspNetUsers_ById",
                        column: x => x.ById,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_TranslationWaivers_AspNetUsers_WithdrawnById",
                        column: x => x.WithdrawnById,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_TranslationWaivers_DraftFiles_OriginalId",
                        column: x => x.OriginalId,
                        principalTable: "DraftFiles",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ReviewReplies",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    CommentId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Text = table.Column<string>(type: "TEXT", maxLength: 5000, nullable: false),
                    ById = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReviewReplies", x => x.Id);
                    table.CheckConstraint("CK_ReviewReplies_Text_Length", "length(\"Text\") <= 5000");
                    table.ForeignKey(
                        name: "FK_ReviewReplies_AspNetUsers_ById",
                        column: x => x.ById,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ReviewReplies_ReviewComments_CommentId",
                        column: x => x.CommentId,
                        principalTable: "ReviewComments",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Editions_CorrectsId",
                table: "Editions",
                column: "CorrectsId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Attempts_EditionId_QuizPath_SubmittedAt",
                table: "Attempts",
                columns: new[] { "EditionId", "QuizPath", "SubmittedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Approvals_ById",
                table: "Approvals",
                column: "ById");

            migrationBuilder.CreateIndex(
                name: "IX_Approvals_DraftId_DraftRevision",
                table: "Approvals",
                columns: new[] { "DraftId", "DraftRevision" });

            migrationBuilder.CreateIndex(
                name: "IX_ReviewComments_ById",
                table: "ReviewComments",
                column: "ById");

            migrationBuilder.CreateIndex(
                name: "IX_ReviewComments_DraftId_SettledAt",
                table: "ReviewComments",
                columns: new[] { "DraftId", "SettledAt" });

            migrationBuilder.CreateIndex(
                name: "IX_ReviewComments_FileId",
                table: "ReviewComments",
                column: "FileId");

            migrationBuilder.CreateIndex(
                name: "IX_ReviewReplies_ById",
                table: "ReviewReplies",
                column: "ById");

            migrationBuilder.CreateIndex(
                name: "IX_ReviewReplies_CommentId",
                table: "ReviewReplies",
                column: "CommentId");

            migrationBuilder.CreateIndex(
                name: "IX_TranslationMarks_ById",
                table: "TranslationMarks",
                column: "ById");

            migrationBuilder.CreateIndex(
                name: "IX_TranslationMarks_OriginalId",
                table: "TranslationMarks",
                column: "OriginalId");

            migrationBuilder.CreateIndex(
                name: "IX_TranslationWaivers_ById",
                table: "TranslationWaivers",
                column: "ById");

            migrationBuilder.CreateIndex(
                name: "IX_TranslationWaivers_OriginalId_Language",
                table: "TranslationWaivers",
                columns: new[] { "OriginalId", "Language" });

            migrationBuilder.CreateIndex(
                name: "IX_TranslationWaivers_WithdrawnById",
                table: "TranslationWaivers",
                column: "WithdrawnById");

            migrationBuilder.AddForeignKey(
                name: "FK_Editions_Editions_CorrectsId",
                table: "Editions",
                column: "CorrectsId",
                principalTable: "Editions",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_Editions_Editions_CorrectsId",
                table: "Editions");

            migrationBuilder.DropTable(
                name: "Approvals");

            migrationBuilder.DropTable(
                name: "CorrectedItems");

            migrationBuilder.DropTable(
                name: "PublicationNotes");

            migrationBuilder.DropTable(
                name: "ReviewReplies");

            migrationBuilder.DropTable(
                name: "TranslationMarks");

            migrationBuilder.DropTable(
                name: "TranslationWaivers");

            migrationBuilder.DropTable(
                name: "ReviewComments");

            migrationBuilder.DropIndex(
                name: "IX_Editions_CorrectsId",
                table: "Editions");

            migrationBuilder.DropIndex(
                name: "IX_Attempts_EditionId_QuizPath_SubmittedAt",
                table: "Attempts");

            migrationBuilder.DropColumn(
                name: "CorrectsId",
                table: "Editions");

            migrationBuilder.DropColumn(
                name: "Needs_Lawyers",
                table: "Drafts");

            migrationBuilder.DropColumn(
                name: "Needs_Reviewers",
                table: "Drafts");

            migrationBuilder.DropColumn(
                name: "EditionNumber",
                table: "DraftFiles");

            migrationBuilder.DropColumn(
                name: "EditionId",
                table: "Attempts");

            migrationBuilder.CreateIndex(
                name: "IX_Attempts_QuizPath_SubmittedAt",
                table: "Attempts",
                columns: new[] { "QuizPath", "SubmittedAt" });
        }
    }
}
