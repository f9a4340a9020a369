using RmxDns.Rdata;
using RmxDns.Rmx;
using RmxDns.Rmx.Receiving;
using RmxDns.Wire;
using RmxDns.Zones.Lint;
using LookupAnswer = RmxDns.Rmx.Receiving.LookupAnswer;

namespace RmxDns.Zones.Tests.Policies;

/// <summary>
/// Random RMX records and APLs over few addresses: an IPv4 and an IPv6 block of eight each, and one address for each half of either
/// family outside of it. Prefixes are in a block, a half or a whole family, so that trying these addresses is trying all. One host
/// lies outside of the zones: whether it has an address nobody knows, and both outcomes are tried.
/// </summary>
internal sealed class SmallWorld
{
    public const string Domain = "example.com.";
    public static readonly TypeTable Types = new();

    private static readonly string[] Hosts = ["a", "b", "c", "d"];
    private static readonly Name Outside = Name.Parse("relay.example.net.");

    private readonly Random _random;
    private readonly Dictionary<Name, string> _hosts = [];
    private byte[] _list = [];

    public SmallWorld(int seed)
    {
        _random = new Random(seed);
        foreach (string host in Hosts)
            _hosts.Add(Name.Parse($"{host}.{Domain}"), $"{Block(host[0] % 2 == 0)}{_random.Next(8)}");
        ListText = string.Join(' ', Enumerable.Range(0, _random.Next(1, 5)).Select(_ => Item()));
        Use(ListText);
    }

    /// <summary>Every address.</summary>
    public static IReadOnlyList<byte[]> Addresses { get; } =
        [.. Enumerable.Range(0, 8).Select(i => Address($"{Block(false)}{i}")), Address("9.9.9.9"), Address("200.0.0.1"),
         .. Enumerable.Range(0, 8).Select(i => Address($"{Block(true)}{i}")), Address("3000::1"), Address("9000::1")];

    /// <summary>The list that <c>apl:list.example.com.</c> refers to, as text.</summary>
    public string ListText { get; private set; }

    /// <summary>Takes another list.</summary>
    public void Use(string list)
    {
        ListText = list;
        Assert.True(Types[RrType.Apl].TryParseText(list, Name.Root, out _list, out TextFault fault), $"{list}: {fault.Message}");
    }

    /// <summary>Entries of a record, as text.</summary>
    public IReadOnlyList<string> Entries() => [.. Enumerable.Range(0, _random.Next(1, 7)).Select(_ => Entry())];

    /// <summary>A zone with these RMX records, each a list of entries.</summary>
    public string Zone(params IReadOnlyList<string>[] records)
    {
        var lines = new List<string> { $"$origin: {Domain}", "'':", "  - {type: SOA, value: {mname: ns1, serial: 1}}", "  - {type: NS, values: [ns1, ns2.example.net.]}", "  - type: RMX", "    values:" };
        lines.AddRange(records.Select(record => record is [['\\', ..] generic] ? $"      - '{generic}'" : $"      - ['{string.Join("', '", record)}']"));
        lines.Add("list: {type: APL, value: ['" + ListText.Replace(" ", "', '", StringComparison.Ordinal) + "']}");
        foreach ((Name name, string address) in _hosts)
            lines.Add($"{name}: {{type: {(address.Contains(':', StringComparison.Ordinal) ? "AAAA" : "A")}, value: '{address}'}}");
        return string.Join('\n', lines) + "\n";
    }

    /// <summary>Reads a zone to be linted.</summary>
    public static ZoneFile Load(string yaml)
    {
        ZoneFile file = new ZoneFileLoader(Types, new LoadSettings { ForLint = true }).LoadText("example.com.yaml", yaml);
        Assert.True(file.Contents is not null, yaml + string.Join('\n', file.Findings));
        return file;
    }

    public static IReadOnlyList<Finding> Lint(string yaml) => new Linter(Types, new LintSettings()).Lint([Load(yaml)], []);

