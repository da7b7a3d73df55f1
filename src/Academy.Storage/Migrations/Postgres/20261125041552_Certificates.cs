using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Academy.Storage.Migrations.Postgres
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

            migrationBuilder.AddColumn<Guid>(
                name: "TemplateVersionId",
                table: "Certificates",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "ValidTo",
                table: "Certificates",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Credential",
                table: "CertificateFiles",
                type: "text",
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

            migrationBuilder.CreateTable(
                name: "CertificateSignatures",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    CertificateId = table.Column<Guid>(type: "uuid", nullable: false),
                    Cms = table.Column<byte[]>(type: "bytea", nullable: false),
                    Sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Signer = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    Issuer = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    Serial = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    SignedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Authority = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    AddedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    AddedById = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CertificateSignatures", x => x.Id);
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
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    MadeById = table.Column<Guid>(type: "uuid", nullable: false),
                    MadeAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CertificateTemplates", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "TemplateVersions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    TemplateId = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    Content = table.Column<string>(type: "text", nullable: false),
                    Facsimile = table.Column<byte[]>(type: "bytea", nullable: true),
                    MadeById = table.Column<Guid>(type: "uuid", nullable: false),
                    MadeAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    UsedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Revision = table.Column<int>(type: "integer", nullable: false)
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
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    CourseSlug = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    People = table.Column<int>(type: "integer", nullable: false),
                    SignatoryName = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    OrderNumber = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    OrderDate = table.Column<DateOnly>(type: "date", nullable: true),
                    ValidMonths = table.Column<int>(type: "integer", nullable: true),
                    TemplateVersionId = table.Column<Guid>(type: "uuid", nullable: true),
                    State = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    MadeById = table.Column<Guid>(type: "uuid", nullable: false),
                    MadeAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ApprovedById = table.Column<Guid>(type: "uuid", nullable: true),
                    ApprovedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    EndedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    WorkerId = table.Column<Guid>(type: "uuid", nullable: true),
                    WorkerUntil = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Revision = table.Column<int>(type: "integer", nullable: false),
                    SignatoryPosition_Kk = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    SignatoryPosition_Ru = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CertificateBatches", x => x.Id);
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
                    BatchId = table.Column<Guid>(type: "uuid", nullable: false),
                    Place = table.Column<int>(type: "integer", nullable: false),
                    EnrolmentId = table.Column<Guid>(type: "uuid", nullable: false),
                    Outcome = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Number = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: true),
                    Refusal = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    Detail = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BatchPeople", x => new { x.BatchId, x.Place });
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
