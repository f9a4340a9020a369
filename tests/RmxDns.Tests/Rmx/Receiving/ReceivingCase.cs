using RmxDns.Rmx;
using RmxDns.Rmx.Receiving;
using RmxDns.Testing;
using RmxDns.Wire;

namespace RmxDns.Tests.Rmx.Receiving;

/// <summary>
/// A case of <c>tests/data/rmx/receiving</c>: a title, what is in DNS, the receiver's policy, and checks with the verdict and the
/// mechanism that are right. The README there teaches the form.
/// </summary>
/// <param name="File">The file it stands in.</param>
/// <param name="Title">What it shows.</param>
/// <param name="Lines">Its lines, without comments.</param>
public sealed record ReceivingCase(string File, string Title, IReadOnlyList<string> Lines)
{
    private readonly Dictionary<(Name, ushort), List<byte[]>> _data = [];
    private readonly HashSet<(Name, ushort)> _failing = [];

    /// <summary>The names and types that were looked up, in order.</summary>
    public List<string> Asked { get; } = [];

    public static IReadOnlyList<ReceivingCase> All { get; } =
        [.. Directory.GetFiles(Repository.PathOf("tests", "data", "rmx", "receiving"), "*.txt").Order(StringComparer.Ordinal).SelectMany(Read)];

    private static IEnumerable<ReceivingCase> Read(string path) =>
        string.Join('\n', System.IO.File.ReadAllLines(path).Where(line => !line.StartsWith('#'))).Split("case ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(text => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .Select(lines => new ReceivingCase(Path.GetFileName(path), lines[0], lines[1..]));

    /// <summary>Runs the checks in order.</summary>
    public async Task RunAsync()
    {
        var policy = new RmxCheckSettings();
        RmxResult? last = null;
        foreach (string line in Lines)
        {
            string[] words = line.Split(' ', 2);
            switch (words[0])
            {
                case "policy":
                    policy = Apply(policy, words[1]);
                    break;
                case "check":
                    last = await CheckAsync(policy, words[1]);
                    break;
                case "trace":
                    Assert.Contains(last!.Trace, step => step.ToString().Contains(words[1], StringComparison.Ordinal));
                    break;
                case "asked":
                    Assert.Equal(words[1], Asked.Count == 0 ? "nothing" : string.Join(", ", Asked));
                    break;
                default:
                    Add(line);
                    break;
            }
        }
        Assert.NotNull(last);
    }

    private static RmxCheckSettings Apply(RmxCheckSettings policy, string text)
    {
        string[] words = text.Split(' ', 2);
        return words[0] switch
        {
            "forwarders" => policy with { Forwarders = [.. words[1].Split(' ').Select(Prefix)] },
            "most-addresses" => policy with { MostAddresses = ulong.Parse(words[1], null) },
            "loose" => policy with { LooseVerdict = Enum.Parse<RmxVerdict>(words[1]) },
            "type" => policy with { RmxType = ushort.Parse(words[1], null) },
            _ => throw new FormatException(text),
        };
    }

    private static AddressPrefix Prefix(string text)
    {
        Assert.True(AddressPrefix.TryParse(text, out AddressPrefix? prefix), text);
        return prefix!;
    }

    /// <summary>The address as its octets, an IPv4-mapped one too.</summary>
    private static byte[] Octets(string text)
    {
        Assert.True(AddressPrefix.TryParse(text, out AddressPrefix? address), text);
        return address!.Network.ToArray();
    }

    private async Task<RmxResult> CheckAsync(RmxCheckSettings policy, string text)
    {
        string[] sides = text.Split(" -> ");
        string[] given = sides[0].Split(' ');
        ILookup<string, string> known = given[2..].Select(word => word.Split('=')).ToLookup(pair => pair[0], pair => pair[1]);
        Assert.All(known, pair => Assert.Contains(pair.Key, new[] { "helo", "certificate", "sasl" }));
        var client = new RmxClient(Octets(given[0]), given[1] == "<>" ? "" : given[1], known["helo"].SingleOrDefault("client.invalid"))
        {
            Certificate = Convert.FromHexString(known["certificate"].SingleOrDefault("")),
            SaslMechanism = known["sasl"].SingleOrDefault(),
        };
        Asked.Clear();
        RmxResult result = await new RmxChecker(LookUpAsync, policy).CheckAsync(client, TestContext.Current.CancellationToken);
        string mechanism = result.Deciding is null ? "none" : RmxText.Format(result.Deciding);
        Assert.Equal($"{text}: {sides[1]}", $"{text}: {RmxReport.TextOf(result.Verdict)} {mechanism}");
        Assert.NotEmpty(result.Trace);
        return result;
    }

    /// <summary><c>owner TYPE rdata</c>, or <c>owner TYPE fails</c>.</summary>
    private void Add(string line)
    {
        string[] words = line.Split(' ', 3);
        Assert.True(ZoneText.Types.TryParseType(words[1], out ushort type), line);
        (Name, ushort) key = (Name.Parse(words[0]), type);
        if (words[2] == "fails")
        {
            _failing.Add(key);
            return;
        }
        byte[] rdata;
        if (words[2].StartsWith("raw ", StringComparison.Ordinal))
            rdata = Convert.FromHexString(words[2][4..]);
        else
            Assert.True(ZoneText.Types[type].TryParseText(words[2], Name.Root, out rdata, out TextFault fault), $"{line}: {fault.Message}");
        if (!_data.TryGetValue(key, out List<byte[]>? rrSet))
            _data.Add(key, rrSet = []);
        rrSet.Add(rdata);
    }

    private ValueTask<LookupAnswer> LookUpAsync(Name name, ushort type, CancellationToken cancellation)
    {
        Asked.Add($"{name} {ZoneText.Types.NameOf(type)}");
        for (int link = 0; link < 8; link++)
        {
            if (_failing.Contains((name, type)))
                return new(LookupAnswer.Failed("SERVFAIL"));
            if (_data.TryGetValue((name, type), out List<byte[]>? rrSet))
                return new(LookupAnswer.Found(rrSet));
            if (!_data.TryGetValue((name, RrType.Cname), out List<byte[]>? alias))
                return new(LookupAnswer.NoData);
            name = Name.FromWire(alias[0])!;
        }
        return new(LookupAnswer.Failed("too many aliases"));
    }

    /// <inheritdoc/>
    public override string ToString() => $"{File}: {Title}";
}
