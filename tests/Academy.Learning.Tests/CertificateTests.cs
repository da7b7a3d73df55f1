using System.Globalization;
using Academy.Courseware;
using Xunit;
using static Academy.Learning.Tests.CourseMaker;

namespace Academy.Learning.Tests;

public class CertificateTests
{
    private static readonly Guid Staff = Guid.CreateVersion7();
    private static readonly CertificateWords Words = new(
        new Translated<string>([KeyValuePair.Create("kk", "Академия"), KeyValuePair.Create("ru", "Академия РК")]),
        new Translated<string>([KeyValuePair.Create("kk", "Астана қаласы"), KeyValuePair.Create("ru", "город Астана")]));
    private static readonly Programme Programme = new()
    {
        Slug = "villages", Title = QuizMaker.Said("villages"), Courses = ["budget"], Hours = 16, Certificate = Words,
    };

    [Theory]
    [InlineData(2026, 1, "202600000001", "2026 0000 0001")]
    [InlineData(2031, 99_999_999, "203199999999", "2031 9999 9999")]
    [InlineData(2026, 12345678, "202612345678", "2026 1234 5678")]
    public void A_number_is_the_year_and_eight_digits_printed_in_fours_that_no_line_breaks(int year, long place, string digits, string printed)
    {
        var number = new CertificateNumber(year, place);

        Assert.Equal((digits, printed.Replace(' ', '\u00a0')), (number.Digits, number.ToString()));
    }

