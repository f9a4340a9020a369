using System.Text.RegularExpressions;
using RmxDns.Tool.Output;
using RmxDns.Tool.Sizes;

namespace RmxDns.Tool.Tests;

/// <summary>Tables for people and for pipes.</summary>
public partial class ScreenTests
{
    private static string Print(bool isTerminal, bool colours)
    {
        using var output = new StringWriter { NewLine = "\n" };
        var sheet = new Sheet("name", ">octets");
        sheet.Add("a\u001b[31mb\u202Ec", "5");
        sheet.Add("[red]d[/]", "1234");
        sheet.WriteTo(new Screen(output, isTerminal, colours, 60));
        return output.ToString();
    }

    [Fact]
    public void A_pipe_gets_plain_columns() =>
        Assert.Equal("name                 octets\na\\u001B[31mb\\u202Ec       5\n[red]d[/]              1234\n", Print(isTerminal: false, colours: true));

    [Fact]
    public void A_terminal_gets_borders()
    {
        string text = Print(isTerminal: true, colours: true);
        Assert.Contains("╭", text, StringComparison.Ordinal);
        Assert.Contains("\u001b[1m", text, StringComparison.Ordinal);
        // Neither escapes nor markup of what is shown is acted on.
        Assert.DoesNotContain("\u001b[31m", text, StringComparison.Ordinal);
        Assert.Contains("[red]d[/]", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_terminal_without_colours_gets_no_escapes()
    {
        string text = Print(isTerminal: true, colours: false);
        Assert.Contains("╭", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, false)]
    public void A_bar_shows_which_piece_is_which_in_colours_or_without(bool isTerminal, bool colours)
    {
        using var output = new StringWriter { NewLine = "\n" };
        Part[] parts = [new(PartKind.Header, null, 12, 12), new(PartKind.Question, null, 116, 128), new(PartKind.Answer, null, 128, 256)];
        new Bar(new Packet("", 512, 256, false, parts), ['H', 'Q', 'A']).WriteTo(new Screen(output, isTerminal, colours, 100));
        string free = colours ? "░" : ".";
        string bare = AnsiEscape().Replace(output.ToString(), "");
        Assert.Contains($"HH{new string('Q', 14)}{new string('A', 16)}{string.Concat(Enumerable.Repeat(free, 32))}", bare, StringComparison.Ordinal);
        Assert.EndsWith("  256 octets\n", bare, StringComparison.Ordinal);
        Assert.Equal(colours, output.ToString().Contains('\u001b', StringComparison.Ordinal));
    }

    [Fact]
    public void A_writer_that_is_not_the_programs_own_output_is_no_terminal()
    {
        using var output = new StringWriter();
        Assert.False(Screen.Of(output).IsTerminal);
    }

    [GeneratedRegex("\u001b\\[[0-9;]*m")]
    private static partial Regex AnsiEscape();
}
