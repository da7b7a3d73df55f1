using Academy.Learning;

namespace Academy.Web;

/// <summary>What a marker gives points for, in words: the criterion, with its question where there may be several.</summary>
public static class PartNames
{
    public static string NameIn(this MarkPart part, string language, Texts texts) => (part.Prompt?.In(language).ToPlainText(), part.Name?.In(language)) switch
    {
        ({ } prompt, { } criterion) => texts.Format("Work.CriterionOfQuestion", prompt, criterion),
        ({ } prompt, null) => prompt,
        (null, { } criterion) => criterion,
        _ => texts["Work.Whole"],
    };
}
