using RmxDns.Zones.Lint;
using Spectre.Console;

namespace RmxDns.Tool.Output;

/// <summary>
/// A table: with borders on a terminal; in a pipe columns padded with spaces, two between, nothing cut or wrapped. Cells are
/// escaped, so that no name or text moves a cursor or starts a line.
/// </summary>
/// <param name="columns">The headings; one that starts with <c>&gt;</c> heads a column of numbers, set to the right.</param>
internal sealed class Sheet(params IReadOnlyList<string> columns)
{
    private readonly List<string[]> _rows = [];

    /// <summary>Adds a row; cells that are not given are empty.</summary>
    public void Add(params IReadOnlyList<string> cells) =>
        _rows.Add([.. columns.Select((_, i) => i < cells.Count ? FindingText.Escape(cells[i]) : "")]);

    /// <summary>Prints it.</summary>
    public void WriteTo(Screen screen)
    {
        if (screen.IsTerminal)
            Draw(screen);
        else
            Print(screen);
    }

    private void Draw(Screen screen)
    {
        Table table = new Table().Border(TableBorder.Rounded);
        for (int i = 0; i < columns.Count; i++)
        {
            var column = new TableColumn(new Text(Heading(i), new Style(decoration: Decoration.Bold)));
            _ = table.AddColumn(IsNumber(i) ? column.RightAligned() : column);
        }
        foreach (string[] row in _rows)
            _ = table.AddRow(row.Select(cell => new Text(cell)));
        screen.Draw(table);
    }

    private void Print(Screen screen)
    {
        string[][] lines = [[.. columns.Select((_, i) => Heading(i))], .. _rows];
        int[] widths = [.. columns.Select((_, i) => lines.Max(line => line[i].Length))];
        foreach (string[] line in lines)
            screen.Line(string.Join("  ", line.Select((cell, i) => IsNumber(i) ? cell.PadLeft(widths[i]) : cell.PadRight(widths[i]))).TrimEnd());
    }

    private bool IsNumber(int column) => columns[column].StartsWith('>');

    private string Heading(int column) => columns[column].TrimStart('>');
}
