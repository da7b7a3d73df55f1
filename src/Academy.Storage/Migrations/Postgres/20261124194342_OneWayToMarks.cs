using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Academy.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class OneWayToMarks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_Mark_Markings_MarkingId1",
                table: "Mark");

            migrationBuilder.DropIndex(
                name: "IX_Mark_MarkingId1",
                table: "Mark");

            migrationBuilder.DropColumn(
                name: "MarkingId1",
                table: "Mark");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "MarkingId1",
                table: "Mark",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_Mark_MarkingId1",
                table: "Mark",
                column: "MarkingId1");

            migrationBuilder.AddForeignKey(
                name: "FK_Mark_Markings_MarkingId1",
                table: "Mark",
                column: "MarkingId1",
                principalTable: "Markings",
                principalColumn: "Id");
        }
    }
}
