using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Academy.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Languages : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "TranslationMarks");

            migrationBuilder.DropTable(
                name: "TranslationWaivers");
        }
    }
}
