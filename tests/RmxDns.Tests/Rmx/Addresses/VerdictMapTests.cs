using RmxDns.Rmx;
using RmxDns.Rmx.Addresses;
using RmxDns.Rmx.Receiving;
using RmxDns.Wire;

namespace RmxDns.Tests.Rmx.Addresses;

/// <summary>
/// The map of random records says of every address what a receiver's check says of it, whatever comes of what the map could not
/// resolve; and where it says that nobody knows, two outcomes differ.
/// </summary>
public class VerdictMapTests
{
    private const int Records = 2000;
    private const string Domain = "example.com.";

    [Fact]
    public async Task Every_address_gets_the_verdict_of_a_check()
    {
        var random = new Random(4);
        for (int i = 0; i < Records; i++)
        {
            var dns = new RandomReferences(random);
            byte[][] rrSet = [.. Enumerable.Range(0, random.Next(6) == 0 ? 2 : 1).Select(_ => dns.Record())];
            VerdictMap map = VerdictMap.Of(rrSet, dns.Resolve);
            string text = $"record {i}: {string.Join(" | ", rrSet.Select(TextOf))}";
            foreach (byte[] address in Window.Addresses)
            {
                var verdicts = new HashSet<RmxVerdict>();
                for (int outcome = 0; outcome < 1 << dns.Unknown; outcome++)
                    verdicts.Add((await Check(dns, rrSet, address, outcome)).Verdict);
                string at = $"{text} at {AddressPrefix.FromOctets(address, address.Length * 8)}: {string.Join('/', verdicts)}";
                Assert.True(map[address] is { } known ? verdicts.SetEquals([known]) : verdicts.Count > 1 || dns.HasFull, at);
            }
            AddressSet[] sets = [map.Granted, map.Denied, map.NotInRmx, map.BadData, map.Unknown];
            Assert.Equal(AddressSet.All, sets.Aggregate((sum, set) => sum.Union(set)));
            Assert.All(sets, set => Assert.All(sets, other => Assert.True(ReferenceEquals(set, other) || !set.Overlaps(other))));
        }
    }

    [Fact]
    public void Ten_thousand_prefixes_take_no_time()
    {
        var entries = new List<RmxEntry>();
        for (int i = 0; i < 10_000; i++)
            entries.AddRange(RmxTextReader.TryRead($"{(i % 3 == 0 ? "!" : "")}ipv4:10.{i % 250}.{i / 250}.{i % 16 * 16}/{24 + (i % 9)}", out RmxRecord one, out _) ? one.Entries : []);
        long start = Environment.TickCount64;
        VerdictMap map = VerdictMap.Of([new RmxRecord(entries).Encode()], _ => EntryReach.Unknown);
        Assert.InRange(Environment.TickCount64 - start, 0, 5000);
        Assert.False(map.Granted.IsEmpty || map.Denied.IsEmpty);
    }

    private static ValueTask<RmxResult> Check(RandomReferences dns, byte[][] rrSet, byte[] address, int outcome)
    {
        var client = new RmxClient(address, "user@example.com", "");
        return new RmxChecker((name, type, _) => new(dns.Lookup(name, type, address, outcome, rrSet)), new RmxCheckSettings()).CheckAsync(client);
    }

    private static string TextOf(byte[] rdata) =>
        RmxWire.TryDecode(rdata, out RmxRecord record, out RmxFault fault) ? record.ToString() : $"{record} and then {fault.Message}";

    /// <summary>What records refer to: hosts, lists and exchanges that are known, and up to three names of which nobody knows anything.</summary>
    private sealed class RandomReferences(Random random)
    {
        private readonly Dictionary<Name, List<AddressPrefix>> _hosts = [];
        private readonly Dictionary<Name, List<(AddressPrefix Prefix, bool Negated)>> _lists = [];
        private readonly List<Name> _unknown = [];
        private readonly bool _manyExchanges = random.Next(4) == 0;
        private readonly byte[] _full = random.Next(2) == 0 ? Encode("!ipv4:192.0.2.9 ipv4:192.0.2.8/29 ipv6:2001:db8::10/126 mx:") : Encode("host:h1. unused:");
        private int _size;

        public int Unknown => _unknown.Count;

        public bool HasFull { get; private set; }

        public byte[] Record()
        {
            _size = random.Next(10) == 0 ? 14 : random.Next(8);
            byte[] rdata = Encode(string.Join(' ', Enumerable.Range(0, _size).Select(_ => Entry()).DefaultIfEmpty(@"\# 0")));
            return random.Next(12) == 0 ? [.. rdata, 63] : rdata;
        }

