using System.Globalization;
using RmxDns.Rdata;
using RmxDns.Tool.Output;
using RmxDns.Tool.Sizes;
using RmxDns.Zones.Lint;
using Spectre.Console;

namespace RmxDns.Tool.Linting.Reports;

/// <summary>
/// The report for people: each finding that counts as <c>file:line:column: severity: message [rule]</c>, its source line with
/// carets under the token, and what to do; then the counts. Coloured on a terminal alone.
/// </summary>
internal sealed class TextReport
{
    private const int Widest = 100;
    private const int Before = 40;
    private const string Red = "\e[1;31m", Yellow = "\e[1;33m", Blue = "\e[1;34m", Bold = "\e[1m", Plain = "\e[0m";

    private readonly LintReport _report;
    private readonly TextWriter _output;
    private readonly bool _colour;

    private TextReport(LintReport report, TextWriter output) => (_report, _output, _colour) = (report, output, Terminal.HasColour(output));

    public static void Write(LintReport report, TextWriter output)
    {
        if (Screen.Of(output).IsTerminal)
            WriteMore(report, output);
        else if (report.Sizes.Count > 0 || report.Changes is not null)
            WriteForPipeline(report, output);
        var text = new TextReport(report, output);
        if (report.Options.Quiet)
            text.WriteFailures();
        else
            text.WriteAll();
    }

    /// <summary>What was asked for beside findings.</summary>
    private static void WriteMore(LintReport report, TextWriter output)
    {
        var types = new TypeTable(report.Options.RmxType);
        report.Changes?.Write(output);
        foreach (AnswerPicture picture in report.Sizes)
        {
            var screen = Screen.Of(output);
            SizeReport.Write(picture, types, screen);
            screen.Line();
        }
    }

    /// <summary>The same where a program may read along.</summary>
    private static void WriteForPipeline(LintReport report, TextWriter output)
    {
        using var text = new StringWriter { NewLine = "\n" };
        WriteMore(report, text);
        foreach (string line in text.ToString().TrimEnd('\n').Split('\n'))
            output.WriteLine(Safe(line));
        output.WriteLine();
    }

    private void WriteFailures()
    {
        foreach (Finding finding in _report.Failures)
            WriteLine(finding);
    }

    private void WriteAll()
    {
        var regions = new SourceRegions(_report);
        foreach (Finding finding in _report.Kept)
        {
            WriteLine(finding);
            WriteSource(regions.Of(finding), finding.Severity);
            if (LintReport.AdviceFor(finding) is { Length: > 0 } advice)
                _output.WriteLine($"  {Paint(Bold, "help:")} {Safe(advice)}");
        }
        _output.WriteLine(_report.Counts());
    }

    private void WriteLine(Finding finding)
    {
        if (!_colour)
        {
            _output.WriteLine(PipelineCommands.DefuseLine(Safe(finding.ToString())));
            return;
        }
        string place = finding.Mark.Line == 0 ? finding.File : string.Create(CultureInfo.InvariantCulture, $"{finding.File}:{finding.Mark.Line}:{finding.Mark.Column}");
        _output.WriteLine($"{Paint(Bold, Safe(place))}: {Paint(Colour(finding.Severity), LintReport.Word(finding.Severity))}: {Safe(finding.Message)} [{finding.Rule.Id}]");
    }

    private void WriteSource(SourceRegion region, Severity severity)
    {
        if (region.Text is not { } line)
            return;
        int start = line.Length <= Widest ? 0 : Math.Clamp(region.Column - 1 - Before, 0, line.Length - Widest);
        int end = Math.Min(line.Length, start + Widest), tokenEnd = Math.Clamp(region.EndColumn - 1, region.Column - 1, end);
        string front = Shown(line[start..Math.Min(region.Column - 1, end)]), token = Shown(line[Math.Min(region.Column - 1, end)..tokenEnd]), rest = Shown(line[tokenEnd..end]);
        string number = region.Line.ToString(CultureInfo.InvariantCulture).PadLeft(5);
        string left = start > 0 ? "…" : "", right = end < line.Length ? "…" : "";
        _output.WriteLine($"{number} | {left}{Safe(front + token + rest)}{right}");
        string carets = new('^', Math.Max(1, Width(token)));
        _output.WriteLine($"      | {new string(' ', left.Length + Width(front))}{Paint(Colour(severity), carets)}");
    }

    /// <summary>A piece of a source line as it can be shown; a tab is one space, so that columns stay.</summary>
    private static string Shown(string text) => FindingText.Escape(text.Replace('\t', ' '));

    private static int Width(string shown) => System.Text.Ascii.IsValid(shown) ? shown.Length : shown.GetCellWidth();

    private static string Safe(string text) => PipelineCommands.Defuse(FindingText.Escape(text), "\\u005B");

    private string Paint(string colour, string text) => _colour ? $"{colour}{text}{Plain}" : text;

    private static string Colour(Severity severity) => severity switch { Severity.Error => Red, Severity.Warning => Yellow, _ => Blue };
}
