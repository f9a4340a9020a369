using System.Globalization;
using RmxDns.Zones.Lint;
using Serilog.Events;
using Serilog.Formatting;

namespace RmxDns.Server;

/// <summary>
/// A log event as one line for people: time, level, message. Whatever is in it, no control character reaches the terminal
/// and nothing starts a line of its own; an exception stands behind the message, its line ends written as escapes.
/// </summary>
internal sealed class LineFormatter : ITextFormatter
{
    public void Format(LogEvent logEvent, TextWriter output)
    {
        output.Write(logEvent.Timestamp.ToString("yyyy-MM-ddTHH:mm:ss.fffzzz", CultureInfo.InvariantCulture));
        output.Write(logEvent.Level switch
        {
            LogEventLevel.Fatal => " FTL ",
            LogEventLevel.Error => " ERR ",
            LogEventLevel.Warning => " WRN ",
            _ => " INF ",
        });
        using var message = new StringWriter(CultureInfo.InvariantCulture);
        foreach (Serilog.Parsing.MessageTemplateToken token in logEvent.MessageTemplate.Tokens)
        {
            // Text stands as it is, without the quotes that it would get as a value.
            if (token is Serilog.Parsing.PropertyToken property
                && logEvent.Properties.TryGetValue(property.PropertyName, out LogEventPropertyValue? value)
                && value is ScalarValue { Value: string text })
                message.Write(text);
            else
                token.Render(logEvent.Properties, message, CultureInfo.InvariantCulture);
        }
        output.Write(FindingText.Escape(message.ToString()));
        if (logEvent.Exception is { } exception)
            output.Write(FindingText.Escape($": {exception}"));
        output.WriteLine();
    }
}
