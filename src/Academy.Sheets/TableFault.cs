using System.Globalization;

namespace Academy.Sheets;

/// <summary>Why a file cannot be read as a table. The sentence, with what to do, stands in the site's texts.</summary>
public enum TableFault
{
    /// <summary>There is nothing in it.</summary>
    Empty,

    /// <summary>Neither a workbook nor text.</summary>
    NotATable,

    /// <summary>A workbook of Excel 2003 or older (<c>.xls</c>): to be saved as <c>.xlsx</c>.</summary>
    OldExcel,

    /// <summary>A binary workbook (<c>.xlsb</c>): to be saved as <c>.xlsx</c>.</summary>
    BinaryWorkbook,

    /// <summary>A table of LibreOffice (<c>.ods</c>): to be saved as <c>.xlsx</c>.</summary>
    OpenDocument,

    /// <summary>A web page or XML that is called a workbook, as accounting programs make them: to be opened and saved as <c>.xlsx</c>.</summary>
    WebPage,

    /// <summary>It opens with a password only: the password is to be taken off.</summary>
    Password,

    /// <summary>A workbook that is cut off, altered or not one at all.</summary>
    Damaged,

    /// <summary>It tells the reader to read something else, or more than is there. No spreadsheet program writes this.</summary>
    Unsafe,

    /// <summary>Argument: megabytes that are taken.</summary>
    FileTooLarge,

    /// <summary>Small when packed, very large when unpacked. Argument: megabytes that are taken.</summary>
    UnpacksTooLarge,

    /// <summary>Arguments: letters that are taken; the row, where it is known.</summary>
    TextTooLong,

    /// <summary>Argument: how many are taken.</summary>
    TooManyRows,

    /// <summary>Argument: how many are taken.</summary>
    TooManyCells,

    /// <summary>Argument: how many are taken.</summary>
    TooManySheets,
}

/// <summary>A file is not read, or not read any further: nothing of it may be used.</summary>
public sealed class TableRefusedException : Exception
{
    /// <summary>With the arguments that the fault's sentence needs.</summary>
    public TableRefusedException(TableFault fault, params long[] arguments)
        : base($"The table is refused: {fault}.")
    {
        Fault = fault;
        Arguments = [.. arguments.Select(argument => argument.ToString(CultureInfo.InvariantCulture))];
    }

    /// <summary>The same for a failure that a library told of.</summary>
    public TableRefusedException(TableFault fault, Exception inner)
        : base($"The table is refused: {fault}.", inner) => (Fault, Arguments) = (fault, []);

    public TableFault Fault { get; }

    public IReadOnlyList<string> Arguments { get; }
}
