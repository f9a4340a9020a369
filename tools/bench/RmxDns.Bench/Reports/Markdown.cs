using System.Globalization;
using System.Text;

namespace RmxDns.Bench.Reports;

/// <summary>The results as tables: the goals, then each measure with a row for each thing measured and a column for each server.</summary>
internal static class Markdown
{
    public static string Of(Results results) => $"# Measured\n\n{Body(results)}";

    /// <summary>All but the title.</summary>
    public static string Body(Results results)
    {
        var text = new StringBuilder();
        Machine machine = results.Machine;
        text.Append(CultureInfo.InvariantCulture, $"{machine.Date}, commit {machine.Commit}, {machine.Cores} cores ({machine.Processor}), {machine.Kernel}, {machine.Runtime}; {string.Join(", ", machine.Versions)}.\n");
        text.Append("Each figure is the median of its rounds, with the least and the largest in brackets.\n\n");
        if (results.Goals.Count > 0)
            text.Append(Goals(results));
        foreach (IGrouping<(string Measure, string Unit), Figure> table in results.Figures.GroupBy(figure => (figure.Measure, figure.Unit)))
            text.Append(CultureInfo.InvariantCulture, $"\n## {table.Key.Measure}: {table.Key.Unit}\n\n{Table([.. table])}");
        return text.ToString();
    }

    /// <summary>The goal table alone.</summary>
    public static string Goals(Results results)
    {
        var text = new StringBuilder("| what | goal | measured | |\n|---|---|---|---|\n");
        foreach (Goal goal in results.Goals)
            text.Append(CultureInfo.InvariantCulture, $"| {goal.What} | {goal.Wanted} | {goal.Measured}{(goal.Detail.Length > 0 ? $" ({goal.Detail})" : "")} | {(goal.Reached ? "✓" : "**short**")} |\n");
        return text.ToString();
    }

    private static string Table(IReadOnlyList<Figure> figures)
    {
        string[] servers = [.. figures.Select(figure => figure.Server).Distinct()];
        var text = new StringBuilder($"| | {string.Join(" | ", servers)} |\n|---|{string.Concat(servers.Select(_ => "---|"))}\n");
        foreach (IGrouping<string, Figure> row in figures.GroupBy(figure => figure.Row))
        {
            text.Append(CultureInfo.InvariantCulture, $"| {row.Key} |");
            foreach (string server in servers)
                text.Append(CultureInfo.InvariantCulture, $" {Cell(row.FirstOrDefault(figure => figure.Server == server))} |");
            text.Append('\n');
        }
        return text.ToString();
    }

    private static string Cell(Figure? figure)
    {
        if (figure is null)
            return "";
        string median = Statistics.Show(figure.Median);
        return figure.Values.Count == 1 ? median : $"{median} ({Statistics.Show(figure.Values.Min())}–{Statistics.Show(figure.Values.Max())})";
    }
}
