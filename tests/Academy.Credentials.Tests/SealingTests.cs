using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using UglyToad.PdfPig;

namespace Academy.Credentials.Tests;

/// <summary>A sealed certificate: what a reader, an archive and a verifier find in it, and that no change to it goes unseen.</summary>
public sealed class SealingTests : IDisposable
{
    private static readonly DateTimeOffset Day = new(2027, 3, 9, 4, 30, 0, TimeSpan.Zero);

    private static readonly CredentialFacts Facts = new()
    {
        Id = new Guid("0190a1b2-0000-7000-8000-000000000001"), HolderId = new Guid("0190a1b2-0000-7000-8000-000000000002"), Salt = "5f3a", Course = "open-data",
        Site = new Uri("https://academy.example"), ValidFrom = Day,
    };

    private readonly string _folder = Directory.CreateTempSubdirectory("academy-keys").FullName;
    private readonly SigningKeys _keys;
    private readonly byte[] _pdf;
    private readonly string _credential;

    public SealingTests()
    {
        SigningKeys.Make(_folder, "Academy", Day);
        _keys = SigningKeys.Load(_folder);
        (_pdf, _credential) = SealedFile.Make(Sample.Facts, Facts, _keys.Newest!);
    }

    public void Dispose()
    {
        _keys.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void A_sealed_file_and_its_credential_are_genuine_and_say_what_was_certified()
    {
        foreach (var file in (byte[][])[_pdf, Encoding.UTF8.GetBytes(_credential), Encoding.UTF8.GetBytes(_credential + "\n")])
        {
            var check = SealedFile.Check(file, _keys.Thumbprints);

            Assert.Null(check.Fault);
            Assert.Equal((Facts.Id, Sample.Facts.Number, Day, null), (check.Told!.Id, check.Told.Number, check.Told.ValidFrom, check.Told.ValidUntil));
            Assert.Equal((Sample.Facts.From, Sample.Facts.To), (check.Told.From, check.Told.To));
            Assert.Contains(Sample.Facts.CourseTitle.Ru, check.Told.Course);
            Assert.True(check.Told.IsAbout(Sample.Facts.HolderName));
            Assert.False(check.Told.IsAbout("Іңкәрбекова Үміт"));
        }
    }

    [Fact]
    public void The_credential_has_the_form_that_Open_Badges_ask_for()
    {
        var parts = _credential.Split('.').Take(2).Select(part => Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(part))).ToArray();
        var (header, badge) = (JsonNode.Parse(parts[0])!.AsObject(), JsonNode.Parse(parts[1])!);

        Assert.Equal(["alg", "jwk", "kid", "typ"], header.Select(member => member.Key).Order());
        Assert.Equal(("RS256", "JWT"), ((string?)header["alg"], (string?)header["typ"]));
        Assert.Equal($"https://academy.example/issuer/keys/{_keys.Newest!.Thumbprint}", (string?)header["kid"]);
        Assert.Equal(["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"], badge["@context"]!.AsArray().Select(one => (string?)one));
        Assert.Equal(["VerifiableCredential", "OpenBadgeCredential"], badge["type"]!.AsArray().Select(one => (string?)one));
        Assert.Equal(((string?)badge["id"], (string?)badge["issuer"]!["id"], (string?)badge["credentialSubject"]!["id"]), ((string?)badge["jti"], (string?)badge["iss"], (string?)badge["sub"]));
        Assert.Equal(Day.ToUnixTimeSeconds(), (long)badge["nbf"]!);
        Assert.Null(badge["exp"]);
        Assert.Equal("2027-03-09T04:30:00Z", (string?)badge["validFrom"]);
        Assert.Equal("urn:uuid:0190a1b2-0000-7000-8000-000000000001", (string?)badge["id"]);
        Assert.Equal(["Profile"], badge["issuer"]!["type"]!.AsArray().Select(one => (string?)one));
        Assert.Equal(["BitstringStatusListEntry", "1EdTechRevocationList"], badge["credentialStatus"]!.AsArray().Select(one => (string?)one!["type"]));
        Assert.Equal("3", (string?)badge["credentialStatus"]![0]!["statusListIndex"]);
        Assert.Equal("https://academy.example/credentials/status/2026-0", (string?)badge["credentialStatus"]![0]!["statusListCredential"]);
        // The holder's name and position are hashed or absent; nothing is null and no list is empty.
        foreach (var secret in (string[])["Іңкәрбекова", "Үміт", "Ақбұлақ", "null", "[]"]) Assert.DoesNotContain(secret, parts[1]);
    }

