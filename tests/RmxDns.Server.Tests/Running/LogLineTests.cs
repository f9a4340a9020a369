using System.Globalization;
using Serilog.Events;
using Serilog.Parsing;

namespace RmxDns.Server.Tests.Running;

/// <summary>A line of the log is one line without control characters, whoever forgot to escape what is in it.</summary>
public class LogLineTests
{
    [Theory]
    [InlineData("a\nFTL forged")]
    [InlineData("\u001b[2J\r\u0007")]
    [InlineData("\u009b31m")]
    [InlineData("\u202egnp.exe\u2028\u2029")]
    [InlineData("\ud800")]
    public void What_is_in_it_starts_no_line_and_moves_no_cursor(string hostile)
    {
        var template = new MessageTemplateParser().Parse("zone {Zone} of {File}");
        LogEventProperty[] properties = [new("Zone", new ScalarValue(hostile)), new("File", new ScalarValue(new Uri("file:///x")))];
        var logged = new LogEvent(DateTimeOffset.UnixEpoch, LogEventLevel.Error, new InvalidOperationException(hostile), template, properties);
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        new LineFormatter().Format(logged, output);
        string line = output.ToString();
        Assert.StartsWith("1970-01-01T00:00:00.000+00:00 ERR zone ", line, StringComparison.Ordinal);
        Assert.EndsWith(Environment.NewLine, line, StringComparison.Ordinal);
        Assert.DoesNotContain(line[..^Environment.NewLine.Length], character => char.IsControl(character) || char.IsSurrogate(character));
        Assert.DoesNotContain(line, character => character is '\u202e' or '\u2028' or '\u2029');
    }
}
