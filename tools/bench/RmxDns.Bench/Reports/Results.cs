using System.Text.Json;

namespace RmxDns.Bench.Reports;

/// <summary>One thing measured several times.</summary>
/// <param name="Measure">The table that it belongs to.</param>
/// <param name="Row">The row: a workload, a size, a load.</param>
/// <param name="Server">The server.</param>
/// <param name="Unit">The unit of the values.</param>
/// <param name="Values">What was measured, a value a round.</param>
internal sealed record Figure(string Measure, string Row, string Server, string Unit, IReadOnlyList<double> Values)
{
    public double Median => Statistics.Median(Values);
}

/// <summary>One line of the goal table.</summary>
/// <param name="What">What is compared.</param>
/// <param name="Wanted">The goal in words.</param>
/// <param name="Measured">What was measured.</param>
/// <param name="Reached">Whether the goal was reached.</param>
/// <param name="Detail">The figures behind it.</param>
internal sealed record Goal(string What, string Wanted, string Measured, bool Reached, string Detail);

/// <summary>Everything that a run measured, in the order in which it did.</summary>
internal sealed class Results(Machine machine)
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    private readonly List<Figure> _figures = [];

    public Machine Machine { get; } = machine;

    public IReadOnlyList<Figure> Figures => _figures;

    public List<Goal> Goals { get; } = [];

    /// <summary>Adds a value to the figure of that name.</summary>
    public void Add(string measure, string row, string server, string unit, double value)
    {
        int at = _figures.FindIndex(figure => figure.Measure == measure && figure.Row == row && figure.Server == server && figure.Unit == unit);
        if (at < 0)
            _figures.Add(new Figure(measure, row, server, unit, [value]));
        else
            _figures[at] = _figures[at] with { Values = [.. _figures[at].Values, value] };
        Console.WriteLine($"  {measure}: {row}: {server}: {Statistics.Show(value)} {unit}");
    }

    /// <summary>The figure of that name; null when it was not measured.</summary>
    public Figure? Find(string measure, string row, string server, string unit) =>
        _figures.Find(figure => figure.Measure == measure && figure.Row == row && figure.Server == server && figure.Unit == unit);

    public void WriteJson(string path) =>
        File.WriteAllText(path, JsonSerializer.Serialize(new { Machine, Goals, Figures = _figures }, Json) + "\n");
}