        public EntryReach Resolve(RmxEntry entry) => entry.Code switch
        {
            RmxCode.Host when _hosts.TryGetValue(entry.Name!, out List<AddressPrefix>? hosts) => EntryReach.Exactly(AddressSet.Of(hosts)),
            RmxCode.Apl when _lists.ContainsKey(entry.Name!) => EntryReach.Exactly(List(entry.Name!)),
            RmxCode.Mx => _manyExchanges ? EntryReach.Malformed : EntryReach.Exactly(AddressSetTests.Set("192.0.2.10 2001:db8::9")),
            RmxCode.Full => EntryReach.Unknown with { LookupsInside = 1 },
            RmxCode.Ipmap or RmxCode.Domain => EntryReach.Nothing,
            _ => EntryReach.Unknown,
        };

        public LookupAnswer Lookup(Name name, ushort type, byte[] address, int outcome, byte[][] rrSet)
        {
            int unknown = _unknown.IndexOf(name);
            if (unknown >= 0)
                return (outcome & 1 << unknown) != 0 ? LookupAnswer.Found([address]) : LookupAnswer.NoData;
            if (type == RrType.DefaultRmx)
                return name.Equals(Name.Parse(Domain)) ? LookupAnswer.Found(rrSet) : name.Equals(Name.Parse("user._rmx." + Domain)) ? LookupAnswer.Found([_full]) : LookupAnswer.NoData;
            if (type == RrType.Mx)
                return LookupAnswer.Found([.. Enumerable.Range(0, _manyExchanges ? 11 : 1).Select(i => (byte[])[0, 10, .. Name.Parse(i == 0 ? "exchange." : $"mx{i}.").Wire])]);
            if (type == RrType.Apl && _lists.TryGetValue(name, out List<(AddressPrefix, bool)>? items))
                return LookupAnswer.Found([[.. items.SelectMany(item => Item(item.Item1, item.Item2))]]);
            IEnumerable<AddressPrefix> addresses = name.Equals(Name.Parse("exchange.")) ? AddressSetTests.Set("192.0.2.10 2001:db8::9").ToPrefixes() : _hosts.GetValueOrDefault(name) ?? [];
            return LookupAnswer.Found([.. addresses.Where(a => a.Network.Length == (type == RrType.A ? 4 : type == RrType.Aaaa ? 16 : 0)).Select(a => a.Network.ToArray())]);
        }

        private string Entry()
        {
            string sign = random.Next(3) == 0 ? "!" : "";
            int kind = random.Next(_size > 10 ? 40 : 20);
            AddressPrefix prefix = Window.Prefix(random);
            switch (kind)
            {
                case < 10:
                    return $"{sign}ipv{(prefix.Network.Length == 4 ? 4 : 6)}:{prefix}";
                case < 12 or > 20 when kind != 21:
                    Name host = Name.Parse($"h{random.Next(4)}.");
                    _hosts.TryAdd(host, [.. Enumerable.Range(0, random.Next(4)).Select(_ => AddressPrefix.FromOctets(Window.Addresses[random.Next(Window.Addresses.Count)], 128) ?? AddressPrefix.FromOctets(Window.Addresses[random.Next(32)], 32)!)]);
                    return $"{sign}host:{host}";
                case 12:
                    Name list = Name.Parse($"l{random.Next(3)}.");
                    _lists.TryAdd(list, [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => (Window.Prefix(random), random.Next(3) == 0))]);
                    return $"{sign}apl:{list}";
                case 13 or 14:
                    Name unknown = Name.Parse($"u{random.Next(3)}.");
                    if (!_unknown.Contains(unknown))
                        _unknown.Add(unknown);
                    return $"{sign}host:{unknown}";
                case 15:
                    return $"{sign}mx:";
                case 16:
                    return $"{sign}{(random.Next(2) == 0 ? "sasl:" : "ldap:")}";
                case 17 when random.Next(4) == 0:
                    HasFull = true;
                    return "full:";
                case 18:
                    return random.Next(4) == 0 ? "unused:" : $"{sign}ipmap:";
                default:
                    return $"{sign}domain:nowhere.";
            }
        }

        private AddressSet List(Name name)
        {
            AddressSet decided = AddressSet.Empty, granted = AddressSet.Empty;
            foreach ((AddressPrefix prefix, bool negated) in _lists[name])
            {
                AddressSet own = AddressSet.Of(prefix);
                granted = negated ? granted : granted.Union(own.Except(decided));
                decided = decided.Union(own);
            }
            return granted;
        }

        private static byte[] Item(AddressPrefix prefix, bool negated) =>
            [0, (byte)(prefix.Network.Length == 4 ? 1 : 2), (byte)prefix.Length, (byte)(prefix.Network.Length | (negated ? 0x80 : 0)), .. prefix.Network];

        private static byte[] Encode(string text)
        {
            Assert.True(RmxTextReader.TryParse(text, out byte[] rdata, out TextFault fault), $"{text}: {fault.Message}");
            return rdata;
        }
    }
}
