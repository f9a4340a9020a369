using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Json;

namespace RmxDns.Server;

/// <summary>The log: lines on the console for people, or JSON for machines, an object a line.</summary>
internal static class LogSetup
{
    public static Logger Create(bool json)
    {
        ITextFormatter formatter = json ? new JsonFormatter(renderMessage: true) : new LineFormatter();
        return new LoggerConfiguration()
            .MinimumLevel.Information()
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            // Told by whoever started the host, in a line.
            .Filter.ByExcluding(line => line.Exception is ListenException)
            .WriteTo.Console(formatter)
            .CreateLogger();
    }
}
