using System.CommandLine;
using System.CommandLine.Parsing;
using RmxDns.Tool.Linting;
using RmxDns.Tool.Linting.Policy;
using RmxDns.Zones.Lint;
using RmxDns.Zones.Lint.Policy;

namespace RmxDns.Tool.Commands;

/// <summary>The options of <c>rmx lint</c> that say which findings count, and what is done beside reporting them.</summary>
internal sealed class PolicyOptions
{
    private readonly Option<string?> _config = new("--config") { Description = $"The configuration for all files, instead of the nearest {LintConfiguration.FileName} of each.", HelpName = "FILE" };
    private readonly Option<bool> _noConfig = new("--no-config") { Description = "Read no configuration." };
    private readonly Option<string[]> _rules = new("--rule") { Description = "The severity of a rule: error, warning, info or off; repeatable.", HelpName = "RULE=SEVERITY", DefaultValueFactory = _ => [] };
    private readonly Option<bool> _noInline = new("--no-inline") { Description = "Leave comments in the files (# rmx-lint: disable=…) without effect." };
    private readonly Option<string?> _baseline = new("--baseline") { Description = "Report only what is not in this file.", HelpName = "FILE" };
    private readonly Option<string?> _writeBaseline = new("--write-baseline") { Description = "Write what is found to a file for --baseline; it counts no longer.", HelpName = "FILE" };

    private readonly Option<bool> _sizes = new("--sizes") { Description = "Show what the answer for each RMX record takes, and what of it fits (text and json)." };
    private readonly Option<string?> _diff = new("--diff") { Description = "Say what changed for addresses since an earlier version of the zones (text, json and markdown).", HelpName = "FOLDER" };
    private readonly Option<bool> _fix = new("--fix") { Description = "Mend what can be mended with every address keeping its verdict." };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "With --fix: print a patch and write nothing." };

    public PolicyOptions()
    {
        _dryRun.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<bool>() && !result.GetValue(_fix))
                result.AddError("--dry-run goes with --fix");
        });
        _config.Validators.Add(result =>
        {
            if (result.GetValue(_noConfig))
                result.AddError("--config and --no-config exclude each other");
        });
        _rules.Validators.Add(result =>
        {
            foreach (string text in result.Tokens.Select(token => token.Value))
            {
                if (!TryRead(text, out _, out _, out string fault))
                    result.AddError($"--rule {FindingText.Quote(text)}: {fault}");
            }
        });
    }

    /// <summary>The options, for the command.</summary>
    public IReadOnlyList<Option> All => [_config, _noConfig, _rules, _noInline, _baseline, _writeBaseline, _sizes, _diff, _fix, _dryRun];

    /// <summary>Completes what the command line asks for.</summary>
    /// <param name="options">What the other options ask for.</param>
    /// <param name="parsed">The command line.</param>
    /// <param name="set">The option that names the set of rules.</param>
    /// <param name="ednsSize">The option that gives the EDNS size.</param>
    public LintOptions Read(LintOptions options, ParseResult parsed, Option<RuleSet> set, Option<int> ednsSize)
    {
        var severities = new Dictionary<string, Severity?>();
        foreach (string text in parsed.GetValue(_rules)!)
        {
            if (TryRead(text, out string rule, out Severity? severity, out _))
                severities[rule] = severity;
        }
        return options with
        {
            Config = parsed.GetValue(_config),
            NoConfig = parsed.GetValue(_noConfig),
            NoInline = parsed.GetValue(_noInline),
            Baseline = parsed.GetValue(_baseline),
            WriteBaseline = parsed.GetValue(_writeBaseline),
            Sizes = parsed.GetValue(_sizes),
            Diff = parsed.GetValue(_diff),
            Fix = parsed.GetValue(_fix),
            DryRun = parsed.GetValue(_dryRun),
            Overrides = new RuleOverrides(IsGiven(parsed, set) ? options.Rules.Set : null, IsGiven(parsed, ednsSize) ? options.Rules.EdnsSize : null, severities),
        };
    }

    private static bool IsGiven(ParseResult parsed, Option option) => parsed.GetResult(option) is OptionResult { Implicit: false };

    private static bool TryRead(string text, out string rule, out Severity? severity, out string fault)
    {
        string[] parts = text.Split('=', 2);
        (rule, severity) = (parts[0], null);
        fault = parts.Length == 2 && ConfigurationReader.TryReadSeverity(parts[1], out severity)
            ? ConfigurationReader.WhyNot(rule, severity) ?? ""
            : "it is RULE=error, warning, info or off";
        return fault.Length == 0;
    }
}
