using System.Globalization;
using System.Net;
using System.Text;
using ARSoft.Tools.Net;
using ARSoft.Tools.Net.Dns;
using RmxDns.Rmx.Receiving;
using RmxDns.Wire;

namespace RmxDns.Zones.Tests.Spf;

/// <summary>
/// Some domains with hosts in small ranges of both families, and policies that lead to each other: for the conversion and for
/// ARSoft.Tools.Net's validator, which nobody here wrote.
/// </summary>
internal sealed class MadeUpDomains : IDnsResolver
{
    public const string Domain = "example.com";

    /// <summary>The owner of <see cref="Apl"/>.</summary>
    public const string List = "list.example.net";

    private const int Hosts = 4;
    private const int Policies = 3;

    private readonly Random _random;
    private readonly Dictionary<string, IPAddress[]> _hosts = [];
    private readonly Dictionary<string, string[]> _exchanges = [];
    private readonly Dictionary<string, string> _policies = [];

    public MadeUpDomains(int seed)
    {
        _random = new Random(seed);
        for (int i = 0; i < Hosts; i++)
            _hosts[$"h{i}.example.net"] = [.. Enumerable.Range(0, _random.Next(3)).Select(_ => Address())];
        _hosts[Domain] = [Address()];
        _exchanges[Domain] = ["h0.example.net", "h1.example.net"];
        _exchanges["mail.example.net"] = ["h2.example.net"];
        for (int i = Policies - 1; i >= 0; i--)
            _policies[$"p{i}.example.net"] = Policy(i + 1, clean: _random.Next(2) == 0);
        _policies["n.example.net"] = "v=spf1 ip4:192.0.2.18 -all";
        _policies[Domain] = Policy(0, clean: _random.Next(4) != 0);
    }

    /// <summary>Every address that a term can tell from others, and some beside.</summary>
    public static IEnumerable<IPAddress> Addresses =>
        Enumerable.Range(0, 20).Select(i => IPAddress.Parse($"192.0.2.{i}")).Concat(Enumerable.Range(0, 20).Select(i => IPAddress.Parse($"2001:db8::{i:x}")));

    public string PolicyText => _policies[Domain];

    /// <summary>The RMX record of the domain, as RDATA; null for none.</summary>
    public byte[]? Rmx { get; set; }

    /// <summary>A list of addresses, as RDATA; null for none.</summary>
    public byte[]? Apl { get; set; }

    public override string ToString() => string.Join('\n', _policies.Select(pair => $"{pair.Key}: {pair.Value}")
        .Concat(_hosts.Select(pair => $"{pair.Key}: {string.Join(' ', pair.Value.Select(address => address.ToString()))}")));

    public LookupAnswer Find(Name name, ushort type)
    {
        string owner = name.ToString().TrimEnd('.').ToLowerInvariant();
        IEnumerable<IPAddress> hosts = _hosts.GetValueOrDefault(owner, []);
        return LookupAnswer.Found(type switch
        {
            RrType.A => [.. hosts.Where(address => address.GetAddressBytes().Length == 4).Select(address => address.GetAddressBytes())],
            RrType.Aaaa => [.. hosts.Where(address => address.GetAddressBytes().Length == 16).Select(address => address.GetAddressBytes())],
            RrType.Mx => [.. _exchanges.GetValueOrDefault(owner, []).Select(exchange => (byte[])[0, 10, .. Name.Parse(exchange).Wire])],
            RrType.Txt => _policies.TryGetValue(owner, out string? policy) ? [.. new[] { Strings(policy) }] : [],
            RrType.Apl => owner == List && Apl is { } apl ? [apl] : [],
            RrType.DefaultRmx => owner == Domain && Rmx is { } rmx ? [rmx] : [],
            _ => [],
        });
    }

    public List<T> Resolve<T>(DomainName name, RecordType recordType = RecordType.A, RecordClass recordClass = RecordClass.INet)
        where T : DnsRecordBase
    {
        string owner = name.ToString().TrimEnd('.').ToLowerInvariant();
        IEnumerable<IPAddress> hosts = _hosts.GetValueOrDefault(owner, []);
        IEnumerable<DnsRecordBase> records = recordType switch
        {
            RecordType.A => hosts.Where(address => address.GetAddressBytes().Length == 4).Select(address => new ARecord(name, 60, address)),
            RecordType.Aaaa => hosts.Where(address => address.GetAddressBytes().Length == 16).Select(address => new AaaaRecord(name, 60, address)),
            RecordType.Mx => _exchanges.GetValueOrDefault(owner, []).Select(exchange => new MxRecord(name, 60, 10, DomainName.Parse(exchange))),
            RecordType.Txt when _policies.TryGetValue(owner, out string? policy) => [new TxtRecord(name, 60, policy)],
            _ => [],
        };
        return [.. records.OfType<T>()];
    }

    public Task<List<T>> ResolveAsync<T>(DomainName name, RecordType recordType = RecordType.A, RecordClass recordClass = RecordClass.INet, CancellationToken token = default)
        where T : DnsRecordBase => Task.FromResult(Resolve<T>(name, recordType, recordClass));

    public void ClearCache()
    {
    }

    public void Dispose()
    {
    }

    private static byte[] Strings(string text)
    {
        byte[] octets = Encoding.ASCII.GetBytes(text);
        return [.. octets.Chunk(255).SelectMany(part => (byte[])[(byte)part.Length, .. part])];
    }

    private string Policy(int depth, bool clean)
    {
        var terms = new List<string> { "v=spf1" };
        for (int i = _random.Next(4); i > 0; i--)
            terms.Add(Qualifier(clean) + Term(depth));
        terms.Add(_random.Next(8) switch
        {
            0 when depth < Policies => $"redirect=p{_random.Next(depth, Policies)}.example.net",
            1 => "+all",
            _ => clean ? "-all" : _random.Next(2) == 0 ? "~all" : "?all",
        });
        return string.Join(' ', terms);
    }

    private string Qualifier(bool clean) => _random.Next(6) switch { 0 => "-", 1 when !clean => "~", 2 when !clean => "?", _ => "" };

    private string Term(int depth) => _random.Next(8) switch
    {
        0 or 1 => string.Create(CultureInfo.InvariantCulture, $"ip4:192.0.2.{_random.Next(20)}/{_random.Next(27, 33)}"),
        2 => string.Create(CultureInfo.InvariantCulture, $"ip6:2001:db8::{_random.Next(20):x}/{_random.Next(123, 129)}"),
        3 => $"a:h{_random.Next(Hosts)}.example.net",
        4 => $"a:h{_random.Next(Hosts)}.example.net/{_random.Next(28, 33)}",
        5 => _random.Next(2) == 0 ? "mx" : "mx:mail.example.net",
        6 when depth < Policies => $"include:p{_random.Next(depth, Policies)}.example.net",
        _ => "a",
    };

    private IPAddress Address() => Addresses.ElementAt(_random.Next(40));
}
