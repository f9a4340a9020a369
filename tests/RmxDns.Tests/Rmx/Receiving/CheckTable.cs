using System.Globalization;
using System.Text.RegularExpressions;
using RmxDns.Rdata;
using RmxDns.Rmx;
using RmxDns.Rmx.Receiving;
using RmxDns.Testing;
using RmxDns.Wire;

namespace RmxDns.Tests.Rmx.Receiving;

/// <summary>
/// A file of <c>tests/data/rmx/checks</c>: what is in DNS, and checks with their outcome, in any order. Lines are
/// <c>OWNER TYPE RDATA</c>, <c>OWNER TYPE octets HEX</c> or <c>OWNER TYPE fails REASON</c>; <c>forwarder PREFIX</c>,
/// <c>type CODE</c> and <c>limit ADDRESSES VERDICT</c>; and
/// <c>check ADDRESS SENDER [helo NAME] [sasl MECHANISM] [certificate HEX] =&gt; VERDICT MECHANISM [lookups N] [loose]</c>,
/// where <c>&lt;&gt;</c> is the empty sender. <c>#</c> starts a comment.
/// </summary>
public sealed partial class CheckTable
{
    private readonly Dictionary<(Name, ushort), List<byte[]>> _records = [];
    private readonly Dictionary<(Name, ushort), string> _failures = [];
    private readonly TypeTable _types;

    private CheckTable(string[] lines)
    {
        string? code = Array.Find(lines, line => line.StartsWith("type ", StringComparison.Ordinal))?.Split(' ')[1];
        _types = code is null ? new TypeTable() : new TypeTable(ushort.Parse(code, CultureInfo.InvariantCulture));
        Settings = new RmxCheckSettings { RmxType = _types.RmxType };
        foreach (string line in lines)
            Read(line);
    }

    public RmxCheckSettings Settings { get; private set; }

    /// <summary>How many lookups were made.</summary>
    public int Lookups { get; private set; }

    public static string Folder { get; } = Repository.PathOf("tests", "data", "rmx", "checks");

    /// <summary>The lines of all files that are checks, each with the name of its file.</summary>
    public static IEnumerable<(string File, string Check)> AllChecks() =>
        Directory.GetFiles(Folder, "*.txt").Order(StringComparer.Ordinal).SelectMany(file => Lines(file)
            .Where(line => line.StartsWith("check ", StringComparison.Ordinal)).Select(line => (Path.GetFileName(file), line)));

    public static CheckTable Open(string file) => new(Lines(Path.Combine(Folder, file)));

    /// <summary>A table that stands in a document.</summary>
    public static CheckTable FromLines(IEnumerable<string> lines) => new([.. lines]);

    private static string[] Lines(string path) => [.. File.ReadLines(path).Where(line => line.Length > 0 && line[0] != '#')];

    private void Read(string line)
    {
        string[] words = line.Split(' ', 3);
        switch (words[0])
        {
            case "check" or "type":
                break;
            case "forwarder":
                Assert.True(AddressPrefix.TryParse(words[1], out AddressPrefix? forwarder), line);
                Settings = Settings with { Forwarders = [.. Settings.Forwarders, forwarder!] };
                break;
            case "limit":
                RmxVerdict verdict = Enum.GetValues<RmxVerdict>().Single(v => RmxReport.TextOf(v) == words[2]);
                Settings = Settings with { MostAddresses = ulong.Parse(words[1], CultureInfo.InvariantCulture), LooseVerdict = verdict };
                break;
            default:
                ReadRecord(line, words);
                break;
        }
    }

    private void ReadRecord(string line, string[] words)
    {
        Assert.True(_types.TryParseType(words[1], out ushort type), line);
        (Name, ushort) key = (Name.Parse(words[0]), type);
        string[] value = words[2].Split(' ', 2);
        if (value[0] == "fails")
        {
            _failures.Add(key, value[1]);
            return;
        }
        byte[] rdata;
        if (value[0] == "octets")
            rdata = Convert.FromHexString(value.Length > 1 ? value[1] : "");
        else
            Assert.True(_types[type].TryParseText(words[2], Name.Root, out rdata, out TextFault fault), $"{line}: {fault.Message}");
        if (!_records.TryGetValue(key, out List<byte[]>? rrSet))
            _records.Add(key, rrSet = []);
        rrSet.Add(rdata);
    }

    /// <summary>Makes a check of the table, whose outcome must be as written.</summary>
    public async Task<RmxResult> AssertAsync(string check, CancellationToken cancellation)
    {
        (RmxClient client, string expected) = ReadCheck(check);
        int before = Lookups;

        RmxResult result = await new RmxChecker(Lookup, Settings).CheckAsync(client, cancellation);

        string deciding = result.Deciding is null ? "none" : RmxText.Format(result.Deciding);
        string actual = $"{RmxReport.TextOf(result.Verdict)} {deciding}";
        if (expected.Contains(" lookups ", StringComparison.Ordinal))
            actual += $" lookups {Lookups - before}";
        actual += result.IsLoose ? " loose" : "";
        Assert.True(expected == actual, $"{check}\nwas {actual}\n{string.Join('\n', result.Trace)}");
        return result;
    }

    /// <summary>Answers as a resolver does, aliases followed.</summary>
    public ValueTask<LookupAnswer> Lookup(Name name, ushort type, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        Lookups++;
        for (int links = 0; links < 8 && _records.TryGetValue((name, RrType.Cname), out List<byte[]>? alias); links++)
            name = Name.FromWire(alias[0])!;
        if (_failures.TryGetValue((name, type), out string? reason))
            return new(LookupAnswer.Failed(reason));
        return new(_records.TryGetValue((name, type), out List<byte[]>? rrSet) ? LookupAnswer.Found(rrSet) : LookupAnswer.NoData);
    }

    /// <summary>The client that a check is about, and what is expected of it.</summary>
    public static (RmxClient Client, string Expected) ReadCheck(string line)
    {
        Match match = CheckLine().Match(line);
        Assert.True(match.Success, line);
        string address = match.Groups["address"].Value, sender = match.Groups["sender"].Value;
        var octets = new byte[address.Contains(':', StringComparison.Ordinal) ? 16 : 4];
        Assert.True(octets.Length == 4 ? AddressText.TryParseIpv4(address, octets) : AddressText.TryParseIpv6(address, octets), line);
        var client = new RmxClient(octets, sender == "<>" ? "" : sender, match.Groups["helo"].Value)
        {
            SaslMechanism = match.Groups["sasl"].Success ? match.Groups["sasl"].Value : null,
            Certificate = Convert.FromHexString(match.Groups["certificate"].Value),
        };
        return (client, match.Groups["expected"].Value);
    }

    [GeneratedRegex("^check (?<address>[^ ]+) (?<sender>[^ ]+)( helo (?<helo>[^ ]+))?( sasl (?<sasl>[^ ]+))?( certificate (?<certificate>[^ ]+))? => (?<expected>.+)$")]
    private static partial Regex CheckLine();
}
