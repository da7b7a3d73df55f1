using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Academy.Storage.Migrations.Postgres
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
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Needs_Lawyers",
                table: "Drafts",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "Needs_Reviewers",
                table: "Drafts",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "EditionNumber",
                table: "DraftFiles",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<Guid>(
                name: "EditionId",
                table: "Attempts",
                type: "uuid",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"));

            migrationBuilder.NameTheEditionsOfAttempts();
            migrationBuilder.TellWhatIsInTheEdition();

            migrationBuilder.CreateTable(
                name: "Approvals",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    DraftId = table.Column<Guid>(type: "uuid", nullable: false),
                    DraftRevision = table.Column<int>(type: "integer", nullable: false),
                    ById = table.Column<Guid>(type: "uuid", nullable: false),
                    Role = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Answer = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Word = table.Column<string>(type: "character varying(5000)", maxLength: 5000, nullable: true),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Approvals", x => x.Id);
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
                    EditionId = table.Column<Guid>(type: "uuid", nullable: false),
                    ItemPath = table.Column<string>(type: "character varying(161)", maxLength: 161, nullable: false)
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
                    EditionId = table.Column<Guid>(type: "uuid", nullable: false),
                    Kk = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    Ru = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    En = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PublicationNotes", x => x.EditionId);
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
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    DraftId = table.Column<Guid>(type: "uuid", nullable: false),
                    FileId = table.Column<Guid>(type: "uuid", nullable: false),
                    QuestionId = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: true),
                    Quote = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    Text = table.Column<string>(type: "character varying(5000)", maxLength: 5000, nullable: false),
                    ById = table.Column<Guid>(type: "uuid", nullable: false),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    SettledAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    SettledById = table.Column<Guid>(type: "uuid", nullable: true),
                    ReopenedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ReopenedById = table.Column<Guid>(type: "uuid", nullable: true),
                    Revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReviewComments", x => x.Id);
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
                    FileId = table.Column<Guid>(type: "uuid", nullable: false),
                    OriginalId = table.Column<Guid>(type: "uuid", nullable: false),
                    OriginalNumber = table.Column<int>(type: "integer", nullable: false),
                    ById = table.Column<Guid>(type: "uuid", nullable: true),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
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
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    OriginalId = table.Column<Guid>(type: "uuid", nullable: false),
                    Language = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: false),
                    Reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    Until = table.Column<DateOnly>(type: "date", nullable: false),
                    ById = table.Column<Guid>(type: "uuid", nullable: false),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    WithdrawnAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    WithdrawnById = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TranslationWaivers", x => x.Id);
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
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    CommentId = table.Column<Guid>(type: "uuid", nullable: false),
                    Text = table.Column<string>(type: "character varying(5000)", maxLength: 5000, nullable: false),
                    ById = table.Column<Guid>(type: "uuid", nullable: false),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReviewReplies", x => x.Id);
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
