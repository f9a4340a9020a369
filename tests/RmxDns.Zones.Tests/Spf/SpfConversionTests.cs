using ARSoft.Tools.Net;
using ARSoft.Tools.Net.Spf;
using RmxDns.Rdata;
using RmxDns.Rmx;
using RmxDns.Rmx.Receiving;
using RmxDns.Wire;
using RmxDns.Zones.Spf;

namespace RmxDns.Zones.Tests.Spf;

/// <summary>A policy and the record made of it say the same of every address, where no loss is told.</summary>
public class SpfConversionTests
{
    private const int Cases = 900;

    private static readonly Name Domain = Name.Parse(MadeUpDomains.Domain);
    private static readonly RdataType RmxType = new TypeTable()[RrType.DefaultRmx];
    private static readonly RdataType AplType = new TypeTable()[RrType.Apl];

    [Fact]
    public async Task A_record_decides_as_its_policy_does()
    {
        int compared = 0;
        for (int seed = 0; seed < Cases; seed++)
        {
            var domains = new MadeUpDomains(seed);
            SpfConversion conversion = SpfToRmx.Convert(SpfPolicy.Parse(domains.PolicyText, out _)!, Domain, domains.Find);
            if (conversion.Losses.Count > 0)
                continue;
            domains.Rmx = Rdata(conversion.Entries);
            foreach (System.Net.IPAddress address in MadeUpDomains.Addresses)
            {
                SpfQualifier spf = await SpfOf(domains, address);
                RmxVerdict rmx = await RmxOf(domains, address);
                Assert.True((spf == SpfQualifier.Pass) == (rmx == RmxVerdict.Granted), $"seed {seed}, {address}: SPF {spf}, RMX {rmx}\n{domains}\nRMX: {string.Join(' ', conversion.Entries)}");
                compared++;
            }
        }
        Assert.True(compared > Cases * 10, $"{compared} compared");
    }

    /// <summary>With the networks in a list, every address keeps the verdict that it had without, what entries refer to included.</summary>
    [Fact]
    public async Task A_shared_list_changes_no_verdict()
    {
        int compared = 0, moved = 0;
        for (int seed = 0; seed < Cases; seed++)
        {
            var domains = new MadeUpDomains(seed);
            SpfConversion conversion = SpfToRmx.Convert(SpfPolicy.Parse(domains.PolicyText, out _)!, Domain, domains.Find);
            if (SharedNetworks.Of(conversion.Entries, Name.Parse(MadeUpDomains.List), out _) is not { } shared)
                continue;
            domains.Rmx = Rdata(conversion.Entries);
            RmxVerdict[] before = await VerdictsOf(domains);
            domains.Rmx = Rdata(shared.Entries);
            Assert.True(AplType.TryParseText(string.Join(' ', shared.Items), Name.Root, out byte[] list, out TextFault fault), fault.Message);
            domains.Apl = list;
            RmxVerdict[] after = await VerdictsOf(domains);
            Assert.True(before.SequenceEqual(after), $"seed {seed}: {string.Join(' ', conversion.Entries)} became {string.Join(' ', shared.Entries)} with {string.Join(' ', shared.Items)}\n{domains}");
            compared += before.Length;
            moved += shared.Items.Count > 1 ? 1 : 0;
        }
        Assert.True(compared > Cases * 10 && moved > 20, $"{compared} compared, {moved} lists of several");
    }

    [Theory]
    [InlineData("ipv4:192.0.2.66 !ipv4:192.0.2.0/24", "apl:l.example. !ipv4:192.0.2.0/24", "1:192.0.2.66/32")]
    [InlineData("!ipv4:192.0.2.66 ipv4:192.0.2.0/24 ipv6:2001:db8::/32", "!ipv4:192.0.2.66 apl:l.example.", "1:192.0.2.0/24 2:2001:db8::/32")]
    [InlineData("ipv4:192.0.2.0/25 mx: ipv4:192.0.2.128/25", "apl:l.example. mx:", "1:192.0.2.0/25 1:192.0.2.128/25")]
    [InlineData("ipv4:192.0.2.0/25 !mx: ipv4:192.0.2.128/25 ipv4:198.51.100.0/24", "ipv4:192.0.2.0/25 !mx: apl:l.example.", "1:192.0.2.128/25 1:198.51.100.0/24")]
    [InlineData("ipv4:192.0.2.0/25 !ipv4:198.51.100.7 ipv4:192.0.2.128/25 ipv4:198.51.100.0/24", "apl:l.example. !ipv4:198.51.100.7 ipv4:198.51.100.0/24", "1:192.0.2.0/25 1:192.0.2.128/25")]
    [InlineData("ipv4:192.0.2.1 host:a.example. ipv4:192.0.2.1", "apl:l.example. host:a.example.", "1:192.0.2.1/32")]
    public void A_network_stays_behind_what_denies_it(string entries, string left, string list)
    {
        SharedNetworks shared = SharedNetworks.Of(entries.Split(' '), Name.Parse("l.example"), out _)!;
        Assert.Equal((left, list), (string.Join(' ', shared.Entries), string.Join(' ', shared.Items)));
    }

