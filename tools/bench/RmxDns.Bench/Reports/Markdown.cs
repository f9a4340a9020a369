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
        text.Append(CultureInfo.InvariantCulture, $"{machine.Date}, commit {machine.Commit}, {machine.Cores} cores ({machine.Processor}), {machine.Memory >> 20} MiB of memory, {machine.Kernel}, {machine.Runtime}; {string.Join(", ", machine.Versions)}.\n");
        text.Append("Each figure is the median of its rounds, with the least and the largest in brackets.\n\n");
        if (results.Goals.Count > 0)
            text.Append(Goals(results));
        foreach (IGrouping<(string Measure, string Unit), Figure> table in results.Figures.GroupBy(figure => (figure.Measure, figure.Unit)))
            text.Append(CultureInfo.InvariantCulture, $"\n## {table.Key.Measure}: {table.Key.Unit}\n\n{Table([.. table])}");
        text.Append(Lists(results));
        return text.ToString();
    }

    /// <summary>What is no figure: what was not measured, whose answers differ, what the run was made with. The JSON file has the configurations, too.</summary>
    private static string Lists(Results results)
    {
        var text = new StringBuilder();
        if (results.Missed.Count > 0)
            text.Append("\n## Not measured\n\n");
        foreach (IGrouping<(string Measure, string What, string Reason), Missed> missed in results.Missed.GroupBy(missed => (missed.Measure, missed.What, missed.Reason)))
            text.Append(CultureInfo.InvariantCulture, $"- {missed.Key.Measure}: {missed.Key.What}: {missed.Key.Reason}\n");
        if (results.Differences.Count > 0)
            text.Append("\n## Answers that differ from ours\n\nRCODE, TC and the number of answers are alike in every row.\n\n");
        foreach (IGrouping<(string Server, string Text), Difference> difference in results.Differences.GroupBy(difference => (difference.Server, difference.Text)))
            text.Append(CultureInfo.InvariantCulture, $"- {difference.Key.Server}: {difference.Key.Text} ({string.Join("; ", difference.Select(each => each.Row))})\n");
        if (results.Settings.Count > 0)
            text.Append("\n## Made with\n\n");
        foreach (Setting setting in results.Settings.Where(setting => !setting.Value.Contains('\n')))
            text.Append(CultureInfo.InvariantCulture, $"- {setting.Name}: `{setting.Value}`\n");
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
