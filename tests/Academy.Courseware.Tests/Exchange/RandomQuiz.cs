using System.Globalization;
using System.Text;

namespace Academy.Courseware.Tests.Exchange;

/// <summary>A quiz such as nobody writes: every kind of question, with every mark that means something somewhere. The same seed, the same quiz.</summary>
internal sealed class RandomQuiz(int seed)
{
    private static readonly string[] Plain =
    [
        "аким", "әкім", "маслихат", "бюджет", "a", "B2", "C#", "100%", "3 < 5", "R&D", "x=y", "~примерно", "{скобки}", "№ 148", "12.5", "\"кавычки\"", "«ёлки»", "т. е.", "a:b", "->", "да/нет", "it's",
        "1995", "50 %", "²", "—", "snake_case", "a_b", "&nbsp;", "&amp;", "@@PLUGINFILE@@/x", "::", "#5", "?", "!", "…", "$5", "[tag:x]", "%50%", "\\\\n", "=",
    ];

    private readonly Random _random = new(seed);

    public string Markdown()
    {
        var to = new StringBuilder("# Проверка\n\n");
        for (var at = 0; at < 8; at++) Question(to, at);
        return to.ToString();
    }

    private void Question(StringBuilder to, int number)
    {
        var kind = _random.Next(9);
        var points = Pick("1", "1", "0.5", "2", "1.25", "10");
        to.Append(CultureInfo.InvariantCulture, $"## {Line()} {{#q{number}{(points == "1" ? "" : $" points={points}")}{(_random.Next(2) == 0 ? $" tags=\"{Pick("бюджет", "закон,а б", "x")}\"" : "")}{(kind is 3 or 6 && _random.Next(3) == 0 ? " keyboard=ru" : "")}}}\n\n");
        if (_random.Next(3) == 0) to.Append(Block()).Append("\n\n");
        switch (kind)
        {
            case 0 or 1 or 2:
                var multiple = kind == 2;
                var (count, right) = (2 + _random.Next(4), _random.Next(2));
                for (var option = 0; option < count; option++)
                {
                    var isRight = option == right || multiple && _random.Next(2) == 0;
                    to.Append(CultureInfo.InvariantCulture, $"- {(multiple ? isRight ? "[x]" : "[ ]" : isRight ? "(x)" : "( )")} {option + 1}: {Line()}\n");
                    if (_random.Next(4) == 0) to.Append("  > ").Append(Line()).Append('\n');
                }
                break;
            case 3:
                to.Append("= слово").Append(Pick("", " a~b", " #1", " x = y", " 5*5", " C:\\dir", " a}b", " «ё»")).Append(Pick("", " | другое", " | 45")).Append('\n');
                break;
            case 4:
                to.Append("= ").Append(Pick("45 ± 0.5 км²", "10..15", "-3", "1 500,5", "0.001..0.002 %", "100 ₸")).Append('\n');
                break;
            case 5:
                to.Append("| ").Append(Pick("Кто", "Слева")).Append(" | ").Append(Pick("Что", "Справа")).Append(" |\n| --- | --- |\n");
                for (var pair = 0; pair < 3; pair++) to.Append(CultureInfo.InvariantCulture, $"| {pair}: {Cell()} | {pair}. {Cell()} |\n");
                break;
            case 6:
                to.Append("Текст ").Append(Line()).Append(" {=").Append(Pick("аким|әкім", "a*b", "x#y|q~r", "да = нет")).Append("} и {=верно|~").Append(Pick("неверно", "a/b", "1:2")).Append("|~другое} ").Append(Line()).Append('\n');
                if (_random.Next(2) == 0) to.Append("\nЕщё **жирно** {=конец}.\n");
                break;
            case 7:
                for (var step = 1; step < 4; step++) to.Append(CultureInfo.InvariantCulture, $"{step}. шаг {step} {Line()}\n");
                break;
            default:
                to.Append("___\n");
                if (_random.Next(2) == 0) to.Append("\n::: rubric\n| Критерий | Нет 0 | Есть 1 |\n| --- | --- | --- |\n| Факты | ").Append(Pick("нет", "не названы")).Append(CultureInfo.InvariantCulture, $" | есть ({points}) |\n:::\n");
                break;
        }
        if (_random.Next(3) == 0) to.Append("\n> ").Append(Line()).Append('\n');
        to.Append('\n');
    }

    private string Block() => _random.Next(6) switch
    {
        0 => $"* {Line()}\n* {Line()}",
        1 => $"1) {Line()}\n2) {Line()}\n\n{Line()}",
        2 => $"| {Cell()} | {Cell()} | в |\n| --- | ---: | --- |\n| {Cell()} | {Cell()} | г |",
        3 => $"> {Line()}",
        4 => $"```\nкод <b> {{=x}}\n  ещё\n```",
        _ => $"{Line()}\n\n{Line()}",
    };

    // Ends in a word, so that no mark stands before what the quiz adds.
    private string Line()
    {
        var words = Enumerable.Range(0, 1 + _random.Next(5)).Select(_ => _random.Next(8) switch
        {
            0 => $"**{Pick("жирно", "очень важно", "b")}**",
            1 => $"*{Pick("наклонно", "i")}*",
            2 => "`код <x>`",
            3 => "[сайт](https://adilet.zan.kz/rus)",
            _ => Escaped(Pick(Plain)),
        });
        return $"слово {string.Join(' ', words)} конец";
    }

    private string Cell() => Line().Replace("|", "\\|", StringComparison.Ordinal);

    // As a careful author would write it.
    private static string Escaped(string word) => word.Replace("&", "\\&", StringComparison.Ordinal).Replace("[", "\\[", StringComparison.Ordinal).Replace("{=", "\\{=", StringComparison.Ordinal);

    private string Pick(params string[] from) => from[_random.Next(from.Length)];
}