    /// <summary>RDATA of a record.</summary>
    public static byte[] Encode(IEnumerable<string> entries)
    {
        string text = string.Join(' ', entries);
        Assert.True(RmxTextReader.TryParse(text.Length == 0 ? @"\# 0" : text, out byte[] rdata, out TextFault fault), $"{text}: {fault.Message}");
        return rdata;
    }

    /// <summary>A receiver's check, when the outside host has the client's address or has none.</summary>
    public RmxResult Check(IReadOnlyList<byte[]> rrSet, byte[] address, bool outside)
    {
        var client = new RmxClient(address, "user@" + Domain.TrimEnd('.'), "");
        Task<RmxResult> result = new RmxChecker((name, type, _) => new(Lookup(name, type, rrSet, address, outside)), new RmxCheckSettings()).CheckAsync(client, CancellationToken.None).AsTask();
        return result.GetAwaiter().GetResult();
    }

    /// <summary>The verdict of an address; null when it depends on the outside host.</summary>
    public RmxVerdict? Verdict(IReadOnlyList<byte[]> rrSet, byte[] address)
    {
        RmxVerdict with = Check(rrSet, address, true).Verdict, without = Check(rrSet, address, false).Verdict;
        return with == without ? with : null;
    }

    public static string TextOf(byte[] address) => AddressPrefix.FromOctets(address, address.Length * 8)!.ToString();

    public static byte[] Address(string text) => AddressPrefix.TryParse(text, out AddressPrefix? prefix) ? prefix!.Network.ToArray() : throw new FormatException(text);

    /// <summary>A prefix in a block, a half or the whole of a family.</summary>
    public string Prefix(out bool isIpv6)
    {
        isIpv6 = _random.Next(2) == 0;
        int bits = isIpv6 ? 128 : 32;
        return _random.Next(8) switch
        {
            0 => isIpv6 ? "::/0" : "0.0.0.0/0",
            1 => (isIpv6, _random.Next(2)) switch { (true, 0) => "::/1", (true, _) => "8000::/1", (_, 0) => "0.0.0.0/1", _ => "128.0.0.0/1" },
            int kind => In(isIpv6, kind, bits),
        };
    }

    private string In(bool isIpv6, int kind, int bits)
    {
        int host = kind % 4, at = _random.Next(8) >> host << host;
        return $"{Block(isIpv6)}{(isIpv6 && at == 0 ? "" : at)}/{bits - host}";
    }

    private string Item()
    {
        string prefix = Prefix(out bool isIpv6);
        return $"{(_random.Next(3) == 0 ? "!" : "")}{(isIpv6 ? 2 : 1)}:{prefix}";
    }

    private string Entry()
    {
        string sign = _random.Next(3) == 0 ? "!" : "";
        switch (_random.Next(16))
        {
            case 0:
                return $"{sign}host:{Hosts[_random.Next(Hosts.Length)]}.{Domain}";
            case 1:
                return $"{sign}host:{Outside}";
            case 2:
                return $"{sign}apl:list.{Domain}";
            case 3 when _random.Next(4) == 0:
                return "unused:";
            default:
                string prefix = Prefix(out bool isIpv6);
                return $"{sign}{(isIpv6 ? "ipv6" : "ipv4")}:{prefix}";
        }
    }

    private LookupAnswer Lookup(Name name, ushort type, IReadOnlyList<byte[]> rrSet, byte[] address, bool outside)
    {
        if (type == Types.RmxType)
            return LookupAnswer.Found(name.Equals(Name.Parse(Domain)) ? rrSet : []);
        if (type == RrType.Apl)
            return LookupAnswer.Found([_list]);
        if (name.Equals(Outside))
            return LookupAnswer.Found(outside ? [address] : []);
        byte[] host = _hosts.TryGetValue(name, out string? text) ? Address(text) : [];
        return LookupAnswer.Found(host.Length == (type == RrType.A ? 4 : type == RrType.Aaaa ? 16 : -1) ? [host] : []);
    }

    private static string Block(bool isIpv6) => isIpv6 ? "2001:db8::" : "192.0.2.";
}
