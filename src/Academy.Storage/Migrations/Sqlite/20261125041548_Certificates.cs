using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Academy.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Certificates : Migration
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

            migrationBuilder.AddColumn<Guid>(
                name: "TemplateVersionId",
                table: "Certificates",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "ValidTo",
                table: "Certificates",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Credential",
                table: "CertificateFiles",
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

            migrationBuilder.CreateTable(
                name: "CertificateTemplates",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    MadeById = table.Column<Guid>(type: "TEXT", nullable: false),
                    MadeAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CertificateTemplates", x => x.Id);
                    table.CheckConstraint("CK_CertificateTemplates_Name_Length", "length(\"Name\") <= 200");
                });

            migrationBuilder.CreateTable(
                name: "TemplateVersions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    TemplateId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Content = table.Column<string>(type: "TEXT", nullable: false),
                    Facsimile = table.Column<byte[]>(type: "BLOB", nullable: true),
                    MadeById = table.Column<Guid>(type: "TEXT", nullable: false),
                    MadeAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    UsedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Revision = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TemplateVersions", x => x.Id);
                    table.ForeignKey(
                        name: "FK_TemplateVersions_CertificateTemplates_TemplateId",
                        column: x => x.TemplateId,
                        principalTable: "CertificateTemplates",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "CertificateBatches",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    CourseSlug = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    People = table.Column<int>(type: "INTEGER", nullable: false),
                    SignatoryName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    OrderNumber = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    OrderDate = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    ValidMonths = table.Column<int>(type: "INTEGER", nullable: true),
                    TemplateVersionId = table.Column<Guid>(type: "TEXT", nullable: true),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    MadeById = table.Column<Guid>(type: "TEXT", nullable: false),
                    MadeAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ApprovedById = table.Column<Guid>(type: "TEXT", nullable: true),
                    ApprovedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    EndedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    WorkerId = table.Column<Guid>(type: "TEXT", nullable: true),
                    WorkerUntil = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Revision = table.Column<int>(type: "INTEGER", nullable: false),
                    SignatoryPosition_Kk = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    SignatoryPosition_Ru = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CertificateBatches", x => x.Id);
                    table.CheckConstraint("CK_CertificateBatches_CourseSlug_Length", "length(\"CourseSlug\") <= 80");
                    table.CheckConstraint("CK_CertificateBatches_OrderNumber_Length", "length(\"OrderNumber\") <= 60");
                    table.CheckConstraint("CK_CertificateBatches_SignatoryName_Length", "length(\"SignatoryName\") <= 200");
                    table.CheckConstraint("CK_CertificateBatches_SignatoryPosition_Kk_Length", "length(\"SignatoryPosition_Kk\") <= 500");
                    table.CheckConstraint("CK_CertificateBatches_SignatoryPosition_Ru_Length", "length(\"SignatoryPosition_Ru\") <= 500");
                    table.CheckConstraint("CK_CertificateBatches_State_Length", "length(\"State\") <= 40");
                    table.ForeignKey(
                        name: "FK_CertificateBatches_TemplateVersions_TemplateVersionId",
                        column: x => x.TemplateVersionId,
                        principalTable: "TemplateVersions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "BatchPeople",
                columns: table => new
                {
                    BatchId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Place = table.Column<int>(type: "INTEGER", nullable: false),
                    EnrolmentId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Outcome = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Number = table.Column<string>(type: "TEXT", maxLength: 12, nullable: true),
                    Refusal = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    Detail = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BatchPeople", x => new { x.BatchId, x.Place });
                    table.CheckConstraint("CK_BatchPeople_Detail_Length", "length(\"Detail\") <= 200");
                    table.CheckConstraint("CK_BatchPeople_Number_Length", "length(\"Number\") <= 12");
                    table.CheckConstraint("CK_BatchPeople_Outcome_Length", "length(\"Outcome\") <= 40");
                    table.CheckConstraint("CK_BatchPeople_Refusal_Length", "length(\"Refusal\") <= 40");
                    table.ForeignKey(
                        name: "FK_BatchPeople_CertificateBatches_BatchId",
                        column: x => x.BatchId,
                        principalTable: "CertificateBatches",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_BatchPeople_Enrolments_EnrolmentId",
                        column: x => x.EnrolmentId,
                        principalTable: "Enrolments",
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
                name: "IX_Certificates_TemplateVersionId",
                table: "Certificates",
                column: "TemplateVersionId");

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
                name: "IX_CertificateFiles_Sha256",
                table: "CertificateFiles",
                column: "Sha256");

            migrationBuilder.CreateIndex(
                name: "IX_BatchPeople_BatchId_Number",
                table: "BatchPeople",
                columns: new[] { "BatchId", "Number" });

            migrationBuilder.CreateIndex(
                name: "IX_BatchPeople_BatchId_Outcome_Place",
                table: "BatchPeople",
                columns: new[] { "BatchId", "Outcome", "Place" });

            migrationBuilder.CreateIndex(
                name: "IX_BatchPeople_EnrolmentId",
                table: "BatchPeople",
                column: "EnrolmentId");

            migrationBuilder.CreateIndex(
                name: "IX_CertificateBatches_MadeAt",
                table: "CertificateBatches",
                column: "MadeAt");

            migrationBuilder.CreateIndex(
                name: "IX_CertificateBatches_State",
                table: "CertificateBatches",
                column: "State");

            migrationBuilder.CreateIndex(
                name: "IX_CertificateBatches_TemplateVersionId",
                table: "CertificateBatches",
                column: "TemplateVersionId");

            migrationBuilder.CreateIndex(
                name: "IX_CertificateEvents_CertificateId",
                table: "CertificateEvents",
                column: "CertificateId");

            migrationBuilder.CreateIndex(
                name: "IX_CertificateSignatures_CertificateId_Sha256",
                table: "CertificateSignatures",
                columns: new[] { "CertificateId", "Sha256" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_TemplateVersions_TemplateId_Number",
                table: "TemplateVersions",
                columns: new[] { "TemplateId", "Number" },
                unique: true);

            migrationBuilder.AddForeignKey(
                name: "FK_Certificates_TemplateVersions_TemplateVersionId",
                table: "Certificates",
                column: "TemplateVersionId",
                principalTable: "TemplateVersions",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_Certificates_TemplateVersions_TemplateVersionId",
                table: "Certificates");

            migrationBuilder.DropTable(
                name: "BatchPeople");

            migrationBuilder.DropTable(
                name: "CertificateEvents");

            migrationBuilder.DropTable(
                name: "CertificateSignatures");

            migrationBuilder.DropTable(
                name: "CertificateBatches");

            migrationBuilder.DropTable(
                name: "TemplateVersions");

            migrationBuilder.DropTable(
                name: "CertificateTemplates");

            migrationBuilder.DropIndex(
                name: "IX_Certificates_AccountId_CourseSlug",
                table: "Certificates");

            migrationBuilder.DropIndex(
                name: "IX_Certificates_TemplateVersionId",
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

            migrationBuilder.DropIndex(
                name: "IX_CertificateFiles_Sha256",
                table: "CertificateFiles");

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
                name: "TemplateVersionId",
                table: "Certificates");

            migrationBuilder.DropColumn(
                name: "ValidTo",
                table: "Certificates");

            migrationBuilder.DropColumn(
                name: "Credential",
                table: "CertificateFiles");

            migrationBuilder.CreateIndex(
                name: "IX_Certificates_AccountId_CourseSlug",
                table: "Certificates",
                columns: new[] { "AccountId", "CourseSlug" },
                unique: true,
                filter: "\"RevokedAt\" IS NULL AND \"ReplacedAt\" IS NULL");
        }
    }
}
