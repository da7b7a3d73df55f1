using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Academy.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class SealedCertificates : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Credential",
                table: "CertificateFiles",
                type: "text",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_CertificateFiles_Sha256",
                table: "CertificateFiles",
                column: "Sha256");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_CertificateFiles_Sha256",
                table: "CertificateFiles");

            migrationBuilder.DropColumn(
                name: "Credential",
                table: "CertificateFiles");
        }
    }
}
