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

    public static readonly Rule YamlExpectedMoment = new("CW159", Severity.Error);  // neither a day nor a day with a time

    // Media.
    public static readonly Rule MediaType = new("CW160", Severity.Error);  // a kind of file that courses do not carry
    public static readonly Rule MediaMismatch = new("CW161", Severity.Error);  // content and name disagree
    public static readonly Rule MediaUnknownContent = new("CW162", Severity.Error);  // content that is not what the name says
    public static readonly Rule PictureSizeUnknown = new("CW163", Severity.Error);  // no width and height to be found
    public static readonly Rule PictureTooLarge = new("CW164", Severity.Error);  // more pixels than a phone decodes
    public static readonly Rule SvgActive = new("CW165", Severity.Error);  // an SVG that runs or fetches something
    public static readonly Rule SvgMalformed = new("CW166", Severity.Error);  // not well-formed XML, or with declarations of its own
    public static readonly Rule PdfActive = new("CW167", Severity.Error);  // a PDF that runs or carries something

    // Course.yml and its items.
    public static readonly Rule ManifestMissing = new("CW201", Severity.Error);  // no course.yml at the root
    public static readonly Rule NothingInside = new("CW202", Severity.Error);  // an empty list where something must be
    public static readonly Rule SlugTaken = new("CW203", Severity.Error);  // two modules or items of one name, or a module named media
    public static readonly Rule ItemKindUnclear = new("CW204", Severity.Error);  // an item that is none or several of lesson, quiz, exam, task, worksheet
    public static readonly Rule SettingIdle = new("CW205", Severity.Warning);  // a setting that does nothing without another

    public static readonly Rule WindowEmpty = new("CW206", Severity.Error);  // a quiz that closes before it opens

    // Texts.
    public static readonly Rule TitleMissing = new("CW301", Severity.Error);  // no H1
    public static readonly Rule SecondTitle = new("CW302", Severity.Error);  // a second H1
    public static readonly Rule FrontMatterNotClosed = new("CW303", Severity.Error);  // front matter without its closing line
    public static readonly Rule TooDeep = new("CW304", Severity.Error);  // nested past the limit
    public static readonly Rule TooManyNodes = new("CW305", Severity.Error);  // more lines or parts than a page can show
    public static readonly Rule LinkNotAllowed = new("CW306", Severity.Error);  // a link elsewhere than https, mailto, law, lesson or media
    public static readonly Rule LessonMissing = new("CW307", Severity.Error);  // a link to an item that course.yml does not name
    public static readonly Rule MediaMissing = new("CW308", Severity.Error);  // a file that is not under media/
    public static readonly Rule AltMissing = new("CW309", Severity.Error);  // a picture without words for those who do not see it
    public static readonly Rule NotAPicture = new("CW310", Severity.Error);  // a picture that is another kind of file
    public static readonly Rule LinkWithoutText = new("CW311", Severity.Error);  // a link that nobody can see or hear
    public static readonly Rule UnknownAct = new("CW312", Severity.Error);  // an act that law.yml does not name
    public static readonly Rule ActReplaced = new("CW313", Severity.Error);  // a repealed act with a successor
    public static readonly Rule ActRepealed = new("CW314", Severity.Error);  // a repealed act without one
    public static readonly Rule ActAmended = new("CW315", Severity.Warning);  // an act amended after the text was checked
    public static readonly Rule LawCheckedMissing = new("CW316", Severity.Warning);  // a citation in a lesson that does not say when it was checked
    public static readonly Rule UnknownContainer = new("CW317", Severity.Error);  // a container of another name
    public static readonly Rule ContainerWithoutName = new("CW318", Severity.Error);  // ::: alone where nothing is open
    public static readonly Rule ContainerNotClosed = new("CW319", Severity.Error);  // a container without its closing line
    public static readonly Rule ContainerMisplaced = new("CW320", Severity.Error);  // a check or rubric inside something else, or in the wrong kind of file
    public static readonly Rule FootnoteInQuestion = new("CW321", Severity.Error);  // a footnote in a question
    public static readonly Rule LatinLetterInWord = new("CW322", Severity.Warning);  // Latin letters that look like Cyrillic ones
    public static readonly Rule TooManyLinks = new("CW324", Severity.Error);  // more links in one paragraph, or one file, than anybody reads
    public static readonly Rule ParagraphTooLong = new("CW325", Severity.Error);  // a paragraph or table longer than anybody reads
    public static readonly Rule CheckWithoutQuestion = new("CW323", Severity.Error);  // a self-check that begins with its answers

    // Questions, tasks and worksheets.
    public static readonly Rule QuizWithoutQuestions = new("CW401", Severity.Error);  // a quiz without any question
    public static readonly Rule QuestionWithoutId = new("CW402", Severity.Error);  // a question without its key
    public static readonly Rule QuestionTwice = new("CW403", Severity.Error);  // two questions of one id
    public static readonly Rule QuestionAttribute = new("CW404", Severity.Error);  // something in the braces that is not read
    public static readonly Rule PointsUnclear = new("CW405", Severity.Error);  // points that are no number
    public static readonly Rule QuestionWithoutText = new("CW406", Severity.Error);  // a heading of nothing but an id
    public static readonly Rule NoAnswers = new("CW407", Severity.Error);  // a question that nobody can answer
    public static readonly Rule TwoAnswers = new("CW408", Severity.Error);  // answers of two kinds, or two lists of options
    public static readonly Rule NotOneRight = new("CW409", Severity.Error);  // single choice with none or several right
    public static readonly Rule NoneRight = new("CW410", Severity.Error);  // multiple choice with none right
    public static readonly Rule MarkUnclear = new("CW411", Severity.Error);  // a mark of another letter, such as a Cyrillic х
    public static readonly Rule OptionWithoutMark = new("CW412", Severity.Error);  // an option without a mark among others
    public static readonly Rule MarksMixed = new("CW413", Severity.Error);  // round and square marks in one question
    public static readonly Rule TooFewOptions = new("CW414", Severity.Error);  // fewer than two options, pairs or steps
    public static readonly Rule OptionEmpty = new("CW415", Severity.Error);  // an option, side or step without words
    public static readonly Rule SameTwice = new("CW416", Severity.Error);  // two options, sides or steps that read the same
    public static readonly Rule RangeReversed = new("CW417", Severity.Error);  // a range from more to less
    public static readonly Rule AnswerEmpty = new("CW418", Severity.Error);  // an empty accepted answer
    public static readonly Rule TextAfterAnswers = new("CW419", Severity.Error);  // text after the answers that nobody would see
    public static readonly Rule GapMisplaced = new("CW420", Severity.Error);  // a gap inside other markup
    public static readonly Rule GapsNotTogether = new("CW421", Severity.Error);  // something between the paragraphs of a gap text
    public static readonly Rule GapChoiceUnclear = new("CW422", Severity.Error);  // a chosen gap without exactly one right word
    public static readonly Rule OpenInCheck = new("CW423", Severity.Error);  // an open answer in a self-check
    public static readonly Rule RubricWithoutOpen = new("CW424", Severity.Error);  // a rubric under a question that is marked by the machine
    public static readonly Rule RubricUnclear = new("CW425", Severity.Error);  // a rubric that is not a table of criteria and levels
    public static readonly Rule LevelWithoutPoints = new("CW426", Severity.Error);  // a level without words or points
    public static readonly Rule RubricPoints = new("CW427", Severity.Error);  // a rubric that gives another sum than promised
    public static readonly Rule SecondRubric = new("CW428", Severity.Error);  // a second rubric in a task
    public static readonly Rule FieldTwice = new("CW430", Severity.Error);  // two fields or choices of one id
    public static readonly Rule FieldNeeds = new("CW431", Severity.Error);  // a field of this kind without what it is made of
    public static readonly Rule FieldInTable = new("CW432", Severity.Error);  // a table inside a table
    public static readonly Rule FieldRange = new("CW433", Severity.Error);  // max below min
    public static readonly Rule FieldCondition = new("CW434", Severity.Error);  // a condition on a field or answer that is not asked before
    public static readonly Rule FieldKeyIdle = new("CW435", Severity.Warning);  // a key that a field of this kind does not read
    public static readonly Rule FieldNotInTable = new("CW436", Severity.Error);  // a file or a place as a column
    public static readonly Rule KeyboardUnclear = new("CW437", Severity.Error);  // a keyboard that is not ru
    public static readonly Rule KeyboardIdle = new("CW438", Severity.Warning);  // a keyboard where nothing is typed

    // Across files and languages.
    public static readonly Rule FileMissing = new("CW501", Severity.Error);  // an item without its file in a language
    public static readonly Rule FileNotNamed = new("CW502", Severity.Error);  // a file that no item of course.yml has
    public static readonly Rule LanguageNotListed = new("CW503", Severity.Warning);  // a file in a language that the course does not have
    public static readonly Rule QuestionOnlyIn = new("CW504", Severity.Error);  // a question that one language lacks
    public static readonly Rule KindsDiffer = new("CW505", Severity.Error);  // another kind of question in another language
    public static readonly Rule PointsDiffer = new("CW506", Severity.Error);  // other points in another language
    public static readonly Rule TagsDiffer = new("CW507", Severity.Error);  // other tags in another language
    public static readonly Rule CountsDiffer = new("CW508", Severity.Error);  // more or fewer options in another language
    public static readonly Rule AnswersDiffer = new("CW509", Severity.Error);  // another right answer in another language
    public static readonly Rule RubricsDiffer = new("CW510", Severity.Error);  // another rubric in another language
    public static readonly Rule ChecksDiffer = new("CW511", Severity.Error);  // more or fewer self-checks in another language
    public static readonly Rule HeadingsDiffer = new("CW512", Severity.Warning);  // more or fewer sections in another language
    public static readonly Rule TranslationOlder = new("CW513", Severity.Warning);  // a translation older than its primary text
    public static readonly Rule DrawTooLarge = new("CW514", Severity.Error);  // a draw of more questions than there are
    public static readonly Rule NoPoints = new("CW515", Severity.Error);  // a paper on which there is nothing to gain
    public static readonly Rule HoursDiffer = new("CW516", Severity.Warning);  // minutes of the items far from the hours of the course
    public static readonly Rule KeyboardsDiffer = new("CW517", Severity.Error);  // letters of a Russian keyboard accepted in one language only
}
