namespace Academy.Credentials;

/// <summary>
/// The certificate cannot be printed because a text holds a letter that the embedded fonts lack. Better no
/// certificate today than a box in somebody's name for good.
/// </summary>
public sealed class LetterMissingException : Exception
{
    internal LetterMissingException(string field, string letter)
        : base($"{field} holds {letter}, which the certificate's fonts cannot print.") =>
        (Field, Letter) = (field, letter);

    /// <summary>The property of <see cref="CertificateFacts"/> the letter stands in, e.g. <c>HolderName</c>.</summary>
    public string Field { get; }

    /// <summary>The letter with its code, e.g. <c>漢 (U+6F22)</c>; a sign nobody can see is its code alone.</summary>
    public string Letter { get; }
}
