using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Academy.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class LawWatch : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "LawChanges",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ActId = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Articles = table.Column<string>(type: "TEXT", maxLength: 2520, nullable: false),
                    ReplacedBy = table.Column<string>(type: "TEXT", maxLength: 80, nullable: true),
                    NoteKk = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    NoteRu = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    Source = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    ById = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    WithdrawnAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    WithdrawnById = table.Column<Guid>(type: "TEXT", nullable: true),
                    Revision = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LawChanges", x => x.Id);
                    table.CheckConstraint("CK_LawChanges_ActId_Length", "length(\"ActId\") <= 80");
                    table.CheckConstraint("CK_LawChanges_Articles_Length", "length(\"Articles\") <= 2520");
                    table.CheckConstraint("CK_LawChanges_Kind_Length", "length(\"Kind\") <= 40");
                    table.CheckConstraint("CK_LawChanges_NoteKk_Length", "length(\"NoteKk\") <= 1000");
                    table.CheckConstraint("CK_LawChanges_NoteRu_Length", "length(\"NoteRu\") <= 1000");
                    table.CheckConstraint("CK_LawChanges_ReplacedBy_Length", "length(\"ReplacedBy\") <= 80");
                    table.CheckConstraint("CK_LawChanges_Source_Length", "length(\"Source\") <= 500");
                    table.ForeignKey(
                        name: "FK_LawChanges_AspNetUsers_ById",
                        column: x => x.ById,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "LawCases",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ChangeId = table.Column<Guid>(type: "TEXT", nullable: false),
                    CourseSlug = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    ItemPath = table.Column<string>(type: "TEXT", maxLength: 161, nullable: false),
                    QuestionId = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    Articles = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    CitesWhole = table.Column<bool>(type: "INTEGER", nullable: false),
                    Texts = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    IsWithLearners = table.Column<bool>(type: "INTEGER", nullable: false),
                    OwnerId = table.Column<Guid>(type: "TEXT", nullable: true),
                    DueOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    OpenedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    ClosedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ClosedById = table.Column<Guid>(type: "TEXT", nullable: true),
                    ClosedEdition = table.Column<int>(type: "INTEGER", nullable: true),
                    ClosingNote = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    Revision = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LawCases", x => x.Id);
                    table.CheckConstraint("CK_LawCases_Articles_Length", "length(\"Articles\") <= 400");
                    table.CheckConstraint("CK_LawCases_ClosingNote_Length", "length(\"ClosingNote\") <= 1000");
                    table.CheckConstraint("CK_LawCases_CourseSlug_Length", "length(\"CourseSlug\") <= 80");
                    table.CheckConstraint("CK_LawCases_ItemPath_Length", "length(\"ItemPath\") <= 161");
                    table.CheckConstraint("CK_LawCases_QuestionId_Length", "length(\"QuestionId\") <= 80");
                    table.CheckConstraint("CK_LawCases_State_Length", "length(\"State\") <= 40");
                    table.CheckConstraint("CK_LawCases_Texts_Length", "length(\"Texts\") <= 200");
                    table.ForeignKey(
                        name: "FK_LawCases_AspNetUsers_OwnerId",
                        column: x => x.OwnerId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_LawCases_LawChanges_ChangeId",
                        column: x => x.ChangeId,
                        principalTable: "LawChanges",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_LawCases_ChangeId_CourseSlug_ItemPath_QuestionId",
                table: "LawCases",
                columns: new[] { "ChangeId", "CourseSlug", "ItemPath", "QuestionId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_LawCases_OwnerId",
                table: "LawCases",
                column: "OwnerId");

            migrationBuilder.CreateIndex(
                name: "IX_LawCases_State_CourseSlug",
                table: "LawCases",
                columns: new[] { "State", "CourseSlug" });

            migrationBuilder.CreateIndex(
                name: "IX_LawChanges_ActId_Day_Kind_Articles",
                table: "LawChanges",
                columns: new[] { "ActId", "Day", "Kind", "Articles" },
                unique: true,
                filter: "\"WithdrawnAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_LawChanges_ById",
                table: "LawChanges",
                column: "ById");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "LawCases");

            migrationBuilder.DropTable(
                name: "LawChanges");
        }
    }
}
