namespace Academy.Courseware;

/// <summary>Every rule, in one table. CW1xx: files, packages and YAML. CW2xx: course.yml and its items. CW3xx: lessons. CW4xx: questions, tasks, worksheets. CW5xx: across files and languages.</summary>
public static class Rules
{
    // Files and packages.
    public static readonly Rule FolderMissing = new("CW101", Severity.Error);  // the folder is not there, or is not one
    public static readonly Rule NotAPackage = new("CW102", Severity.Error);  // the bytes are no readable zip
    public static readonly Rule PackageTooLarge = new("CW103", Severity.Error);  // the zip itself is past the limit
    public static readonly Rule UnpackedTooLarge = new("CW104", Severity.Error);  // all files together are past the limit
    public static readonly Rule TooManyFiles = new("CW105", Severity.Error);  // more files than the limit
    public static readonly Rule FileTooLarge = new("CW106", Severity.Error);  // one file is past the limit of its kind
    public static readonly Rule UnsafePath = new("CW107", Severity.Error);  // absolute, climbing, with a backslash, a drive or a control character
    public static readonly Rule SameName = new("CW108", Severity.Error);  // two paths that some file systems take for one
    public static readonly Rule Encrypted = new("CW109", Severity.Error);  // an entry with a password
    public static readonly Rule Damaged = new("CW110", Severity.Error);  // checksum or stream of an entry does not hold
    public static readonly Rule Link = new("CW111", Severity.Error);  // a symbolic link or another special file
    public static readonly Rule InnerArchive = new("CW112", Severity.Error);  // an archive inside, or an office document, which is one
    public static readonly Rule Overlapping = new("CW113", Severity.Error);  // entries that share bytes: the mark of a bomb
    public static readonly Rule UnknownCompression = new("CW114", Severity.Error);  // neither stored nor deflated
    public static readonly Rule SizeDiffers = new("CW115", Severity.Error);  // an entry unpacks to another size than it tells
    public static readonly Rule Unreadable = new("CW116", Severity.Error);  // a file of the folder cannot be read
    public static readonly Rule ReservedName = new("CW117", Severity.Error);  // a name that Windows keeps for devices, or an end that it drops
    public static readonly Rule PathTooLong = new("CW118", Severity.Error);  // a path past the limit
    public static readonly Rule NotUtf8 = new("CW119", Severity.Error);  // bytes that are not UTF-8

    // YAML.
    public static readonly Rule YamlSyntax = new("CW120", Severity.Error);  // not YAML from here on
    public static readonly Rule YamlTab = new("CW121", Severity.Error);  // a tab as indent
    public static readonly Rule YamlColon = new("CW122", Severity.Error);  // a colon inside an unquoted text, or a line at the wrong indent
    public static readonly Rule YamlTag = new("CW123", Severity.Error);  // a tag or a directive
    public static readonly Rule YamlTooDeep = new("CW124", Severity.Error);  // nested past the limit
    public static readonly Rule YamlTooManyAliases = new("CW125", Severity.Error);  // aliases that stand for too much
    public static readonly Rule YamlUnknownAlias = new("CW126", Severity.Error);  // an alias before or inside its anchor
    public static readonly Rule YamlDuplicateKey = new("CW127", Severity.Error);  // the same key twice in one mapping
    public static readonly Rule UnknownKeyMeant = new("CW128", Severity.Warning);  // an unknown key near a known one
    public static readonly Rule UnknownKey = new("CW129", Severity.Warning);  // an unknown key
    public static readonly Rule YamlSeveralDocuments = new("CW130", Severity.Error);  // more than one document in a file
    public static readonly Rule YamlKeyNotText = new("CW131", Severity.Error);  // a list or mapping as a key
    public static readonly Rule YamlExpectedText = new("CW132", Severity.Error);
    public static readonly Rule YamlExpectedList = new("CW133", Severity.Error);
    public static readonly Rule YamlExpectedMapping = new("CW134", Severity.Error);
    public static readonly Rule YamlExpectedInteger = new("CW135", Severity.Error);
    public static readonly Rule YamlExpectedNumber = new("CW136", Severity.Error);
    public static readonly Rule YamlExpectedDate = new("CW137", Severity.Error);
    public static readonly Rule YamlExpectedDuration = new("CW138", Severity.Error);
    public static readonly Rule YamlExpectedYesNo = new("CW139", Severity.Error);
    public static readonly Rule YamlExpectedOneOf = new("CW140", Severity.Error);
    public static readonly Rule KeyMissing = new("CW141", Severity.Error);
    public static readonly Rule YamlEmpty = new("CW142", Severity.Error);  // a key without a value
    public static readonly Rule YamlOutOfRange = new("CW143", Severity.Error);
    public static readonly Rule UnknownLanguage = new("CW144", Severity.Error);
    public static readonly Rule LanguageMissing = new("CW145", Severity.Error);  // a text without a language that must be there
    public static readonly Rule UnknownFormat = new("CW146", Severity.Error);  // a version of the format that this compiler does not know
    public static readonly Rule NotASlug = new("CW147", Severity.Error);  // a name that cannot stand in an address
    public static readonly Rule YamlUnprintable = new("CW148", Severity.Error);  // a control character in a text
    public static readonly Rule TooManyDiagnostics = new("CW149", Severity.Error);  // the rest is left out

    // The library: acts, terms, programmes.
    public static readonly Rule ActReplacedByUnknown = new("CW150", Severity.Error);
    public static readonly Rule DatesOutOfOrder = new("CW151", Severity.Error);
    public static readonly Rule NotHttps = new("CW152", Severity.Error);
    public static readonly Rule ListedTwice = new("CW153", Severity.Warning);
    public static readonly Rule BadPattern = new("CW154", Severity.Error);  // a pattern of the glossary that would match everything or nothing

    // More about packages.
    public static readonly Rule NameNotUtf8 = new("CW155", Severity.Error);  // a name in an unknown code page
    public static readonly Rule NoCourse = new("CW156", Severity.Error);  // neither a content folder nor a course

    // Media.
    public static readonly Rule MediaType = new("CW160", Severity.Error);  // a kind of file that courses do not carry
    public static readonly Rule MediaMismatch = new("CW161", Severity.Error);  // content and name disagree
    public static readonly Rule MediaUnknownContent = new("CW162", Severity.Error);  // content that is not what the name says
    public static readonly Rule PictureSizeUnknown = new("CW163", Severity.Error);  // no width and height to be found
    public static readonly Rule PictureTooLarge = new("CW164", Severity.Error);  // more pixels than a phone decodes
    public static readonly Rule SvgActive = new("CW165", Severity.Error);  // an SVG that runs or fetches something
    public static readonly Rule SvgMalformed = new("CW166", Severity.Error);  // not well-formed XML, or with declarations of its own
    public static readonly Rule PdfActive = new("CW167", Severity.Error);  // a PDF that runs or carries something
}
