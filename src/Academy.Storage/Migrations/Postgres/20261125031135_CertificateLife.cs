using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Academy.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class CertificateLife : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Certificates_AccountId_CourseSlug",
                table: "Certificates");

            migrationBuilder.AddColumn<DateOnly>(
                name: "OrderDate",
                table: "Certificates",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "OrderNumber",
                table: "Certificates",
                type: "character varying(60)",
                maxLength: 60,
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "RevocationOrderDate",
                table: "Certificates",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "RevocationOrderNumber",
                table: "Certificates",
                type: "character varying(60)",
                maxLength: 60,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "RevokedFor",
                table: "Certificates",
                type: "character varying(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "SucceededAt",
                table: "Certificates",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "ValidTo",
                table: "Certificates",
                type: "date",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "CertificateEvents",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    CertificateId = table.Column<Guid>(type: "uuid", nullable: false),
                    Step = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ById = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    Reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    OrderNumber = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    OrderDate = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CertificateEvents", x => x.Id);
                    table.ForeignKey(
                        name: "FK_CertificateEvents_Certificates_CertificateId",
                        column: x => x.CertificateId,
                        principalTable: "Certificates",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Certificates_AccountId_CourseSlug",
                table: "Certificates",
                columns: new[] { "AccountId", "CourseSlug" },
                unique: true,
                filter: "\"RevokedAt\" IS NULL AND \"ReplacedAt\" IS NULL AND \"SucceededAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_CertificateEvents_CertificateId",
                table: "CertificateEvents",
                column: "CertificateId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "CertificateEvents");

            migrationBuilder.DropIndex(
                name: "IX_Certificates_AccountId_CourseSlug",
                table: "Certificates");

            migrationBuilder.DropColumn(
                name: "OrderDate",
                table: "Certificates");

            migrationBuilder.DropColumn(
                name: "OrderNumber",
                table: "Certificates");

            migrationBuilder.DropColumn(
                name: "RevocationOrderDate",
                table: "Certificates");

            migrationBuilder.DropColumn(
                name: "RevocationOrderNumber",
                table: "Certificates");

            migrationBuilder.DropColumn(
                name: "RevokedFor",
                table: "Certificates");

            migrationBuilder.DropColumn(
                name: "SucceededAt",
                table: "Certificates");

            migrationBuilder.DropColumn(
                name: "ValidTo",
                table: "Certificates");

            migrationBuilder.CreateIndex(
                name: "IX_Certificates_AccountId_CourseSlug",
                table: "Certificates",
                columns: new[] { "AccountId", "CourseSlug" },
                unique: true,
                filter: "\"RevokedAt\" IS NULL AND \"ReplacedAt\" IS NULL");
        }
    }
}
