using System.Diagnostics;
using RmxDns.Rdata;
using RmxDns.Rmx;
using RmxDns.Rmx.Addresses;
using RmxDns.Wire;
using RmxDns.Zones.Lint;
using RmxDns.Zones.Lint.Policies;

namespace RmxDns.Zones.Tests.Policies;

/// <summary>Records that are made to keep the linter busy take seconds at most; a quadratic way would take minutes.</summary>
public class HostilePolicyTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public void Thousands_of_entries_that_almost_merge()
    {
        var entries = new List<string>();
        for (int i = 0; i < 8000; i++)
            entries.Add($"ipv4:10.{i / 250}.{i % 250}.{i % 3 * 7}");
        for (int length = 31; length > 8; length--)
            entries.AddRange([$"!ipv4:10.0.0.0/{length}", $"ipv4:10.0.0.0/{length - 1}"]);
        Lint($"  - type: RMX\n    value: ['{string.Join("', '", entries)}']\n");
    }

    [Fact]
    public void Thousands_of_records() =>
        Lint($"  - type: RMX\n    values: [{string.Join(", ", Enumerable.Range(0, 3000).Select(i => $"['{(i % 2 == 0 ? "!" : "")}ipv4:10.{i / 250}.{i % 250}.0']"))}]\n");

    [Fact]
    public void Thousands_of_full_addresses() =>
        Lint("  - {type: RMX, value: [full, full, full]}\n" + string.Concat(Enumerable.Range(0, 20_000).Select(i => $"u{i}._rmx: {{type: RMX, value: ipv4:10.{i / 250}.{i % 250}.0}}\n")));

    [Fact]
    public void A_list_is_worked_out_once_for_all_records_that_refer_to_it()
    {
        var types = new TypeTable();
        ZoneFile file = new ZoneFileLoader(types, new LoadSettings { ForLint = true })
            .LoadText("example.com.yaml", "'': {type: NS, value: ns.example.net.}\nlist: {type: APL, value: ['1:192.0.2.0/24', '1:198.51.100.0/24']}\n");
        var zones = LintedZones.Of([file], [LintedZone.Of(file, types)], [], types);
        Assert.True(RmxTextReader.TryRead("apl:list.example.com", out RmxRecord record, out _));
        EntryReach ReachFrom(string owner) => new ReferenceReach(zones, null, Name.Parse(owner), types.RmxType).Resolve(record.Entries[0]);
        Assert.Equal("192.0.2.0/24 198.51.100.0/24", ReachFrom("a.example.com.").Certain.ToString());
        Assert.Same(ReachFrom("a.example.com."), ReachFrom("b.example.com."));
    }

    private static void Lint(string records)
    {
        string yaml = $"$origin: example.com.\n'':\n  - {{type: SOA, value: {{mname: ns1, serial: 1}}}}\n  - {{type: NS, values: [ns.example.net.]}}\n{records}";
        var clock = Stopwatch.StartNew();
        Assert.NotEmpty(SmallWorld.Lint(yaml));
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, Patience);
    }
}
