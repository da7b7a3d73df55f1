using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Academy.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class CertificateBatches : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "BatchPeople");

            migrationBuilder.DropTable(
                name: "CertificateBatches");
        }
    }
}
