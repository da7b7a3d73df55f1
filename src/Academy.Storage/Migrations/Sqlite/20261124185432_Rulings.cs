using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Academy.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Rulings : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Language",
                table: "Attempts",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "RulingNumber",
                table: "Attempts",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "Rulings",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    EditionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    QuizPath = table.Column<string>(type: "TEXT", maxLength: 161, nullable: false),
                    QuestionId = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Key = table.Column<string>(type: "TEXT", nullable: true),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    ById = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    SettledAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Rulings", x => x.Id);
                    table.CheckConstraint("CK_Rulings_Kind_Length", "length(\"Kind\") <= 40");
                    table.CheckConstraint("CK_Rulings_QuestionId_Length", "length(\"QuestionId\") <= 80");
                    table.CheckConstraint("CK_Rulings_QuizPath_Length", "length(\"QuizPath\") <= 161");
                    table.CheckConstraint("CK_Rulings_Reason_Length", "length(\"Reason\") <= 1000");
                    table.ForeignKey(
                        name: "FK_Rulings_AspNetUsers_ById",
                        column: x => x.ById,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Rulings_Editions_EditionId",
                        column: x => x.EditionId,
                        principalTable: "Editions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "EarlierResults",
                columns: table => new
                {
                    AttemptId = table.Column<Guid>(type: "TEXT", nullable: false),
                    RulingId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Points = table.Column<decimal>(type: "TEXT", precision: 9, scale: 2, nullable: false),
                    MaxPoints = table.Column<decimal>(type: "TEXT", precision: 9, scale: 2, nullable: false),
                    Passed = table.Column<bool>(type: "INTEGER", nullable: false),
                    ReplacedAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_EarlierResults", x => new { x.AttemptId, x.RulingId });
                    table.ForeignKey(
                        name: "FK_EarlierResults_Attempts_AttemptId",
                        column: x => x.AttemptId,
                        principalTable: "Attempts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_EarlierResults_Rulings_RulingId",
                        column: x => x.RulingId,
                        principalTable: "Rulings",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Attempts_QuizPath_SubmittedAt",
                table: "Attempts",
                columns: new[] { "QuizPath", "SubmittedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_EarlierResults_RulingId",
                table: "EarlierResults",
                column: "RulingId");

            migrationBuilder.CreateIndex(
                name: "IX_Rulings_ById",
                table: "Rulings",
                column: "ById");

            migrationBuilder.CreateIndex(
                name: "IX_Rulings_EditionId_Number",
                table: "Rulings",
                columns: new[] { "EditionId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Rulings_SettledAt",
                table: "Rulings",
                column: "SettledAt");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "EarlierResults");

            migrationBuilder.DropTable(
                name: "Rulings");

            migrationBuilder.DropIndex(
                name: "IX_Attempts_QuizPath_SubmittedAt",
                table: "Attempts");

            migrationBuilder.DropColumn(
                name: "Language",
                table: "Attempts");

            migrationBuilder.DropColumn(
                name: "RulingNumber",
                table: "Attempts");
        }
    }
}
