using System.Globalization;
using RmxDns.Answering;
using RmxDns.Rdata;
using RmxDns.Snapshot;
using RmxDns.Testing;
using RmxDns.Testing.Differential;
using RmxDns.Testing.Dns;
using RmxDns.Testing.Peers;
using RmxDns.Wire;
using RmxDns.Zones.Compile;
using RmxDns.Zones.Master;
using RmxDns.Zones.Records;

namespace RmxDns.Tool.Tests.Converting;

/// <summary>
/// Every type is exported so that all four peers load it and serve the octets that went in: the cases of <c>tests/data/rdata</c>, but for
/// those whose octets BIND or Knot are known to refuse or to serve otherwise, and for types that mean something to the zone.
/// </summary>
public class EveryTypeExportTests
{
    private static readonly TypeTable Types = new();
    private static readonly ushort[] OfTheZone = [RrType.Soa, RrType.Ns, RrType.Ds, RrType.Cname, RrType.Dname];

    /// <summary>
    /// What PowerDNS loads and then does not serve, or not as it is: records that it makes itself when it signs, values that it has no
    /// way to write, and the generic form of types that it knows.
    /// </summary>
    private static readonly HashSet<string> NotServedByPowerDns =
    [
        "RRSIG", "NSEC", "NSEC3PARAM", @"IPSECKEY 10 0 2 . AQNRU3mG7TVTO2BkR47usntb102uFJtugbo6BSGvgqt4AQ==", "IPSECKEY 10 0 2 . AQ==", "KEY 49152 3 3",
        "LOC 1 2 3.456 N 4 5 6.700 E 42849672.95m 90000000.00m 1.00m 0.01m", @"LOC \# 16 01121613800000008000000000989680", "APL ",
        "APL 1:192.0.2.1/24", @"APL \# 6 ffff08020102", "SVCB 1 . key99", "SVCB 0 . alpn=\"h2\"", "CAA 128 TBS \"Unknown\"",
    ];

    public static TheoryData<string> Programs => [Nsd.ProgramName, Knot.ProgramName, Bind.ProgramName, PowerDns.ProgramName];

    [Theory]
    [MemberData(nameof(Programs))]
    public void A_peer_serves_the_octets_that_were_exported(string program)
    {
        if (Peer.WhyMissing(program) is { } reason)
            Assert.Skip(reason);
        ZoneContents zone = Zone();
        string text = new MasterFileWriter(Types, RmxForm.Generic).Write(zone, null).Text;
        using Peer peer = Start(program, new PeerZone("example.com.", text));
        RrSet[] asked = [.. zone.RrSets.Where(rrSet => !rrSet.Owner.Equals(zone.Origin))];
        byte[]?[] answers = DnsExchange.TcpBatch(peer.Address, [.. asked.Select(rrSet => new DnsQuery(rrSet.Owner.Wire.ToArray(), rrSet.Type))]);
        var ours = new Answerer(new AnswerSettings());
        ZoneSet served = ZoneSet.Empty.With([ZoneCompiler.Compile(zone, Types)], []);
        var response = new byte[ushort.MaxValue];
        var differences = new List<string>();
        for (int i = 0; i < asked.Length; i++)
        {
            int length = ours.Answer(served, new DnsQuery(asked[i].Owner.Wire.ToArray(), asked[i].Type).Encode(1), response, Transport.Stream);
            (string expected, string found) = (Answer(response[..length]), Answer(answers[i]));
            string type = Types[asked[i].Type].Mnemonic, record = $"{type} {Types[asked[i].Type].Format(asked[i].Records[0].Rdata)}";
            bool known = program == PowerDns.ProgramName && (NotServedByPowerDns.Contains(type) || NotServedByPowerDns.Contains(record));
            if ((expected == found) == known)
                differences.Add($"{program} {record}: {(found.Length == 0 ? "nothing" : found)}");
        }
        Assert.True(differences.Count == 0, string.Join('\n', differences));
    }

    private static string Answer(byte[]? octets) => CanonicalResponse.Of(octets is null ? null : MessageDecoder.Decode(octets), new HashSet<string>()).Answer;

    private static ZoneContents Zone()
    {
        Name origin = Name.Parse("example.com.");
        HashSet<string> differing = [.. File.ReadAllLines(Repository.PathOf("tests", "data", "rdata", "differences.txt"))
            .Where(line => line.StartsWith("bind ", StringComparison.Ordinal) || line.StartsWith("knot ", StringComparison.Ordinal))
            .Select(line => line[(line.IndexOf(" for ", StringComparison.Ordinal) is var at and >= 0 ? at + 5 : line.IndexOf(' ', 5) + 1)..])];
        var rrSets = new List<RrSet> { Set(origin, "SOA", "ns1 hostmaster 1 2 3 4 5", origin), Set(origin, "NS", "ns.example.net.", origin) };
        foreach (string file in Directory.GetFiles(Repository.PathOf("tests", "data", "rdata", "cases"), "*.txt").Order(StringComparer.Ordinal))
        {
            foreach (string line in File.ReadAllLines(file).Where(line => line.Length > 0 && line[0] != '#' && !line.EndsWith("=> refused", StringComparison.Ordinal)))
            {
                string text = line[..line.LastIndexOf(" => ", StringComparison.Ordinal)];
                RrSet rrSet = Set(Name.Parse(string.Create(CultureInfo.InvariantCulture, $"t{rrSets.Count}.example.com.")), text.Split(' ')[0], text[text.IndexOf(' ')..], origin);
                if (!OfTheZone.Contains(rrSet.Type) && !differing.Contains(text))
                    rrSets.Add(rrSet);
            }
        }
        return new ZoneContents(origin, "example.com.yaml", rrSets);
    }

    private static RrSet Set(Name owner, string type, string text, Name origin)
    {
        Assert.True(Types.TryParseType(type, out ushort code) && Types[code].TryParseText(text, origin, out _, out _), $"{type} {text}");
        _ = Types[code].TryParseText(text, origin, out byte[] rdata, out _);
        // Knot gives signatures the original TTL that they state.
        return new RrSet(owner, code, 86_400, default, [new SourceRecord(rdata, default)]);
    }

    private static Peer Start(string program, PeerZone zone) => program switch
    {
        Nsd.ProgramName => Nsd.Start(zone),
        Knot.ProgramName => Knot.Start(zone),
        Bind.ProgramName => Bind.Start(zone),
        _ => PowerDns.Start(zone),
    };
}