    [Fact]
    public void With_a_validity_the_token_ends_where_the_credential_does()
    {
        var until = Day.AddYears(3);

        var told = SignedCredential.Read(SignedCredential.Sign(Sample.Facts, Facts with { ValidUntil = until }, _keys.Newest!)).Told!;

        Assert.Equal(until, told.ValidUntil);
    }

    public static TheoryData<string, string> Forgeries => new()
    {
        { "\"alg\":\"RS256\"", "\"alg\":\"none\"" },
        { "\"alg\":\"RS256\"", "\"alg\":\"HS256\"" },
        { "\"typ\":\"JWT\"", "\"typ\":\"vc+jwt\"" },
        { "\"typ\":\"JWT\"", "\"typ\":\"JWT\",\"crit\":[\"x\"]" },
        { "/issuer/keys/", "/issuer/keys/x" },
        { "https://academy.example/issuer/keys", "https://other.example/issuer/keys" },
        { "\"jti\":\"urn", "\"jti\":\"uru" },
        { "\"nbf\":1", "\"nbf\":2" },
        { "\"iss\":\"https", "\"iss\":\"httpx" },
        { "\"sub\":\"urn", "\"sub\":\"uru" },
        { "credentials/v2", "credentials/v1" },
        { "\"OpenBadgeCredential\"", "\"SomethingElse\"" },
        { "\"licenseNumber\":\"2", "\"licenseNumber\":\"x" },
        { "\"achievement\":", "\"achievements\":" },
        { "\"nbf\":1", "\"exp\":1,\"nbf\":1" },
    };

