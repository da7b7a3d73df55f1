using System.Diagnostics.CodeAnalysis;

namespace Academy.Courseware;

/// <summary>One thing said in several languages. The first language is the primary one and answers when another is missing.</summary>
/// <remarks>Languages are the two-letter codes of <see cref="Courseware.Languages"/>: kk, ru, en.</remarks>
public sealed class Translated<T>
{
    private readonly KeyValuePair<string, T>[] _inOrder;

    /// <param name="inOrder">At least one pair of language and value; the first is the primary language.</param>
    public Translated(IEnumerable<KeyValuePair<string, T>> inOrder)
    {
        _inOrder = [.. inOrder];
        if (_inOrder.Length == 0) throw new ArgumentException("A text needs at least one language.", nameof(inOrder));
    }

    /// <summary>The languages it is said in, the primary one first.</summary>
    public IEnumerable<string> Languages => _inOrder.Select(pair => pair.Key);

    /// <summary>The value in <paramref name="language"/>, or in the primary language where that is missing.</summary>
    public T In(string language) => TryIn(language, out var value) ? value : _inOrder[0].Value;

    /// <summary>The language that <see cref="In"/> answers in: pages put it into the <c>lang</c> attribute.</summary>
    public string LanguageFor(string language) => TryIn(language, out _) ? language : _inOrder[0].Key;

    public bool TryIn(string language, [MaybeNullWhen(false)] out T value)
    {
        foreach (var (code, said) in _inOrder)
        {
            if (code != language) continue;
            value = said;
            return true;
        }
        value = default;
        return false;
    }

    /// <summary>The same languages, each value turned into another.</summary>
    public Translated<TOther> Select<TOther>(Func<T, TOther> turn) =>
        new(_inOrder.Select(pair => KeyValuePair.Create(pair.Key, turn(pair.Value))));
}

/// <summary>The languages that Academy speaks.</summary>
public static class Languages
{
    public const string Kazakh = "kk";
    public const string Russian = "ru";
    public const string English = "en";

    /// <summary>In the order in which pages offer them.</summary>
    public static IReadOnlyList<string> All { get; } = [Kazakh, Russian, English];
}
