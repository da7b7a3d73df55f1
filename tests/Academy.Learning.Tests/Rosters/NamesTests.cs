using Academy.Learning.Rosters;
using FsCheck.Xunit;
using Xunit;

namespace Academy.Learning.Tests.Rosters;

/// <summary>One form for the spellings of one name, and another for another name.</summary>
public sealed class NamesTests
{
    [Theory]
    [InlineData("Құдайберген", "Кудайберген")]
    [InlineData("Құдайберген", "Kudaibergen")]
    [InlineData("Құдайберген", "Qudaıbergen")]
    [InlineData("Құдайберген", "KUDAIBERGEN")]
    [InlineData("Құдайберген", "Құдaйбeргeн")]
    [InlineData("Әсел", "Асель")]
    [InlineData("Өмір", "Омир")]
    [InlineData("Ғабит", "Габит")]
    [InlineData("Шыңғыс", "Чингис", false)]
    [InlineData("Шыңғыс", "Шингис")]
    [InlineData("Іңкәр", "Инкар")]
    [InlineData("Һәкім", "Хаким")]
    [InlineData("Ёлкина", "Елкина")]
    [InlineData("Геннадий", "Генадий")]
    [InlineData("Аллабергенов", "Алабергенов")]
    [InlineData("Әбді-Ғани", "Абдигани")]
    [InlineData("Жанболат", "Zhanbolat")]
    [InlineData("Щербаков", "Shcherbakov")]
    [InlineData("Й", "Й")]
    [InlineData("Асан", "Хасан", false)]
    [InlineData("Серіков", "Серікова", false)]
    [InlineData("Айгүл", "Айнұр", false)]
    public void Spellings_of_one_name_have_one_form(string one, string other, bool same = true) => Assert.Equal(same, NameKey.Of(one) == NameKey.Of(other));

    [Theory]
    [InlineData("Серікұлы", "Серикович")]
    [InlineData("Серікқызы", "Сериковна")]
    [InlineData("Серік ұлы", "Серікұлы")]
    [InlineData("Әлиұлы", "Алиевич")]
    [InlineData("Serikuly", "Серікұлы")]
    [InlineData("Серікұлы", "Болатұлы", false)]
    public void A_patronymic_is_whose_child_one_is(string one, string other, bool same = true) => Assert.Equal(same, NameKey.OfPatronymic(one) == NameKey.OfPatronymic(other));

    [Theory]
    [InlineData("Тілеубаев|Асқар|Серікұлы", "ТІЛЕУБАЕВ|асқар|Серікұлы", NameLikeness.Same)]
    [InlineData("Тілеубаев|Асқар|Серікұлы", "Тилеубаев|Аскар|Серикович", NameLikeness.SpelledOtherwise)]
    [InlineData("Тілеубаев|Асқар|Серікұлы", "Тілеубаев|Асқар|Серикович", NameLikeness.SpelledOtherwise)]
    [InlineData("Ёлкина|Анна|", "Елкина|Анна|", NameLikeness.SpelledOtherwise)]
    [InlineData("Тілеубаев|Асқар|", "Асқар|Тілеубаев|", NameLikeness.Swapped)]
    [InlineData("Тілеубаев|Асқар|Серікұлы", "Тілеубаев|Асқар|", NameLikeness.PatronymicMissing)]
    [InlineData("Тілеубаев|Асқар|", "Тілеубеев|Асқар|", NameLikeness.Close)]
    [InlineData("Тілеубаев|Асқар|Серікұлы", "Тілеубаев|Асқар|Сейікұлы", NameLikeness.Close)]
    [InlineData("Тілеубаев|Асқар|Серікұлы", "Тілеубаев|Асқар|Болатұлы", NameLikeness.Other)]
    [InlineData("Тілеубаев|Асқар|", "Тілеубаев|Ержан|", NameLikeness.Other)]
    [InlineData("Ким|Анна|", "Цой|Анна|", NameLikeness.Other)]
    public void Two_names_are_alike_in_one_way_whichever_is_asked(string one, string other, NameLikeness likeness)
    {
        Assert.Equal(likeness, Compared(one).To(Compared(other)));
        Assert.Equal(likeness, Compared(other).To(Compared(one)));
    }

    [Theory]
    [InlineData("", "", 0)]
    [InlineData("асқар", "асқар", 0)]
    [InlineData("асқар", "аскар", 1)]
    [InlineData("асқар", "асқра", 1)]
    [InlineData("асқар", "сқар", 1)]
    [InlineData("асқар", "", 3)]
    [InlineData("тілеубаев", "тілбаев", 2)]
    [InlineData("абвг", "бавг", 1)]
    [InlineData("абвгд", "дгвба", 3)]
    public void A_slip_of_the_finger_is_one_step(string one, string other, int steps) => Assert.Equal(steps, NameKey.Distance(one, other, 2));

    [Property(MaxTest = 3000)]
    public bool The_form_of_a_form_is_itself_and_likeness_is_the_same_both_ways(string? one, string? other, string? third)
    {
        var (a, b) = (new ComparedName(new PersonName(one ?? "", other ?? "", third)), new ComparedName(new PersonName(other ?? "", third ?? "", one)));
        return NameKey.Of(NameKey.Of(one)) == NameKey.Of(one) && a.To(b) == b.To(a) && NameKey.Distance(one ?? "", other ?? "", 3) == NameKey.Distance(other ?? "", one ?? "", 3);
    }

    private static ComparedName Compared(string name)
    {
        var parts = name.Split('|');
        return new ComparedName(new PersonName(parts[0], parts[1], parts[2].Length > 0 ? parts[2] : null));
    }
}
