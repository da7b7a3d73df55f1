namespace Academy.Credentials;

/// <summary>What the signed credential says beside what is printed; the person's name and personal number have no field here.</summary>
public sealed record CredentialFacts
{
    /// <summary>The certificate's own id: what lists of revoked ones name it by.</summary>
    public required Guid Id { get; init; }

    /// <summary>The learner, under a name that says nothing outside the site.</summary>
    public required Guid HolderId { get; init; }

    /// <summary>What the holder's name is hashed with: whoever has the credential alone cannot look the name up in a list of names.</summary>
    public required string Salt { get; init; }

    /// <summary>The course's name in addresses.</summary>
    public required string Course { get; init; }

    /// <summary>The site's public address.</summary>
    public required Uri Site { get; init; }

    public required DateTimeOffset ValidFrom { get; init; }
    public DateTimeOffset? ValidUntil { get; init; }
}

/// <summary>The addresses that a credential names; the site answers at each.</summary>
public static class CredentialAddresses
{
    /// <summary>Bits in one status list, as the recommendation's least: a list of one would tell who is asked about.</summary>
    public const int StatusListLength = 131_072;

    public static string Issuer(Uri site) => new Uri(site, "/issuer").AbsoluteUri;

    public static string Key(Uri site, string thumbprint) => new Uri(site, $"/issuer/keys/{thumbprint}").AbsoluteUri;

    public static string Revocations(Uri site) => new Uri(site, "/credentials/revocations").AbsoluteUri;

    public static string StatusList(Uri site, string year, long block) => new Uri(site, $"/credentials/status/{year}-{block}").AbsoluteUri;

    public static string Id(Guid certificate) => $"urn:uuid:{certificate:D}";

    /// <summary>Where a number's bit stands: the year's series goes through lists of <see cref="StatusListLength"/>.</summary>
    public static (string Year, long Block, int Index) PlaceOf(string number)
    {
        var place = long.Parse(number[4..], System.Globalization.CultureInfo.InvariantCulture);
        return (number[..4], place / StatusListLength, (int)(place % StatusListLength));
    }
}
