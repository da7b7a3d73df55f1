using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Academy.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Worksheets : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "SheetComments",
                columns: table => new
                {
                    WorkId = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    FieldId = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    Text = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SheetComments", x => new { x.WorkId, x.Number, x.FieldId });
                    table.ForeignKey(
                        name: "FK_SheetComments_WorkVersion_WorkId_Number",
                        columns: x => new { x.WorkId, x.Number },
                        principalTable: "WorkVersion",
                        principalColumns: new[] { "WorkId", "Number" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "SheetPlaces",
                columns: table => new
                {
                    WorkId = table.Column<Guid>(type: "uuid", nullable: false),
                    Draft = table.Column<string>(type: "character varying(9)", maxLength: 9, nullable: true),
                    HandedIn = table.Column<string>(type: "character varying(9)", maxLength: 9, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SheetPlaces", x => x.WorkId);
                    table.ForeignKey(
                        name: "FK_SheetPlaces_Works_WorkId",
                        column: x => x.WorkId,
                        principalTable: "Works",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_SheetPlaces_Draft",
                table: "SheetPlaces",
                column: "Draft");

            migrationBuilder.CreateIndex(
                name: "IX_SheetPlaces_HandedIn",
                table: "SheetPlaces",
                column: "HandedIn");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "SheetComments");

            migrationBuilder.DropTable(
                name: "SheetPlaces");
        }
    }
}
