using Microsoft.Extensions.Configuration;
using Serilog;
using Serilog.Core;
using Serilog.Debugging;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Json;

namespace RmxDns.Server;

/// <summary>
/// The log: lines on the console for people, or JSON for machines, an object a line. Levels, and where lines go, can be
/// set as every program with Serilog lets them be; what that cannot make sense of is a fault of the settings.
/// </summary>
internal static class LogSetup
{
    /// <summary>Where the configuration of Serilog stands.</summary>
    public const string Section = "Serilog";

    /// <summary>The logger; null when its configuration is wrong, which is then among the faults.</summary>
    /// <param name="json">Whether the console gets JSON.</param>
    /// <param name="configuration">May hold a <see cref="Section"/>; a sink named there takes the console's place.</param>
    /// <param name="faults">Takes what is wrong, a line each.</param>
    public static Logger? TryCreate(bool json, IConfiguration configuration, List<string> faults)
    {
        LoggerConfiguration logger = new LoggerConfiguration()
            .MinimumLevel.Information()
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            // Told by whoever started the host, in a line.
            .Filter.ByExcluding(line => line.Exception is ListenException);
        IConfigurationSection section = configuration.GetSection(Section);
        if (!section.GetSection("WriteTo").Exists())
        {
            ITextFormatter formatter = json ? new JsonFormatter(renderMessage: true) : new LineFormatter();
            logger.WriteTo.Console(formatter);
        }
        if (!section.Exists())
            return logger.CreateLogger();
        // Methods and arguments that are not found are told to nobody else.
        var unknown = new List<string>();
        SelfLog.Enable(unknown.Add);
        try
        {
            logger.ReadFrom.Configuration(configuration);
            // A time in front, and the candidates in the lines behind.
            faults.AddRange(unknown.Select(line => $"{Section}: {line.Split('\n')[0].Split(' ', 2)[^1]}"));
            return unknown.Count == 0 ? logger.CreateLogger() : null;
        }
        catch (Exception fault) when (fault is InvalidOperationException or ArgumentException or FormatException or IOException or TypeLoadException
            or System.Reflection.TargetInvocationException)
        {
            faults.Add($"{Section}: {(fault.InnerException ?? fault).Message.Trim()}");
            return null;
        }
        finally
        {
            SelfLog.Disable();
        }
    }
}
