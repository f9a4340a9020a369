using System.Text;
using RmxDns.Rdata;
using RmxDns.Zones.Lint;
using RmxDns.Zones.Lint.Policy;

namespace RmxDns.Zones.Tests;

/// <summary>Comments that switch rules off: which lines they speak of, what is no comment, and what is said of those that do nothing.</summary>
public class SuppressionTests
{
    private const string Head = "$origin: example.com.\n'': [{type: SOA, value: {mname: ns1, serial: 1}}, {type: NS, values: [ns1, ns2.example.net.]}]\nns1: {type: A, value: 192.0.2.53}\n";
    private const string Twice = "{type: A, values: [192.0.2.1, 192.0.2.1]}";
    private static readonly TypeTable Types = new();

    /// <summary>The zone has lines behind the head of three; each case tells which findings are kept (rule@line) and how many are suppressed.</summary>
    public static TheoryData<string, string, int> Cases() => new()
    {
        { $"a: {Twice}", "duplicate-record@4", 0 },
        { $"a: {Twice} # rmx-lint: disable=duplicate-record meant so", "", 1 },
        { $"a: {Twice} #rmx-lint:disable=duplicate-record meant so", "", 1 },
        { $"a: {Twice} ### rmx-lint:   disable=duplicate-record\tmeant so", "", 1 },
        { $"# rmx-lint: disable=duplicate-record meant so\na: {Twice}", "", 1 },
        { $"# rmx-lint: disable=duplicate-record meant so\n\n   # another comment\n\na: {Twice}\nb: {Twice}", "duplicate-record@9", 1 },
        { $"# rmx-lint: disable=duplicate-record meant so\r\n\r\na: {Twice}\r\nb: {Twice}\r\n", "duplicate-record@7", 1 },
        { $"# rmx-lint: disable=duplicate-record,soa-missing meant so\na: {Twice}", "unused-suppression@4", 1 },
        { $"# rmx-lint: disable=duplicate-record meant so\nb: {{type: A, value: 192.0.2.2}}\na: {Twice}", "unused-suppression@4 duplicate-record@6", 0 },
        { $"a: {Twice}\nb: {Twice}\n# rmx-lint: disable-file=duplicate-record meant so", "", 2 },
        { $"a: {Twice}\n# rmx-lint: disable=duplicate-record meant so", "duplicate-record@4 unused-suppression@5", 0 },
        { "# rmx-lint: disable-file=duplicate-record meant so", "unused-suppression@4", 0 },

        // No comments, whatever they look like.
        { $"a: {Twice}\nt: {{type: TXT, value: 'x # rmx-lint: disable-file=duplicate-record'}}", "duplicate-record@4", 0 },
        { $"a: {Twice}\nt: {{type: TXT, value: \"x\n  # rmx-lint: disable-file=duplicate-record\n  y\"}}", "duplicate-record@4", 0 },
        { $"a: {Twice}\nt:\n  type: TXT\n  value: |\n    # rmx-lint: disable-file=duplicate-record", "duplicate-record@4", 0 },
        { $"a: {Twice}\nt: {{type: TXT, value: 'x'}} #not-rmx-lint: disable-file=duplicate-record", "duplicate-record@4", 0 },

        // What cannot be followed.
        { $"a: {Twice} # rmx-lint: disable=duplicate-records meant so", "invalid-suppression@4 duplicate-record@4", 0 },
        { $"a: {Twice} # rmx-lint: disabled=duplicate-record meant so", "invalid-suppression@4 duplicate-record@4", 0 },
        { $"a: {Twice} # rmx-lint:", "invalid-suppression@4 duplicate-record@4", 0 },
        { $"a: {Twice} # rmx-lint: disable=duplicate-record, meant so", "invalid-suppression@4", 1 },
        { "# rmx-lint: disable-file=unused-suppression meant so", "invalid-suppression@4", 0 },
        { "a: [{type: CNAME, value: b}, {type: A, value: 192.0.2.1}] # rmx-lint: disable=cname-and-other meant so", "cname-and-other@4 invalid-suppression@4", 0 },
        { "b: [{type: CNAME, value: b}, {type: A, value: 192.0.2.1}]\na: {type: A, value: 192.0.2.3} # rmx-lint: disable=duplicate-record meant so", "cname-and-other@4", 0 },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_comment_does_this(string lines, string kept, int suppressed)
    {
        IReadOnlyList<JudgedFinding> judged = Judge(Head + lines, new LintSettings());
        string[] found = [.. judged.Where(each => !each.Suppressed).Select(each => $"{each.Finding.Rule.Id}@{each.Finding.Mark.Line}")];
        Assert.Equal(kept.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(), found.Order());
        Assert.Equal(suppressed, judged.Count(each => each.Suppressed));
    }

    [Fact]
    public void The_reason_is_kept_without_what_moves_a_cursor() =>
        Assert.Equal("meant \\u200B so", Judge($"{Head}a: {Twice} # rmx-lint: disable=duplicate-record meant \u200B so", new LintSettings()).Single().Reason);

    [Fact]
    public void A_mistake_is_reported_at_the_very_id()
    {
        Finding finding = Judge($"{Head}a: {Twice} # rmx-lint: disable=duplicate-record,nope meant so", new LintSettings()).Single(each => !each.Suppressed).Finding;
        Assert.Equal((4, 83, 4), (finding.Mark.Line, finding.Mark.Column, finding.Mark.Length));
    }

    [Fact]
    public void A_rule_that_is_off_is_not_missed()
    {
        var settings = new LintSettings { Severities = new Dictionary<string, Severity?> { ["duplicate-record"] = null } };
        Assert.Empty(Judge($"{Head}# rmx-lint: disable-file=duplicate-record meant so", settings));
    }

    [Fact]
    public void What_must_stay_stays()
    {
        JudgedFinding judged = Judge($"{Head}a: {Twice} # rmx-lint: disable=duplicate-record meant so", new LintSettings(), stays: true).Single();
        Assert.False(judged.Suppressed);
    }

    [Theory]
    [InlineData("@ IN TXT \"a ; rmx-lint: disable-file=duplicate-record\" a\\; b ; rmx-lint: disable-file=soa-missing x", "soa-missing")]
    [InlineData("a A ( 192.0.2.1 ; rmx-lint: disable-file=soa-missing x\n ) ;; rmx-lint: disable-file=duplicate-record x", "soa-missing duplicate-record")]
    [InlineData("a TXT \"x\\\" ; rmx-lint: disable-file=duplicate-record x\"\n; rmx-lint: disable-file=soa-missing x", "soa-missing")]
    public void Master_files_have_comments_of_their_own(string text, string unused)
    {
        ZoneFile file = new ZoneFileLoader(Types, new LoadSettings()).LoadText("x.yaml", Head);
        IReadOnlyList<JudgedFinding> judged = SuppressionList.Read(file, Encoding.UTF8.GetBytes(text), masterFile: true).Apply([], new LintSettings(), _ => false);
        Assert.Equal(unused.Split(' '), judged.Select(each => each.Finding.Subject));
    }

    [Fact(Timeout = 20_000)]
    public async Task Many_comments_and_deep_nesting_take_no_longer_than_their_size() => await Task.Run(() =>
    {
        var text = new StringBuilder(Head);
        for (int i = 0; i < 100_000; i++)
            text.Append("# rmx-lint: disable=duplicate-record,nope x\n");
        text.Append("a: ").Append(Twice).Append('\n');
        IReadOnlyList<JudgedFinding> judged = Judge(text.ToString(), new LintSettings());
        Assert.Equal(1, judged.Count(each => each.Suppressed));
        Assert.Equal(100_000 - 1, judged.Count(each => each.Finding.Rule.Id == "unused-suppression"));
        _ = Judge($"{Head}a: {new string('[', 100_000)} # rmx-lint: disable-file=nope", new LintSettings());
        _ = Judge($"{Head}# rmx-lint: {new string('x', 20_000_000)}", new LintSettings());
    }, TestContext.Current.CancellationToken);

    private static IReadOnlyList<JudgedFinding> Judge(string text, LintSettings settings, bool stays = false)
    {
        ZoneFile file = new ZoneFileLoader(Types, new LoadSettings()).LoadText("example.com.yaml", text);
        IReadOnlyList<Finding> findings = new Linter(Types, settings).Lint([file], []);
        return SuppressionList.Read(file, Encoding.UTF8.GetBytes(text), masterFile: false).Apply(findings, settings, _ => stays);
    }
}
