using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Academy.Storage.Migrations.Postgres
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
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ActId = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    Kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Day = table.Column<DateOnly>(type: "date", nullable: false),
                    Articles = table.Column<string>(type: "character varying(2520)", maxLength: 2520, nullable: false),
                    ReplacedBy = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: true),
                    NoteKk = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    NoteRu = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    Source = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    ById = table.Column<Guid>(type: "uuid", nullable: false),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    WithdrawnAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    WithdrawnById = table.Column<Guid>(type: "uuid", nullable: true),
                    Revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LawChanges", x => x.Id);
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
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ChangeId = table.Column<Guid>(type: "uuid", nullable: false),
                    CourseSlug = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    ItemPath = table.Column<string>(type: "character varying(161)", maxLength: 161, nullable: false),
                    QuestionId = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    Articles = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    CitesWhole = table.Column<bool>(type: "boolean", nullable: false),
                    Texts = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    IsWithLearners = table.Column<bool>(type: "boolean", nullable: false),
                    OwnerId = table.Column<Guid>(type: "uuid", nullable: true),
                    DueOn = table.Column<DateOnly>(type: "date", nullable: false),
                    OpenedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    State = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    ClosedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ClosedById = table.Column<Guid>(type: "uuid", nullable: true),
                    ClosedEdition = table.Column<int>(type: "integer", nullable: true),
                    ClosingNote = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    Revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LawCases", x => x.Id);
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
