using RmxDns.Rdata;
using RmxDns.Tool.Linting.Reports;
using RmxDns.Zones;
using RmxDns.Zones.Lint;

namespace RmxDns.Tool.Linting;

/// <summary>
/// One run of <c>rmx lint</c>: files are gathered, read and linted together, the policy decides on the findings, and the reports are
/// written. What keeps it from running is told on standard error and ends it with <see cref="ExitCode.CannotRun"/>.
/// </summary>
/// <param name="options">The command line.</param>
/// <param name="input">Standard input.</param>
/// <param name="output">Standard output.</param>
/// <param name="error">Standard error.</param>
internal sealed class LintRun(LintOptions options, Stream input, TextWriter output, TextWriter error)
{
    /// <summary>Runs; the exit code.</summary>
    public int Run()
    {
        var named = new InputFiles(options.AllowEmpty, options.InputFormat);
        var context = new InputFiles(allowEmpty: true, options.InputFormat);
        foreach (string path in options.Paths)
            named.Add(path);
        foreach (string path in options.Context)
            context.Add(path);
        foreach (string fault in named.Faults.Concat(context.Faults))
            error.WriteLine($"rmx lint: {FindingText.Escape(fault)}");
        if (named.Faults.Count + context.Faults.Count > 0)
            return ExitCode.CannotRun;
        var reader = new InputReader(options, input);
        IReadOnlyList<LintedFile> files = reader.Read(named.Files);
        IReadOnlyList<LintedFile> beside = reader.Read([.. context.Files.Except(named.Files)]);
        IReadOnlyList<ReportedFinding> found = Fingerprint.Add([.. named.Findings, .. Lint(files, beside)]);
        var report = new LintReport(options, files, LintPolicy.Apply(found));
        return Write(report) ? report.ExitCode : ExitCode.CannotRun;
    }

    private IReadOnlyList<Finding> Lint(IReadOnlyList<LintedFile> files, IReadOnlyList<LintedFile> beside) =>
        new Linter(new TypeTable(options.RmxType), options.Rules).Lint(Zones(files), Zones(beside));

    private static IReadOnlyList<ZoneFile> Zones(IReadOnlyList<LintedFile> files) => [.. files.Select(file => file.Zone)];

    private bool Write(LintReport report)
    {
        foreach (ReportTarget target in options.Reports.Append(new ReportTarget(options.Format, options.Output ?? "")))
        {
            ReportFormat format = ReportFormat.Find(target.Format)!;
            if (target.File.Length == 0)
                format.Write(report, output);
            else if (!TryWriteFile(format, report, target.File))
                return false;
        }
        return true;
    }

    private bool TryWriteFile(ReportFormat format, LintReport report, string path)
    {
        try
        {
            using var writer = new StreamWriter(path) { NewLine = "\n" };
            format.Write(report, writer);
            return true;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            error.WriteLine($"rmx lint: the report cannot be written: {FindingText.Escape(fault.Message)}");
            return false;
        }
    }
}
