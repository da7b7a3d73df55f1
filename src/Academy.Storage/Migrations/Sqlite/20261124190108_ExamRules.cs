using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Academy.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class ExamRules : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "GivenAt",
                table: "GivenAnswer",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Tab",
                table: "GivenAnswer",
                type: "TEXT",
                maxLength: 32,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "HandInAt",
                table: "Attempts",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "NameSearch",
                table: "AspNetUsers",
                type: "TEXT",
                maxLength: 200,
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateTable(
                name: "Accommodations",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    EnrolmentId = table.Column<Guid>(type: "TEXT", nullable: false),
                    QuizPath = table.Column<string>(type: "TEXT", maxLength: 161, nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    ExtraMinutes = table.Column<int>(type: "INTEGER", nullable: false),
                    ExtraAttempts = table.Column<int>(type: "INTEGER", nullable: false),
                    Opens = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Closes = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    GivenById = table.Column<Guid>(type: "TEXT", nullable: false),
                    GivenAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    WithdrawnById = table.Column<Guid>(type: "TEXT", nullable: true),
                    WithdrawnAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Accommodations", x => x.Id);
                    table.CheckConstraint("CK_Accommodations_QuizPath_Length", "length(\"QuizPath\") <= 161");
                    table.CheckConstraint("CK_Accommodations_Reason_Length", "length(\"Reason\") <= 1000");
                    table.ForeignKey(
                        name: "FK_Accommodations_Enrolments_EnrolmentId",
                        column: x => x.EnrolmentId,
                        principalTable: "Enrolments",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Attempts_HandInAt",
                table: "Attempts",
                column: "HandInAt",
                filter: "\"SubmittedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Accommodations_EnrolmentId_QuizPath_Number",
                table: "Accommodations",
                columns: new[] { "EnrolmentId", "QuizPath", "Number" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Accommodations");

            migrationBuilder.DropIndex(
                name: "IX_Attempts_HandInAt",
                table: "Attempts");

            migrationBuilder.DropColumn(
                name: "GivenAt",
                table: "GivenAnswer");

            migrationBuilder.DropColumn(
                name: "Tab",
                table: "GivenAnswer");

            migrationBuilder.DropColumn(
                name: "HandInAt",
                table: "Attempts");

            migrationBuilder.DropColumn(
                name: "NameSearch",
                table: "AspNetUsers");
        }
    }
}