    [Theory]
    [InlineData(9, true)]
    [InlineData(10, false)]
    public void A_list_takes_a_lookup(int hosts, bool fits)
    {
        string[] entries = [.. Enumerable.Range(0, hosts).Select(i => $"host:h{i}.example."), "ipv4:192.0.2.0/24"];
        Assert.Equal(fits, SharedNetworks.Of(entries, Name.Parse("l.example"), out string why) is not null);
        Assert.Equal(fits ? "" : "with the list 11 entries would need a lookup, and a receiver of RMX stops at 10", why);
    }

    [Fact]
    public async Task The_map_of_a_policy_holds_every_address_with_its_outcome()
    {
        for (int seed = 0; seed < Cases / 3; seed++)
        {
            var domains = new MadeUpDomains(seed);
            var map = SpfMap.Of(SpfPolicy.Parse(domains.PolicyText, out _)!, Domain, domains.Find);
            foreach (System.Net.IPAddress address in MadeUpDomains.Addresses)
            {
                SpfQualifier spf = await SpfOf(domains, address);
                SpfOutcome expected = spf switch
                {
                    SpfQualifier.Pass => SpfOutcome.Pass,
                    SpfQualifier.Fail => SpfOutcome.Fail,
                    SpfQualifier.SoftFail => SpfOutcome.SoftFail,
                    SpfQualifier.PermError => SpfOutcome.PermError,
                    _ => SpfOutcome.Neutral,
                };
                Assert.True(map[expected].Contains(address.GetAddressBytes()), $"seed {seed}, {address}: SPF {spf}\n{domains}");
            }
        }
    }

    [Fact]
    public void The_way_back_leads_to_the_same_decisions()
    {
        for (int seed = 0; seed < Cases / 3; seed++)
        {
            var domains = new MadeUpDomains(seed);
            SpfConversion conversion = SpfToRmx.Convert(SpfPolicy.Parse(domains.PolicyText, out _)!, Domain, domains.Find);
            if (conversion.Losses.Count > 0 || conversion.Entries.Count == 0)
                continue;
            Assert.True(RmxType.TryParseText(string.Join(' ', conversion.Entries), Name.Root, out byte[] rdata, out _));
            Assert.True(RmxWire.TryDecode(rdata, out RmxRecord record, out _));
            (string back, IReadOnlyList<SpfLoss> losses) = RmxToSpf.Convert(record.Entries, domains.Find);
            Assert.Empty(losses);
            var before = SpfMap.Of(SpfPolicy.Parse(domains.PolicyText, out _)!, Domain, domains.Find);
            var after = SpfMap.Of(SpfPolicy.Parse(back, out IReadOnlyList<TextFault> faults)!, Domain, domains.Find);
            Assert.Empty(faults);
            Assert.True(before[SpfOutcome.Pass].Except(after[SpfOutcome.PermError]).Equals(after[SpfOutcome.Pass]), $"seed {seed}: {back}\n{domains}");
        }
    }

