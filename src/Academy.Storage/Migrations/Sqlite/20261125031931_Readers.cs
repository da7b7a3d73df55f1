using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Academy.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Readers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "LessonChecks",
                columns: table => new
                {
                    EnrolmentId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Path = table.Column<string>(type: "TEXT", maxLength: 161, nullable: false),
                    Key = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    IsRight = table.Column<bool>(type: "INTEGER", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LessonChecks", x => new { x.EnrolmentId, x.Path, x.Key });
                    table.ForeignKey(
                        name: "FK_LessonChecks_Enrolments_EnrolmentId",
                        column: x => x.EnrolmentId,
                        principalTable: "Enrolments",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "LessonQuestions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    EnrolmentId = table.Column<Guid>(type: "TEXT", nullable: false),
                    AskedById = table.Column<Guid>(type: "TEXT", nullable: false),
                    CourseSlug = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    Path = table.Column<string>(type: "TEXT", maxLength: 161, nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Text = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    Language = table.Column<string>(type: "TEXT", maxLength: 2, nullable: false),
                    AskedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Answer = table.Column<string>(type: "TEXT", maxLength: 5000, nullable: true),
                    AnsweredById = table.Column<Guid>(type: "TEXT", nullable: true),
                    AnsweredAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Revision = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LessonQuestions", x => x.Id);
                    table.CheckConstraint("CK_LessonQuestions_Answer_Length", "length(\"Answer\") <= 5000");
                    table.CheckConstraint("CK_LessonQuestions_CourseSlug_Length", "length(\"CourseSlug\") <= 80");
                    table.CheckConstraint("CK_LessonQuestions_Language_Length", "length(\"Language\") <= 2");
                    table.CheckConstraint("CK_LessonQuestions_Path_Length", "length(\"Path\") <= 161");
                    table.CheckConstraint("CK_LessonQuestions_State_Length", "length(\"State\") <= 40");
                    table.CheckConstraint("CK_LessonQuestions_Text_Length", "length(\"Text\") <= 1000");
                    table.ForeignKey(
                        name: "FK_LessonQuestions_AspNetUsers_AnsweredById",
                        column: x => x.AnsweredById,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_LessonQuestions_AspNetUsers_AskedById",
                        column: x => x.AskedById,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_LessonQuestions_Enrolments_EnrolmentId",
                        column: x => x.EnrolmentId,
                        principalTable: "Enrolments",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "LessonRatings",
                columns: table => new
                {
                    EnrolmentId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Path = table.Column<string>(type: "TEXT", maxLength: 161, nullable: false),
                    Usefulness = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Words = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    Language = table.Column<string>(type: "TEXT", maxLength: 2, nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LessonRatings", x => new { x.EnrolmentId, x.Path });
                    table.CheckConstraint("CK_LessonRatings_Language_Length", "length(\"Language\") <= 2");
                    table.CheckConstraint("CK_LessonRatings_Usefulness_Length", "length(\"Usefulness\") <= 40");
                    table.CheckConstraint("CK_LessonRatings_Words_Length", "length(\"Words\") <= 500");
                    table.ForeignKey(
                        name: "FK_LessonRatings_Enrolments_EnrolmentId",
                        column: x => x.EnrolmentId,
                        principalTable: "Enrolments",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "LessonVisits",
                columns: table => new
                {
                    EnrolmentId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Path = table.Column<string>(type: "TEXT", maxLength: 161, nullable: false),
                    Seconds = table.Column<int>(type: "INTEGER", nullable: false),
                    Furthest = table.Column<int>(type: "INTEGER", nullable: false),
                    IsFinished = table.Column<bool>(type: "INTEGER", nullable: false),
                    FirstAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    LastAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LessonVisits", x => new { x.EnrolmentId, x.Path });
                    table.ForeignKey(
                        name: "FK_LessonVisits_Enrolments_EnrolmentId",
                        column: x => x.EnrolmentId,
                        principalTable: "Enrolments",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_LessonQuestions_AnsweredById",
                table: "LessonQuestions",
                column: "AnsweredById");

            migrationBuilder.CreateIndex(
                name: "IX_LessonQuestions_AskedById",
                table: "LessonQuestions",
                column: "AskedById");

            migrationBuilder.CreateIndex(
                name: "IX_LessonQuestions_CourseSlug_Path_AskedAt",
                table: "LessonQuestions",
                columns: new[] { "CourseSlug", "Path", "AskedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_LessonQuestions_CourseSlug_State",
                table: "LessonQuestions",
                columns: new[] { "CourseSlug", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_LessonQuestions_EnrolmentId_Number",
                table: "LessonQuestions",
                columns: new[] { "EnrolmentId", "Number" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "LessonChecks");

            migrationBuilder.DropTable(
                name: "LessonQuestions");

            migrationBuilder.DropTable(
                name: "LessonRatings");

            migrationBuilder.DropTable(
                name: "LessonVisits");
        }
    }
}
