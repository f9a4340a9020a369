using RmxDns.Server.Settings;
using Serilog.Core;
using Serilog.Events;

namespace RmxDns.Server.Tests.Settings;

/// <summary>The section of Serilog in the settings' files and in the environment: levels count, and what it cannot use stops the start.</summary>
public sealed class LogSetupTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("rmxdns-log-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Nothing_said_means_information_and_more()
    {
        (Logger? logger, IReadOnlyList<string> faults) = Create("{}");
        Assert.Empty(faults);
        Assert.NotNull(logger);
        Assert.True(logger.IsEnabled(LogEventLevel.Information));
        Assert.False(logger.IsEnabled(LogEventLevel.Debug));
    }

    [Theory]
    [InlineData("""{"Serilog": {"MinimumLevel": "Warning"}}""")]
    [InlineData("""{"Serilog": {"MinimumLevel": {"Default": "Error"}}}""", "RMXDNS_SERILOG__MINIMUMLEVEL__DEFAULT", "Warning")]
    [InlineData("{}", "RMXDNS_SERILOG__MINIMUMLEVEL", "Warning")]
    [InlineData("""{"Serilog": {"MinimumLevel": "Warning", "WriteTo": [{"Name": "Console", "Args": {"outputTemplate": "{Message}"}}]}}""")]
    public void Levels_come_from_files_and_the_environment(string json, string variable = "OTHER", string value = "")
    {
        (Logger? logger, IReadOnlyList<string> faults) = Create(json, variable, value);
        Assert.Empty(faults);
        Assert.NotNull(logger);
        Assert.True(logger.IsEnabled(LogEventLevel.Warning));
        Assert.False(logger.IsEnabled(LogEventLevel.Information));
    }

    [Theory]
    [InlineData("""{"Serilog": {"MinimumLevel": "Loud"}}""", "Serilog: The value Loud is not a valid Serilog level")]
    [InlineData("""{"Serilog": {"WriteTo": ["Consul"]}}""", "Serilog: Unable to find a method called Consul")]
    [InlineData("""{"Serilog": {"Using": ["Serilog.Sinks.None"], "WriteTo": ["Console"]}}""", "Serilog: Could not load file or assembly 'Serilog.Sinks.None")]
    [InlineData("""{"Serilog": {"WriteTo": [{"Name": "Console", "Args": {"formatter": "No.Such, Type"}}]}}""", "Serilog: Type No.Such, Type was not found")]
    public void What_cannot_be_used_is_a_fault(string json, string expected)
    {
        (Logger? logger, IReadOnlyList<string> faults) = Create(json);
        Assert.Null(logger);
        Assert.StartsWith(expected, Assert.Single(faults), StringComparison.Ordinal);
    }

    private (Logger? Logger, IReadOnlyList<string> Faults) Create(string json, string variable = "OTHER", string value = "")
    {
        string path = Path.Combine(_folder, "settings.json");
        File.WriteAllText(path, json);
        List<string> faults = [], notes = [];
        GatheredSettings gathered = SettingsReader.Gather(["--config", path], new Dictionary<string, string> { [variable] = value }, _folder, faults, notes);
        Assert.Empty(faults.Concat(notes));
        return (LogSetup.TryCreate(json: false, gathered.Log, faults), faults);
    }
}
