using RmxDns.Rdata;
using RmxDns.Snapshot;
using RmxDns.Tool.Linting.Changes;
using RmxDns.Tool.Linting.Fixing;
using RmxDns.Tool.Linting.Policy;
using RmxDns.Tool.Linting.Reports;
using RmxDns.Tool.Output;
using RmxDns.Tool.Sizes;
using RmxDns.Zones;
using RmxDns.Zones.Compile;
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
    /// <summary>From how many files on a bar shows how far it is.</summary>
    private const int Many = 2_000;

    /// <summary>Runs; the exit code.</summary>
    public int Run()
    {
        var named = new InputFiles(options.AllowEmpty, options.InputFormat);
        var context = new InputFiles(allowEmpty: true, options.InputFormat);
        foreach (string path in options.Paths)
            named.Add(path);
        foreach (string path in options.Context)
            context.Add(path);
        if (Complains([.. named.Faults, .. context.Faults]))
            return ExitCode.CannotRun;
        var reader = new InputReader(options, input);
        IReadOnlyList<LintedFile> files = Read(reader, named.Files);
        IReadOnlyList<LintedFile> beside = Read(reader, [.. context.Files.Except(named.Files)]);
        var configurations = new Configurations(options);
        configurations.Add(files);
        Baseline? before = ReadBaseline(out string? wrong);
        if (Complains([.. configurations.Faults, .. wrong is null ? Array.Empty<string>() : [wrong]]))
            return ExitCode.CannotRun;
        IReadOnlyList<Finding> found = new Linter(new TypeTable(options.RmxType), configurations.Of).Lint(Zones(files), Zones(beside));
        IReadOnlyList<ReportedFinding> reported = new LintPolicy(options, file => configurations.Of(file.Zone), before).Apply(named.Findings, found, files);
        if (options.Fix)
            return Mend(reader, files, beside, reported);
        if (options.WriteBaseline is { } target && !TryWriteBaseline(target, ref reported))
            return ExitCode.CannotRun;
        if (!TryCompare(reader, files, beside, out ChangeReport? changes))
            return ExitCode.CannotRun;
        var report = new LintReport(options, files, reported) { Sizes = options.Sizes ? SizesOf(files, beside, configurations) : [], Changes = changes };
        return Write(report) ? report.ExitCode : ExitCode.CannotRun;
    }

    /// <summary>Mends what can be mended, then lints what came of it.</summary>
    private int Mend(InputReader reader, IReadOnlyList<LintedFile> files, IReadOnlyList<LintedFile> beside, IReadOnlyList<ReportedFinding> found)
    {
        if (options.Paths.Contains(InputFiles.Stdin) && !options.DryRun && Complains(["--fix writes files; standard input takes --fix --dry-run"]))
            return ExitCode.CannotRun;
        var fixes = new ZoneFixes(options, reader.Parse);
        IReadOnlyList<FixedFile> mended = fixes.Find(files, beside, found);
        if (!new FixRun(options, output, error).Finish(mended, fixes.Left))
            return ExitCode.CannotRun;
        return options.DryRun ? ExitCode.Fine : new LintRun(options with { Fix = false }, input, output, error).Run();
    }

    private bool TryCompare(InputReader reader, IReadOnlyList<LintedFile> files, IReadOnlyList<LintedFile> beside, out ChangeReport? changes)
    {
        changes = null;
        if (options.Diff is not { } folder)
            return true;
        var named = new InputFiles(allowEmpty: true, options.InputFormat);
        named.Add(folder);
        if (Complains(named.Faults))
            return false;
        changes = new ZoneComparison(new TypeTable(options.RmxType)).Compare(
            folder, Zones(Read(reader, named.Files)), Zones(files), Zones(beside), options.Paths.Any(Directory.Exists));
        return true;
    }

    private List<AnswerPicture> SizesOf(IReadOnlyList<LintedFile> files, IReadOnlyList<LintedFile> beside, Configurations configurations)
    {
        var types = new TypeTable(options.RmxType);
        IReadOnlyList<ZoneFile> unique = ZoneFile.RefuseDuplicates(Zones(files));
        var scratch = new CompilerScratch();
        LintedZone?[] zones = [.. unique.Select(file => LintedZone.Of(file, types, scratch))];
        ZoneSet served = LintedZones.Of(unique, zones, Zones(beside), types).Served;
        var pictures = new List<AnswerPicture>();
        foreach ((ZoneFile file, LintedZone? zone) in unique.Zip(zones).Where(pair => pair.Second is not null))
        {
            pictures.AddRange(zone!.Contents.RrSets.Where(rrSet => rrSet.Type == types.RmxType)
                .Select(rrSet => AnswerPicture.Draw(served, types, rrSet.Owner, rrSet.Type, configurations.Of(file).EdnsSize)).OfType<AnswerPicture>());
        }
        return pictures;
    }

    private bool Complains(IReadOnlyList<string> faults)
    {
        foreach (string fault in faults)
            error.WriteLine(PipelineCommands.DefuseLine($"rmx lint: {FindingText.Escape(fault)}"));
        return faults.Count > 0;
    }

    private Baseline? ReadBaseline(out string? fault)
    {
        fault = null;
        return options.Baseline is { } path ? Baseline.Read(path, out fault) : null;
    }

    private bool TryWriteBaseline(string path, ref IReadOnlyList<ReportedFinding> findings)
    {
        try
        {
            AtomicFile.Write(path, Baseline.Format(findings.Where(MayBeBaselined)));
            findings = [.. findings.Select(finding => MayBeBaselined(finding) ? finding with { State = FindingState.Baselined } : finding)];
            return true;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            error.WriteLine($"rmx lint: the baseline cannot be written: {FindingText.Escape(fault.Message)}");
            return false;
        }
    }

    private bool MayBeBaselined(ReportedFinding finding) => finding.State != FindingState.Suppressed && !options.Refuses(finding.Finding);

    private IReadOnlyList<LintedFile> Read(InputReader reader, IReadOnlyList<string> files)
    {
        if (files.Count < Many)
            return reader.Read(files, () => { });
        IReadOnlyList<LintedFile> read = [];
        ProgressBar.During(error, "reading zones", files.Count, done => read = reader.Read(files, done));
        return read;
    }

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
