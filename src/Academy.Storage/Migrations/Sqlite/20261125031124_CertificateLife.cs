using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Academy.Storage.Migrations.Sqlite
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
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "OrderNumber",
                table: "Certificates",
                type: "TEXT",
                maxLength: 60,
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "RevocationOrderDate",
                table: "Certificates",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "RevocationOrderNumber",
                table: "Certificates",
                type: "TEXT",
                maxLength: 60,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "RevokedFor",
                table: "Certificates",
                type: "TEXT",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "SucceededAt",
                table: "Certificates",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "ValidTo",
                table: "Certificates",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "CertificateEvents",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    CertificateId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Step = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ById = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    OrderNumber = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    OrderDate = table.Column<DateOnly>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CertificateEvents", x => x.Id);
                    table.CheckConstraint("CK_CertificateEvents_Kind_Length", "length(\"Kind\") <= 40");
                    table.CheckConstraint("CK_CertificateEvents_OrderNumber_Length", "length(\"OrderNumber\") <= 60");
                    table.CheckConstraint("CK_CertificateEvents_Reason_Length", "length(\"Reason\") <= 1000");
                    table.CheckConstraint("CK_CertificateEvents_Step_Length", "length(\"Step\") <= 40");
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

            migrationBuilder.AddCheckConstraint(
                name: "CK_Certificates_OrderNumber_Length",
                table: "Certificates",
                sql: "length(\"OrderNumber\") <= 60");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Certificates_RevocationOrderNumber_Length",
                table: "Certificates",
                sql: "length(\"RevocationOrderNumber\") <= 60");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Certificates_RevokedFor_Length",
                table: "Certificates",
                sql: "length(\"RevokedFor\") <= 40");

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

            migrationBuilder.DropCheckConstraint(
                name: "CK_Certificates_OrderNumber_Length",
                table: "Certificates");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Certificates_RevocationOrderNumber_Length",
                table: "Certificates");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Certificates_RevokedFor_Length",
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
