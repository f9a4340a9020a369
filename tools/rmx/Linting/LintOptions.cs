using RmxDns.Tool.Linting.Policy;
using RmxDns.Wire;
using RmxDns.Zones;
using RmxDns.Zones.Lint;
using RmxDns.Zones.Master;

namespace RmxDns.Tool.Linting;

/// <summary>From which severity on findings make the run end with <see cref="ExitCode.Found"/>.</summary>
internal enum FailOn
{
    Info,
    Warning,
    Error,
    Never,
}

/// <summary>A report that goes to a file.</summary>
/// <param name="Format">One of <see cref="Reports.ReportFormat.All"/>.</param>
/// <param name="File">The file; it is replaced.</param>
internal sealed record ReportTarget(string Format, string File);

/// <summary>What the command line of <c>rmx lint</c> asks for, checked.</summary>
internal sealed record LintOptions
{
    /// <summary>Files, folders and patterns; <c>-</c> is standard input.</summary>
    public IReadOnlyList<string> Paths { get; init; } = ["zones"];

    /// <summary>The name under which standard input is read and reported.</summary>
    public string StdinFilename { get; init; } = InputFiles.StdinName;

    /// <summary>Files and folders whose zones references may lead into and which are not reported.</summary>
    public IReadOnlyList<string> Context { get; init; } = [];

    /// <summary>How files are read.</summary>
    public InputFormat InputFormat { get; init; }

    /// <summary>What the caller says about master files.</summary>
    public MasterFileSettings Master { get; init; } = new();

    /// <summary>Whether a folder or pattern without a zone file is no fault.</summary>
    public bool AllowEmpty { get; init; }

    /// <summary>Whether links are read that lead out of the folder that was named.</summary>
    public bool FollowLinks { get; init; }

    /// <summary>The type code of RMX.</summary>
    public ushort RmxType { get; init; } = RrType.DefaultRmx;

    /// <summary>What the server's settings say about the reading of zones.</summary>
    public LoadSettings Load { get; init; } = new();

    /// <summary>Whether the server refuses a zone with any error.</summary>
    public bool Strict { get; init; }

    /// <summary>What the rules measure against, and which of them run.</summary>
    public LintSettings Rules { get; init; } = new();

    /// <summary>The configuration of all files; null for the nearest one of each.</summary>
    public string? Config { get; init; }

    /// <summary>Whether no configuration is read.</summary>
    public bool NoConfig { get; init; }

    /// <summary>What the command line says about rules, over every configuration.</summary>
    public RuleOverrides Overrides { get; init; } = RuleOverrides.None;

    /// <summary>Whether comments in the files have no effect.</summary>
    public bool NoInline { get; init; }

    /// <summary>The file of findings that were there before; null for none.</summary>
    public string? Baseline { get; init; }

    /// <summary>The file that takes this run's findings as those that were there before; null for none.</summary>
    public string? WriteBaseline { get; init; }

    /// <summary>Whether the sizes of RMX answers are reported too.</summary>
    public bool Sizes { get; init; }

    /// <summary>The folder of an earlier version of the zones that they are compared with; null for none.</summary>
    public string? Diff { get; init; }

    /// <summary>Whether findings are mended that can be.</summary>
    public bool Fix { get; init; }

    /// <summary>Whether <see cref="Fix"/> prints what would change, and changes nothing.</summary>
    public bool DryRun { get; init; }

    /// <summary>From which severity on the run fails.</summary>
    public FailOn FailOn { get; init; } = FailOn.Error;

    /// <summary>How many warnings there may be before the run fails; null for any number.</summary>
    public int? MaxWarnings { get; init; }

    /// <summary>The format of standard output or <see cref="Output"/>.</summary>
    public string Format { get; init; } = "text";

    /// <summary>The file that takes the place of standard output; null for none.</summary>
    public string? Output { get; init; }

    /// <summary>Further reports.</summary>
    public IReadOnlyList<ReportTarget> Reports { get; init; } = [];

    /// <summary>Whether the text is left to errors, without source lines and counts.</summary>
    public bool Quiet { get; init; }

    /// <summary>Where the rules' pages are published, ending in a slash; null when that is not known.</summary>
    public string? DocsUrl { get; init; }

    /// <summary>Whether a finding keeps its zone from being served, so that nobody's say takes it away.</summary>
    public bool Refuses(Finding finding) => finding.Rule.RefusesZone || (Strict && finding.Severity == Severity.Error);
}