    [Theory]
    [InlineData("v=spf1 ip4:192.0.2.0/24 ip6:2001:db8::/32 -all", "ipv4:192.0.2.0/24 ipv6:2001:db8::/32")]
    [InlineData("v=spf1 a a:h0.example.net mx -all", "host:example.com. host:h0.example.net. mx:")]
    [InlineData("v=spf1 mx:mail.example.net -all", "host:h2.example.net.")]
    [InlineData("v=spf1 ptr ptr:example.net -all", "domain: domain:example.net.")]
    [InlineData("v=spf1 exists:%{ir}.list.example.net exists:%{ir}.%{d} -all", "ipmap:list.example.net. ipmap:")]
    [InlineData("v=spf1 -ip4:192.0.2.66 +all", "!ipv4:192.0.2.66 ipv4:0.0.0.0/0 ipv6:::/0")]
    [InlineData("v=spf1 -all", "unused:")]
    public void Each_term_has_its_entry(string policy, string entries)
    {
        SpfConversion conversion = SpfToRmx.Convert(SpfPolicy.Parse(policy, out _)!, Domain, new MadeUpDomains(1).Find);
        Assert.Empty(conversion.Losses);
        Assert.Equal(entries, string.Join(' ', conversion.Entries));
    }

    [Theory]
    [InlineData("v=spf1 ip4:192.0.2.1 ~all", "~all")]
    [InlineData("v=spf1 ?ip4:192.0.2.1 -all", "?ip4:192.0.2.1")]
    [InlineData("v=spf1 exists:%{l}.example.net -all", "exists:%{l}.example.net")]
    [InlineData("v=spf1 include:%{d2}.example -all", "include:%{d2}.example")]
    [InlineData("v=spf1 include:nothing.example.net -all", "include:nothing.example.net")]
    [InlineData("v=spf1 exp=why.example.net -all", "exp=why.example.net")]
    [InlineData("v=spf1 ip4:192.0.2.1", "")]
    [InlineData("v=spf1 ip4:192.0.2.1 include:n.example.net include:n.example.net include:n.example.net include:n.example.net include:n.example.net include:n.example.net include:n.example.net include:n.example.net include:n.example.net include:n.example.net include:n.example.net -all", "")]
    [InlineData("v=spf1 ptr include:n.example.net include:n.example.net include:n.example.net include:n.example.net include:n.example.net include:n.example.net include:n.example.net include:n.example.net include:n.example.net include:n.example.net -all", "")]
    public void What_is_lost_is_told(string policy, string term) =>
        Assert.Equal(term, Assert.Single(SpfToRmx.Convert(SpfPolicy.Parse(policy, out _)!, Domain, new MadeUpDomains(1).Find).Losses).Term);

    [Fact]
    public void Policies_that_include_each_other_end()
    {
        LookupAnswer Find(Name name, ushort type) => type == RrType.Txt
            ? LookupAnswer.Found([[.. "\x6av=spf1 "u8, .. Enumerable.Repeat("include:a.example "u8.ToArray(), 5).SelectMany(one => one), .. "-all      "u8]]) : LookupAnswer.NoData;
        var policy = SpfPolicy.Parse("v=spf1 include:a.example include:a.example -all", out _)!;
        Assert.NotEmpty(SpfToRmx.Convert(policy, Domain, Find).Losses);
        Assert.False(SpfMap.Of(policy, Domain, Find)[SpfOutcome.PermError].IsEmpty);
    }

    private static byte[] Rdata(IReadOnlyList<string> entries)
    {
        string text = entries.Count == 0 ? "\\# 0" : string.Join(' ', entries);
        Assert.True(RmxType.TryParseText(text, Name.Root, out byte[] rdata, out TextFault fault), $"{text}: {fault.Message}");
        return rdata;
    }

    private static async Task<RmxVerdict[]> VerdictsOf(MadeUpDomains domains)
    {
        var verdicts = new List<RmxVerdict>();
        foreach (System.Net.IPAddress address in MadeUpDomains.Addresses)
            verdicts.Add(await RmxOf(domains, address));
        return [.. verdicts];
    }

    private static async Task<SpfQualifier> SpfOf(MadeUpDomains domains, System.Net.IPAddress address) =>
        (await new SpfValidator { DnsResolver = domains }.CheckHostAsync(address, DomainName.Parse(MadeUpDomains.Domain), $"user@{MadeUpDomains.Domain}")).Result;

    private static async Task<RmxVerdict> RmxOf(MadeUpDomains domains, System.Net.IPAddress address)
    {
        var checker = new RmxChecker((name, type, _) => new(domains.Find(name, type)), new RmxCheckSettings());
        return (await checker.CheckAsync(new RmxClient(address.GetAddressBytes(), $"user@{MadeUpDomains.Domain}", ""))).Verdict;
    }
}
