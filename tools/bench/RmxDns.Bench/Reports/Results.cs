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

/// <summary>What a run could not measure.</summary>
/// <param name="Measure">The table that lacks it.</param>
/// <param name="What">The row, the server.</param>
/// <param name="Reason">Why.</param>
internal sealed record Missed(string Measure, string What, string Reason);

/// <summary>In what a server's answers differ from ours in a row where it was measured all the same.</summary>
/// <param name="Row">The row.</param>
/// <param name="Server">The server.</param>
/// <param name="Text">The difference.</param>
internal sealed record Difference(string Row, string Server, string Text);

/// <summary>What a run was made with: a command line, a choice, the text of a configuration.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Value">Its value; several lines for a file.</param>
internal sealed record Setting(string Name, string Value);

/// <summary>Everything that a run measured, in the order in which it did.</summary>
internal sealed class Results(Machine machine)
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    private readonly List<Figure> _figures = [];
    private readonly List<Missed> _missed = [];
    private readonly List<Difference> _differences = [];
    private readonly List<Setting> _settings = [];

    public Machine Machine { get; } = machine;

    public IReadOnlyList<Figure> Figures => _figures;

    public List<Goal> Goals { get; } = [];

    public IReadOnlyList<Missed> Missed => _missed;

    public IReadOnlyList<Difference> Differences => _differences;

    public IReadOnlyList<Setting> Settings => _settings;

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

    /// <summary>Says what could not be measured, by the first line of the reason.</summary>
    public void Miss(string measure, string what, string reason)
    {
        _missed.Add(new Missed(measure, what, reason.Split('\n')[0].Replace('|', '/').Trim()));
        Console.Error.WriteLine($"  {measure}: {what}: not measured: {reason}");
    }

    /// <summary>Says in what a server's answers differ from ours.</summary>
    public void Differs(string row, string server, string text) => _differences.Add(new Difference(row, server, text));

    /// <summary>Notes what the run is made with; the last value of a name stays.</summary>
    public void Set(string name, string value)
    {
        int at = _settings.FindIndex(setting => setting.Name == name);
        if (at < 0)
            _settings.Add(new Setting(name, value));
        else
            _settings[at] = new Setting(name, value);
    }

    /// <summary>The figure of that name; null when it was not measured.</summary>
    public Figure? Find(string measure, string row, string server, string unit) =>
        _figures.Find(figure => figure.Measure == measure && figure.Row == row && figure.Server == server && figure.Unit == unit);

    public void WriteJson(string path) => File.WriteAllText(
        path,
        JsonSerializer.Serialize(new { Machine, Goals, Figures = _figures, Missed = _missed, Differences = _differences, Settings = _settings }, Json) + "\n");
}
