using System.Text;
using RmxDns.Tool.Linting;
using RmxDns.Wire;
using RmxDns.Zones;
using RmxDns.Zones.Lint;
using RmxDns.Zones.Records;

namespace RmxDns.Tool.Tests.Reports;

/// <summary>
/// A report made by hand: every severity and state, a finding without a place, and names and texts that would move a cursor, start a
/// pipeline's command, or be markup. What is expected of it in each format stands in <c>tests/data/reports</c>.
/// </summary>
internal static class SampleReport
{
    private const string Zone =
        """
        $origin: example.com.
        mail: {type: RMX, value: [ipv4:192.0.2.0/24, mx]}
        '::error file=x::\e[31m':	{type: TXT, value: "##[error]x ##vso[task.x]y ::warning::z"}
        日本語: {type: A, value: 192.0.2.1}
        long: {type: TXT, value: "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", ttl: 0}

        """;

    private static readonly Rule Grave = new("sample-error", Severity.Error, false, "a sample of an error", "RFC 1035 §4.2.1") { Why = "It hurts.", Advice = "Leave it out." };
    private static readonly Rule Usual = new("sample-warning", Severity.Warning, false, "a sample of a warning", "RFC 1035 §5.1") { Why = "It may hurt.", Advice = "Look again." };
    private static readonly Rule Small = new("sample-note", Severity.Info, false, "a sample of a note", "RFC 1035 §5.2") { Set = RuleSet.Strict };

    public static LintReport Make(LintOptions? options = null)
    {
        string text = Zone.Replace("\\e", "\e", StringComparison.Ordinal);
        var file = new LintedFile("zones/example.com.yaml", Encoding.UTF8.GetBytes(text), ZoneFileLoader.Unreadable("zones/example.com.yaml", ""));
        var clean = new LintedFile("zones/example.net.yaml", default, ZoneFileLoader.Unreadable("zones/example.net.yaml", ""));
        IReadOnlyList<ReportedFinding> findings = Fingerprint.Add(
        [
            Find(Usual, default, "nothing in particular", null),
            Find(Grave, new SourceMark(2, 27, 17), "ipv4:192.0.2.0/24 is wide", "mail.example.com.") with { Subject = "ipv4:192.0.2.0/24", Advice = "Write ipv4:192.0.2.25." },
            Find(Usual, new SourceMark(3, 2, 21), FindingText.Escape("::error file=x::\e[31m 100%\r\n::error::x ##[error]x | <b>*bold*</b> @team [x](http://x.example) www.x.example"), null),
            Find(Usual, new SourceMark(4, 18, 9), "the address is the first of its network, ::error::", "xn--wgv71a119e.example.com."),
            Find(Small, new SourceMark(5, 160, 1), "behind a long text", "long.example.com."),
            Find(Small, new SourceMark(5, 160, 1), "behind a long text", "long.example.com."),
            Find(Usual, new SourceMark(5, 1, 4), "meant so", "long.example.com."),
            Find(Usual, new SourceMark(5, 1, 4), "meant so by the configuration", "long.example.com.") with { Subject = "TXT" },
            Find(Grave, new SourceMark(5, 1, 4), "known for long", "long.example.com."),
        ]);
        ReportedFinding[] states =
        [
            .. findings.Take(6),
            findings[6] with { State = FindingState.Suppressed, InSource = true, Reason = "we \e know" },
            findings[7] with { State = FindingState.Suppressed },
            findings[8] with { State = FindingState.Baselined },
        ];
        return new LintReport(options ?? new LintOptions(), [file, clean], states);
    }

    private static Finding Find(Rule rule, SourceMark mark, string message, string? owner)
    {
        _ = Name.TryParse("example.com.", null, out Name zone, out _);
        Name? name = owner is not null && Name.TryParse(owner, null, out Name parsed, out _) ? parsed : null;
        return new Finding(rule, rule.Severity, "zones/example.com.yaml", mark, message, zone, name);
    }
}
