using System.Text.Encodings.Web;
using System.Text.Json;

namespace Academy.Learning;

/// <summary>Which languages a template speaks.</summary>
public enum TemplateLanguages { Both, Kazakh, Russian }

/// <summary>What runs round a template's page.</summary>
public enum TemplateOrnament { Horns, Lines }

/// <summary>All that a template settles: its look, its words with their fields, who signs and how long it stands.</summary>
public sealed record TemplateContent(
    TemplateLanguages Languages, Bilingual Heading, Bilingual Confirms, Bilingual Sentence, string SignatoryName, Bilingual SignatoryPosition,
    bool HasEmblem, TemplateOrnament Ornament, int? ValidMonths)
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string ToJson() => JsonSerializer.Serialize(this, Plain);

    public static TemplateContent FromJson(string json) => JsonSerializer.Deserialize<TemplateContent>(json)!;
}

/// <summary>A form of certificates that staff made; what it says is in its versions.</summary>
public sealed class CertificateTemplate(Guid id, string name, Guid madeById, DateTimeOffset madeAt)
{
    public const int LongestName = 200;

    public Guid Id { get; private set; } = id;

    /// <summary>For the office alone.</summary>
    public string Name { get; private set; } = name;

    public Guid MadeById { get; private set; } = madeById;
    public DateTimeOffset MadeAt { get; private set; } = madeAt;

    public void Rename(string name) => Name = name;
}

/// <summary>A template as it stood: free to change until the first certificate is settled with it, never after.</summary>
public sealed class TemplateVersion
{
    private TemplateVersion() { }

    public TemplateVersion(Guid templateId, int number, TemplateContent content, byte[]? facsimile, Guid by, DateTimeOffset now)
    {
        (Id, TemplateId, Number) = (Guid.CreateVersion7(now), templateId, number);
        Write(content, facsimile, by, now);
    }

    public Guid Id { get; private set; }
    public Guid TemplateId { get; private set; }

    /// <summary>1, 2, 3 … within the template.</summary>
    public int Number { get; private set; }

    public TemplateContent Content { get; private set; } = null!;

    /// <summary>The signature as a picture, as <c>Facsimile.Clean</c> gives it.</summary>
    public byte[]? Facsimile { get; private set; }

    public Guid MadeById { get; private set; }
    public DateTimeOffset MadeAt { get; private set; }
    public DateTimeOffset? UsedAt { get; private set; }
    public int Revision { get; private set; }

    /// <summary>Changes it, or makes the next one where this one was used already.</summary>
    /// <returns>The next version; null where this one was changed.</returns>
    public TemplateVersion? Change(TemplateContent content, byte[]? facsimile, Guid by, DateTimeOffset now)
    {
        if (UsedAt is not null) return new TemplateVersion(TemplateId, Number + 1, content, facsimile, by, now);

        Write(content, facsimile, by, now);
        Revision++;
        return null;
    }

    /// <summary>Certificates are settled with it: from now on it stays as it is.</summary>
    public void Use(DateTimeOffset now)
    {
        UsedAt ??= now;
        Revision++;
    }

    private void Write(TemplateContent content, byte[]? facsimile, Guid by, DateTimeOffset now) =>
        (Content, Facsimile, MadeById, MadeAt) = (content, facsimile, by, now);
}
