using RmxDns.Zones.Lint;

namespace RmxDns.Tool.Linting.Reports;

/// <summary>The token that a finding is about; lines and columns count from 1, columns in UTF-16 code units.</summary>
/// <param name="Line">The line; 1 for a finding on the file as a whole.</param>
/// <param name="Column">The column of the first character.</param>
/// <param name="EndColumn">The column behind the last one, in the same line.</param>
/// <param name="Text">The line, where the finding has a place in it that can be shown.</param>
internal readonly record struct SourceRegion(int Line, int Column, int EndColumn, string? Text);

/// <summary>Finds the tokens of a report's findings in the files.</summary>
internal sealed class SourceRegions(LintReport report)
{
    private readonly Dictionary<string, SourceLines> _lines = report.Files.DistinctBy(file => file.Path).ToDictionary(file => file.Path, file => new SourceLines(file.Octets));

    /// <summary>Where a finding's token is. A token of several lines ends with its first.</summary>
    public SourceRegion Of(Finding finding)
    {
        if (finding.Mark.Line == 0)
            return new SourceRegion(1, 1, 1, null);
        int column = Math.Max(1, finding.Mark.Column), end = column + Math.Max(1, finding.Mark.Length);
        string? text = _lines.GetValueOrDefault(finding.File)?.At(finding.Mark.Line);
        if (text is null || column > text.Length + 1)
            return new SourceRegion(finding.Mark.Line, column, end, null);
        return new SourceRegion(finding.Mark.Line, column, Math.Max(column + 1, Math.Min(end, text.Length + 1)), text);
    }
}