    [Theory]
    [InlineData(2026, 0)]
    [InlineData(2026, 100_000_000)]
    [InlineData(999, 1)]
    [InlineData(10_000, 1)]
    public void A_number_outside_its_series_cannot_be_made(int year, long place) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new CertificateNumber(year, place));

    [Theory]
    [InlineData("202600000001")]
    [InlineData("2026 0000 0001")]
    [InlineData("2026\u00a00000\u00a00001")]
    [InlineData("  2026-0000-0001\n")]
    [InlineData("№ 2026–0000–0001")]
    public void Typed_numbers_are_read_with_spaces_hyphens_or_neither(string typed) =>
        Assert.Equal(new CertificateNumber(2026, 1), CertificateNumber.Read(typed));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("20260000001")]
    [InlineData("2026000000011")]
    [InlineData("2026 0000 000O")]
    [InlineData("٢٠٢٦٠٠٠٠٠٠٠١")]
    [InlineData("2026.0000.0001")]
    public void What_is_not_twelve_digits_is_no_number(string? typed) => Assert.Null(CertificateNumber.Read(typed));

    [Fact]
    public void What_is_printed_reads_back() =>
        Assert.All([1, 42, 99_999_999], place => Assert.Equal(new CertificateNumber(2026, place), CertificateNumber.Read(new CertificateNumber(2026, place).ToString())));

    [Fact]
    public void A_certificate_copies_all_it_prints()
    {
        var course = Course(Lesson("first"));
        // Half past one at night in Kazakhstan, still the day before in Greenwich.
        var enrolment = Completed(course, from: At("2026-03-02T20:30Z"), to: At("2026-03-10T20:30Z"));

        var certificate = Issue(enrolment, course, name: "  Ёлкина Әйгерім ", position: " акимат ");

        Assert.Equal(("202600000007", "Ёлкина Әйгерім", "акимат", 16), (certificate.Number, certificate.HolderName, certificate.Position, certificate.Hours));
        Assert.Equal(("Ауыл бюджеті", "Бюджет села"), (certificate.CourseTitle.In("kk"), certificate.CourseTitle.In("ru")));
        Assert.Equal((new Bilingual("Академия", "Академия РК"), new Bilingual("Астана қаласы", "город Астана")), (certificate.Organisation, certificate.City));
        Assert.Equal((new DateOnly(2026, 3, 3), new DateOnly(2026, 3, 11)), (certificate.From, certificate.To));
        Assert.Equal((enrolment.AccountId, enrolment.Id, "budget"), (certificate.AccountId, certificate.EnrolmentId, certificate.CourseSlug));
        Assert.Equal((Staff, CertificateState.Valid), (certificate.IssuedById, certificate.State));
    }

    [Fact]
    public void A_name_typed_with_combining_marks_is_printed_with_whole_letters()
    {
        var course = Course();

        Assert.Equal("Й", Issue(Completed(course), course, name: "И\u0306").HolderName);
    }

    [Fact]
    public void A_name_that_is_no_proper_text_does_not_stop_the_others_from_getting_theirs()
    {
        var course = Course();

        Assert.Equal("Ли\ufffd\ufffd", Issue(Completed(course), course, name: "Ли\ud800\ufffe").HolderName);
    }

    [Fact]
    public void Check_codes_are_long_legible_and_never_alike()
    {
        var course = Course();
        var enrolment = Completed(course);

        var codes = Enumerable.Range(0, 200).Select(_ => Issue(enrolment, course).Code).ToList();

        Assert.Equal(200, codes.Distinct().Count());
        Assert.All(codes, code => Assert.Matches("^[2-9A-HJ-NP-Z]{26}$", code));
    }

    [Fact]
    public void Nothing_is_issued_before_the_course_is_completed()
    {
        var course = Course(Lesson("first"));
        var enrolment = Enrolled(course);
        Refuses(Refusal.CourseNotCompleted, () => Issue(enrolment, course));

        enrolment.FinishLesson(Lesson("first"), Monday);
        Refuses(Refusal.CourseNotCompleted, () => Issue(enrolment, course));

        enrolment.CompleteIfEarned(course, Monday);
        Assert.NotNull(Issue(enrolment, course));
    }

    [Fact]
    public void Completing_one_course_earns_nothing_in_another()
    {
        var other = Course("law");

        Refuses(Refusal.CourseNotCompleted, () => Issue(Completed(Course()), other));
        Assert.NotNull(Issue(Completed(other), other));
    }

    [Fact]
    public void A_course_or_a_programme_without_certificates_issues_none()
    {
        var course = Course();
        var enrolment = Completed(course);

        Assert.Equal(Refusal.NoCertificateForCourse, Certificate.WhyNotIssue(enrolment, course with { Certificate = null }, Programme, "A", "B"));
        Assert.Equal(Refusal.NoCertificateForCourse, Certificate.WhyNotIssue(enrolment, course, null, "A", "B"));
        Assert.Equal(Refusal.NoCertificateForCourse, Certificate.WhyNotIssue(enrolment, course, Programme with { Certificate = null }, "A", "B"));
        Assert.Null(Certificate.WhyNotIssue(enrolment, course, Programme, "A", "B"));
    }

    [Theory]
    [InlineData("", "аким", Refusal.NameMissing)]
    [InlineData(" ", "аким", Refusal.NameMissing)]
    [InlineData("Ли", null, Refusal.PositionMissing)]
    [InlineData("Ли", "\u00a0", Refusal.PositionMissing)]
    [InlineData("Ли", "аким", null)]
    public void A_certificate_needs_a_name_and_a_position(string name, string? position, Refusal? refusal) =>
        Assert.Equal(refusal, Certificate.WhyNotIssue(Completed(Course()), Course(), Programme, name, position));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("123456789")]
    [InlineData("  123456789   ")]
    public void Revoking_needs_a_reason_of_some_length(string? reason)
    {
        var certificate = Issued();

        Refuses(Refusal.ReasonMissing, () => certificate.Revoke(new Revocation(RevocationKind.Other, reason), Staff, Monday));

        Assert.Equal((CertificateState.Valid, null), (certificate.State, certificate.RevocationReason));
    }

    [Fact]
    public void A_revoked_certificate_says_who_when_and_why()
    {
        var certificate = Issued();

        certificate.Revoke(new Revocation(RevocationKind.FalseData, " 1234567890 ", new Order(" 12-ө ", new DateOnly(2026, 3, 1))), Staff, Monday.AddDays(1));

        Assert.Equal(
            (CertificateState.Revoked, "1234567890", Staff, Monday.AddDays(1)),
            (certificate.State, certificate.RevocationReason, certificate.RevokedById, certificate.RevokedAt));
    }

    [Fact]
    public void What_is_restored_stands_again_and_its_history_keeps_both_acts()
    {
        var certificate = Issued();
        Refuses(Refusal.CertificateNotRevoked, () => certificate.Restore("Отозван по ошибке", order: null, Staff, Monday));
        certificate.Revoke(new Revocation(RevocationKind.Decision, "Решение суда", new Order(" 12-ө ", new DateOnly(2026, 3, 1))), Staff, Monday.AddDays(1));
        Assert.Equal((RevocationKind.Decision, "12-ө", new DateOnly(2026, 3, 1)), (certificate.RevokedFor, certificate.RevocationOrderNumber, certificate.RevocationOrderDate));
        Refuses(Refusal.ReasonMissing, () => certificate.Restore("мало", order: null, Staff, Monday));

        certificate.Restore(" Решение отменено ", new Order("13-ө", new DateOnly(2026, 3, 5)), Staff, Monday.AddDays(2));

        Assert.Equal((CertificateState.Valid, null, null, null), (certificate.State, certificate.RevokedAt, certificate.RevocationReason, certificate.RevokedFor));
        Assert.Equal(
            [(CertificateStep.Revoked, "Решение суда", "12-ө"), (CertificateStep.Restored, "Решение отменено", "13-ө")],
            certificate.History.Select(happened => (happened.Step, happened.Reason, happened.OrderNumber)));
        certificate.Revoke(new Revocation(RevocationKind.Other, "И снова отозван"), Staff, Monday.AddDays(3));
        Assert.Equal(CertificateState.Revoked, certificate.State);
    }

    [Fact]
    public void A_certificate_with_a_validity_stands_to_the_end_of_its_last_day_in_Kazakhstan()
    {
        var (course, enrolment) = (Course(), Completed(Course()));
        var certificate = Issue(enrolment, course, terms: new IssueTerms(new Order("7-ө", new DateOnly(2026, 3, 1)), ValidMonths: 12));

        Assert.Equal((new DateOnly(2027, 3, 2), "7-ө", new DateOnly(2026, 3, 1)), (certificate.ValidTo, certificate.OrderNumber, certificate.OrderDate));
        Assert.Equal(CertificateState.Valid, certificate.StateAt(At("2027-03-02T18:59Z")));
        Assert.Equal(CertificateState.Expired, certificate.StateAt(At("2027-03-02T19:00Z")));
        // The one that takes its place lasts no longer.
        Assert.Equal(certificate.ValidTo, Issue(enrolment, course, terms: certificate.Terms).ValidTo);
        // New training may earn a new one, the same training may not.
        Assert.False(certificate.MakesRoomFor(enrolment, At("2027-03-03T00:00Z")));
        Assert.True(certificate.MakesRoomFor(Completed(course), At("2027-03-03T00:00Z")));
        Assert.False(certificate.MakesRoomFor(Completed(course), At("2027-03-01T00:00Z")));
        Assert.Equal(CertificateState.Valid, Issued().StateAt(At("2126-03-02T19:00Z")));
    }

    [Fact]
    public void A_revoked_certificate_is_neither_revoked_again_nor_replaced()
    {
        var certificate = Issued();
        certificate.Revoke(new Revocation(RevocationKind.IssuedByMistake, "Выдан по ошибке"), Staff, Monday);

        Refuses(Refusal.CertificateNotValid, () => certificate.Revoke(new Revocation(RevocationKind.IssuedByMistake, "Выдан по ошибке"), Staff, Monday.AddDays(1)));
        Refuses(Refusal.CertificateNotValid, () => certificate.ReplaceBy(Issued(), Staff, Monday));

        Assert.Equal(Monday, certificate.RevokedAt);
    }

    [Fact]
    public void A_replaced_certificate_names_the_other_which_stands()
    {
        var course = Course();
        var enrolment = Completed(course);
        var (wrong, right) = (Issue(enrolment, course, name: "Лии"), Issue(enrolment, course, name: "Ли"));

        wrong.ReplaceBy(right, Staff, Monday.AddDays(1));

        Assert.Equal((CertificateState.Replaced, right.Id, Monday.AddDays(1)), (wrong.State, wrong.ReplacedById, wrong.ReplacedAt));
        Assert.Equal(CertificateState.Valid, right.State);
        Refuses(Refusal.CertificateNotValid, () => wrong.ReplaceBy(right, Staff, Monday));
        Refuses(Refusal.CertificateNotValid, () => wrong.Revoke(new Revocation(RevocationKind.IssuedByMistake, "Выдан по ошибке"), Staff, Monday));
        Assert.Null(right.WhyNotRevoke("Выдан по ошибке"));
    }

    [Fact]
    public void A_certificate_is_not_replaced_by_itself_another_person_s_or_another_course_s()
    {
        var (course, other) = (Course(), Course("law"));
        var enrolment = Completed(course);
        var certificate = Issue(enrolment, course);
        var elsewhere = new Enrolment(enrolment.AccountId, other, Guid.CreateVersion7(), Monday);
        elsewhere.CompleteIfEarned(other, Monday);

        Assert.Throws<ArgumentException>(() => certificate.ReplaceBy(certificate, Staff, Monday));
        Assert.Throws<ArgumentException>(() => certificate.ReplaceBy(Issue(Completed(course), course), Staff, Monday));
        Assert.Throws<ArgumentException>(() => certificate.ReplaceBy(Issue(elsewhere, other), Staff, Monday));

        Assert.Equal(CertificateState.Valid, certificate.State);
    }

    [Fact]
    public void A_sealed_file_carries_the_fingerprint_of_its_bytes()
    {
        var file = CertificateFile.Seal(Guid.CreateVersion7(), "abc"u8.ToArray(), "signed");

        Assert.Equal("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", file.Sha256);
    }

    private static DateTimeOffset At(string moment) => DateTimeOffset.Parse(moment, CultureInfo.InvariantCulture);

    private static Enrolment Completed(Course course, DateTimeOffset? from = null, DateTimeOffset? to = null)
    {
        var enrolment = Enrolled(course, from);
        foreach (var lesson in course.Lessons) enrolment.FinishLesson(lesson, to ?? Monday);
        enrolment.CompleteIfEarned(course, to ?? Monday);
        return enrolment;
    }

    private static Certificate Issued() => Issue(Completed(Course()), Course());

    private static Certificate Issue(Enrolment enrolment, Course course, string name = "Ли", string position = "аким", IssueTerms? terms = null) => Certificate.Issue(
        enrolment, course, Programme, name, position, new Signatory("Ахметов", new Bilingual("Ректор", "Ректор")),
        new CertificateNumber(2026, 7), Staff, Monday, terms);
}
