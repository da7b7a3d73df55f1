namespace Academy.Learning.Rosters;

/// <summary>How two names are alike, the surest first.</summary>
public enum NameLikeness
{
    /// <summary>Letter for letter, but for capitals and spaces.</summary>
    Same,

    /// <summary>Құдайберген and Кудайберген, ё and е, a Latin letter among Cyrillic ones, Серікұлы and Серикович.</summary>
    SpelledOtherwise,

    /// <summary>Surname and given name have changed places.</summary>
    Swapped,

    /// <summary>One of the two has no patronymic; the rest is the same or spelled otherwise.</summary>
    PatronymicMissing,

    /// <summary>A letter or two differ.</summary>
    Close,

    /// <summary>Another name.</summary>
    Other,
}

/// <summary>A name with the forms by which it is compared, worked out once.</summary>
internal sealed class ComparedName
{
    private readonly string _surnameAsWritten;
    private readonly string _givenAsWritten;
    private readonly string _patronymicAsWritten;
    private readonly string _patronymic;

    public ComparedName(PersonName name)
    {
        (_surnameAsWritten, _givenAsWritten, _patronymicAsWritten) = (Written(name.Surname), Written(name.GivenName), Written(name.Patronymic));
        (Surname, GivenName) = (NameKey.Of(name.Surname), NameKey.Of(name.GivenName));
        _patronymic = NameKey.OfPatronymic(name.Patronymic);
    }

    public string Surname { get; }

    public string GivenName { get; }

    public bool HasPatronymic => _patronymic.Length > 0;

    /// <summary>Symmetric: it does not matter whose name is asked.</summary>
    public NameLikeness To(ComparedName other)
    {
        var main = MainTo(other);
        if (main == NameLikeness.Other) return main;
        // Brothers have one surname, and cousins often one given name too: what tells them apart is the father's name.
        if (HasPatronymic && other.HasPatronymic)
        {
            if (_patronymic == other._patronymic) return main == NameLikeness.Same && _patronymicAsWritten != other._patronymicAsWritten ? NameLikeness.SpelledOtherwise : main;
            return NameKey.IsClose(_patronymic, other._patronymic) ? NameLikeness.Close : NameLikeness.Other;
        }
        return HasPatronymic == other.HasPatronymic || main is NameLikeness.Swapped or NameLikeness.Close ? main : NameLikeness.PatronymicMissing;
    }

    private NameLikeness MainTo(ComparedName other)
    {
        if (Surname == other.Surname && GivenName == other.GivenName)
            return _surnameAsWritten == other._surnameAsWritten && _givenAsWritten == other._givenAsWritten ? NameLikeness.Same : NameLikeness.SpelledOtherwise;
        if (Surname == other.GivenName && GivenName == other.Surname) return NameLikeness.Swapped;
        return Surname == other.Surname && NameKey.IsClose(GivenName, other.GivenName) || GivenName == other.GivenName && NameKey.IsClose(Surname, other.Surname)
            ? NameLikeness.Close
            : NameLikeness.Other;
    }

    private static string Written(string? name) => string.Join(' ', Learning.Typed.Normalized(name ?? "").ToUpperInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
