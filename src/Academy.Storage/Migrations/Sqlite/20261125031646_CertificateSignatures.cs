using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Academy.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class CertificateSignatures : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "CertificateSignatures",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    CertificateId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Cms = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Sha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Signer = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    Issuer = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    Serial = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    SignedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Authority = table.Column<string>(type: "TEXT", maxLength: 300, nullable: true),
                    AddedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    AddedById = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CertificateSignatures", x => x.Id);
                    table.CheckConstraint("CK_CertificateSignatures_Authority_Length", "length(\"Authority\") <= 300");
                    table.CheckConstraint("CK_CertificateSignatures_Issuer_Length", "length(\"Issuer\") <= 300");
                    table.CheckConstraint("CK_CertificateSignatures_Serial_Length", "length(\"Serial\") <= 80");
                    table.CheckConstraint("CK_CertificateSignatures_Sha256_Length", "length(\"Sha256\") <= 64");
                    table.CheckConstraint("CK_CertificateSignatures_Signer_Length", "length(\"Signer\") <= 300");
                    table.ForeignKey(
                        name: "FK_CertificateSignatures_Certificates_CertificateId",
                        column: x => x.CertificateId,
                        principalTable: "Certificates",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_CertificateSignatures_CertificateId_Sha256",
                table: "CertificateSignatures",
                columns: new[] { "CertificateId", "Sha256" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "CertificateSignatures");
        }
    }
}
