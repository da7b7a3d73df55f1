using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Academy.Storage.Migrations.Postgres
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
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    CourseSlug = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    People = table.Column<int>(type: "integer", nullable: false),
                    SignatoryName = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    OrderNumber = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    OrderDate = table.Column<DateOnly>(type: "date", nullable: true),
                    ValidMonths = table.Column<int>(type: "integer", nullable: true),
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