    // Signed again with the right key: it is the form that must be refused, not the signature.
    [Theory, MemberData(nameof(Forgeries))]
    public void What_is_signed_but_says_one_thing_twice_differently_is_refused(string was, string becomes)
    {
        var parts = _credential.Split('.');
        var (header, badge) = (Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(parts[0])), Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(parts[1])));
        Assert.Contains(was, header + badge);
        var signed = $"{Text(header.Replace(was, becomes, StringComparison.Ordinal))}.{Text(badge.Replace(was, becomes, StringComparison.Ordinal))}";

        var reading = SignedCredential.Read($"{signed}.{System.Buffers.Text.Base64Url.EncodeToString(_keys.Newest!.Sign(Encoding.ASCII.GetBytes(signed)))}");

        Assert.Equal(FileFault.CredentialWrong, reading.Fault);

        static string Text(string json) => System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
    }

    [Fact]
    public void No_byte_of_the_file_can_change_unseen()
    {
        var random = new Random(20261125);
        // Every part of the file, and many places at random.
        foreach (var at in Enumerable.Range(0, 400).Select(_ => random.Next(_pdf.Length)).Concat([0, 10, _pdf.Length - 1, _pdf.Length - 8]))
        {
            byte[] changed = [.. _pdf];
            changed[at] ^= 1;

            var check = SealedFile.Check(changed, _keys.Thumbprints);

            Assert.NotNull(check.Fault);
            Assert.Null(check.Told);
        }
    }

    [Fact]
    public void Each_way_of_not_being_genuine_has_its_name()
    {
        Assert.Equal(FileFault.NoSeal, SealedFile.Check(CertificatePdf.Render(Sample.Facts), _keys.Thumbprints).Fault);
        Assert.Equal(FileFault.AddedAfterSealing, SealedFile.Check([.. _pdf, .. "\n% more"u8], _keys.Thumbprints).Fault);
        Assert.Equal(FileFault.NotACertificate, SealedFile.Check("Привет"u8.ToArray(), _keys.Thumbprints).Fault);
        Assert.Equal(FileFault.NotACertificate, SealedFile.Check([], _keys.Thumbprints).Fault);
        Assert.Equal(FileFault.TooLarge, SealedFile.Check(new byte[SealedFile.Longest + 1], _keys.Thumbprints).Fault);
        var changed = _credential.Split('.');
        Assert.Equal(FileFault.CredentialChanged, SignedCredential.Read($"{changed[0]}.{changed[1][..^4]}{(changed[1][^4] == 'A' ? 'B' : 'A')}{changed[1][^3..]}.{changed[2]}").Fault);
        Assert.Equal(FileFault.SealBroken, SealedFile.Check(Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(_pdf).Replace("2026", "2025", StringComparison.Ordinal)), _keys.Thumbprints).Fault);

        // Somebody's own key makes a whole file, and not one of ours; without our keys at hand nobody can tell.
        var other = Directory.CreateTempSubdirectory("academy-keys").FullName;
        SigningKeys.Make(other, "Academy", Day);
        using var theirs = SigningKeys.Load(other);
        Directory.Delete(other, recursive: true);
        var (forged, token) = SealedFile.Make(Sample.Facts, Facts, theirs.Newest!);
        Assert.Equal(FileFault.KeyUnknown, SealedFile.Check(forged, _keys.Thumbprints).Fault);
        Assert.Equal(FileFault.KeyUnknown, SealedFile.Check(Encoding.ASCII.GetBytes(token), _keys.Thumbprints).Fault);
        Assert.Null(SealedFile.Check(forged, known: null).Fault);
        // Our credential in a file that somebody else sealed.
        var mixed = PdfSeal.Apply(CertificatePdf.Render(Sample.Facts with { HolderName = "Басқа Біреу" }), Sample.Facts.Number, _credential, Day, CmsSeal.RoomFor(theirs.Newest!), data => CmsSeal.Make(data, theirs.Newest!));
        Assert.Equal(FileFault.TwoKeys, SealedFile.Check(mixed, _keys.Thumbprints).Fault);
    }

    [Fact]
    public void A_new_key_signs_and_the_old_one_goes_on_verifying_even_without_its_private_half()
    {
        var first = Directory.GetFiles(_folder).Single();
        var second = SigningKeys.Make(_folder, "Academy", Day.AddDays(1));
        File.WriteAllText(first, Regex.Replace(File.ReadAllText(first), "-----BEGIN PRIVATE KEY.*", "", RegexOptions.Singleline));
        using var keys = SigningKeys.Load(_folder);

        Assert.Equal(2, keys.All.Count);
        Assert.Contains(keys.Newest!.Thumbprint[..8], second);
        Assert.Null(SealedFile.Check(_pdf, keys.Thumbprints).Fault);
        Assert.Equal(keys.Newest.Thumbprint, SealedFile.Check(SealedFile.Make(Sample.Facts, Facts, keys.Newest).Pdf, keys.Thumbprints).Thumbprint);
        Assert.Throws<InvalidOperationException>(() => keys.All[1].Sign([1]));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(second));
        File.WriteAllText(Path.Combine(_folder, "broken.pem"), "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----");
        Assert.EndsWith("broken.pem", Assert.Throws<SigningKeyException>(() => SigningKeys.Load(_folder)).File);
    }

    [Fact]
    public void The_same_facts_and_key_give_the_same_bytes_on_any_thread()
    {
        var files = new byte[4][];
        Parallel.For(0, files.Length, i => files[i] = SealedFile.Make(Sample.Facts, Facts, _keys.Newest!).Pdf);

        Assert.All(files, file => Assert.Equal(_pdf, file));
    }

    [Fact]
    public void What_was_drawn_stays_byte_for_byte_and_the_update_is_an_archive_file_of_part_3u()
    {
        XNamespace pdfa = "http://www.aiim.org/pdfa/ns/id/";
        var drawn = CertificatePdf.Render(Sample.Facts);
        Assert.Equal(drawn, _pdf[..drawn.Length]);

        using var document = PdfDocument.Open(_pdf);
        Assert.True(document.TryGetXmpMetadata(out var metadata));
        var xml = XDocument.Parse(Encoding.UTF8.GetString(metadata.GetXmlBytes())).Descendants().ToLookup(element => element.Name);
        Assert.Equal(("3", "U"), (xml[pdfa + "part"].Single().Value, xml[pdfa + "conformance"].Single().Value));
        Assert.Equal(Sample.TextOf(Sample.Facts), document.GetPage(1).Text);
        Assert.True(document.Advanced.TryGetEmbeddedFiles(out var files));
        Assert.Equal(_credential, Encoding.ASCII.GetString(files.Single().Memory.Span));
        var structure = Sample.StructureOf(_pdf);
        Assert.Contains("/AFRelationship /Data", structure);
        Assert.Contains("/SigFlags 3", structure);
        foreach (var forbidden in (string[])["/JS", "/JavaScript", "/Launch", "/OpenAction", "/AA <", "/Encrypt", "/XFA"]) Assert.DoesNotContain(forbidden, structure);

        // Every offset of the update is true: a reader that mends tables would hide a mistake.
        var file = Encoding.Latin1.GetString(_pdf);
        var table = int.Parse(Regex.Match(file, @"startxref\n(\d+)\n%%EOF\n\z").Groups[1].Value, CultureInfo.InvariantCulture);
        var entries = Regex.Matches(file[table..], @"(\d+) 1\n(\d{10}) 00000 n \n");
        Assert.Equal(7, entries.Count);
        Assert.All(entries, entry => Assert.StartsWith($"{entry.Groups[1].Value} 0 obj\n", file[int.Parse(entry.Groups[2].Value, CultureInfo.InvariantCulture)..]));
    }

    [Fact]
    public void The_seal_is_one_signature_of_everything_but_itself_bound_to_its_certificate_and_without_a_time()
    {
        var file = Encoding.Latin1.GetString(_pdf);
        var range = Regex.Match(file, @"/ByteRange \[0 (\d+) (\d+) (\d+)\]").Groups.Values.Skip(1).Select(one => int.Parse(one.Value, CultureInfo.InvariantCulture)).ToArray();
        Assert.Equal(_pdf.Length, range[1] + range[2]);
        var cms = new SignedCms(new ContentInfo([.. _pdf[..range[0]], .. _pdf[range[1]..]]), detached: true);

        // Behind it the room that was left over.
        var room = Convert.FromHexString(file[(range[0] + 1)..(range[1] - 1)]);
        System.Formats.Asn1.AsnDecoder.ReadEncodedValue(room, System.Formats.Asn1.AsnEncodingRules.BER, out _, out _, out var length);
        cms.Decode(room.AsSpan(0, length));

        cms.CheckSignature(verifySignatureOnly: true);
        Assert.Equal("2.16.840.1.101.3.4.2.1", Assert.Single(cms.SignerInfos.Cast<SignerInfo>()).DigestAlgorithm.Value);
        var attributes = cms.SignerInfos[0].SignedAttributes.Cast<CryptographicAttributeObject>().ToDictionary(one => one.Oid.Value!, one => one.Values[0].RawData);
        Assert.DoesNotContain("1.2.840.113549.1.9.5", attributes.Keys);
        Assert.EndsWith(Convert.ToHexString(SHA256.HashData(_keys.Newest!.Certificate.RawData)), Convert.ToHexString(attributes["1.2.840.113549.1.9.16.2.47"]));
        Assert.Contains("/SubFilter /ETSI.CAdES.detached", file);
    }

    [Fact]
    public void The_status_list_is_a_signed_list_of_bits_with_the_revoked_ones_set()
    {
        var token = SignedCredential.SignStatusList(Facts.Site, "2026", 0, [3, 131_071], Day, _keys.Newest!);

        var list = JsonDocument.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(token.Split('.')[1])).RootElement.GetProperty("credentialSubject");
        Assert.Equal(("BitstringStatusList", "revocation"), (list.GetProperty("type").GetString(), list.GetProperty("statusPurpose").GetString()));
        using var zip = new System.IO.Compression.GZipStream(new MemoryStream(System.Buffers.Text.Base64Url.DecodeFromChars(list.GetProperty("encodedList").GetString()!.AsSpan(1))), System.IO.Compression.CompressionMode.Decompress);
        using var bits = new MemoryStream();
        zip.CopyTo(bits);
        Assert.Equal(131_072 / 8, bits.Length);
        Assert.Equal((0b0001_0000, 1, 2), (bits.ToArray()[0], bits.ToArray()[^1], bits.ToArray().Sum(one => int.PopCount(one))));
    }

    [Fact]
    public void Poppler_and_qpdf_agree()
    {
        var file = Path.Combine(_folder, "certificate.pdf");
        File.WriteAllBytes(file, _pdf);

        Assert.Contains("No syntax or stream encoding errors found", PaperPicture.Run("qpdf", "--check", file));
        var seal = PaperPicture.Run("pdfsig", "-nocert", file);
        Assert.Contains("Signature is Valid", seal);
        Assert.Contains("ETSI.CAdES.detached", seal);
        Assert.Contains("Total document signed", seal);
        Assert.Contains($"{Sample.Facts.Number}.jwt", PaperPicture.Run("pdfdetach", "-list", file));
        Assert.All(PaperPicture.Run("pdffonts", file).Split('\n').Skip(2).Where(line => line.Length > 0), line => Assert.Contains("yes yes yes", line));
    }
}
