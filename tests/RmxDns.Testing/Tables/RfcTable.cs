using System.Globalization;
using System.Net;
using System.Text;
using RmxDns.Testing.Dns;
using RmxDns.Testing.Zones;
using RmxDns.Wire;

namespace RmxDns.Testing.Tables;

/// <summary>
/// Examples of an RFC as a table: zones, queries and the responses to them. Lines are <c>zone APEX</c>; records as in a master
/// file with every field written out, <c>OWNER TTL TYPE RDATA</c>, up to an empty line; <c>query …</c> (<see cref="TableQuery"/>)
/// followed by what its response has: <c>rcode</c>, <c>flags</c> (of aa, tc, rd, ra, ad, cd, z: those named and no others),
/// <c>answer</c>, <c>authority</c> and <c>additional</c> (one record a line), <c>opt version=N flags=HEX options=none</c> or
/// <c>opt none</c>. Answer and authority hold the records written and no others; the additional section at least those
/// written, none of it with <c>additional none</c>. <c>#</c> starts a comment.
/// </summary>
public sealed class RfcTable
{
    private static readonly string[] Rcodes = ["NOERROR", "FORMERR", "SERVFAIL", "NXDOMAIN", "NOTIMP", "REFUSED", "YXDOMAIN"];
    private static readonly (string Name, int Bit)[] FlagBits =
        [("aa", 0x400), ("tc", 0x200), ("rd", 0x100), ("ra", 0x80), ("z", 0x40), ("ad", 0x20), ("cd", 0x10)];

    private readonly List<GeneratedZone> _zones = [];
    private readonly List<Case> _cases = [];

    private sealed record Case(string Text, TableQuery Query, List<string[]> Expected);

    private RfcTable() { }

    /// <summary>The zones to serve.</summary>
    public IReadOnlyList<GeneratedZone> Zones => _zones;

    /// <summary>How many queries it has.</summary>
    public int Count => _cases.Count;

    /// <summary>Reads a table.</summary>
    /// <exception cref="FormatException">A line cannot be read.</exception>
    public static RfcTable Read(string path)
    {
        var table = new RfcTable();
        bool inZone = false;
        foreach (string line in File.ReadLines(path).Where(l => !l.StartsWith('#')))
        {
            string[] words = Words(line);
            if (words.Length == 0)
                inZone = false;
            else if (words[0] == "zone")
                table._zones.Add(new GeneratedZone(Name.Parse(words[1])));
            else if (words[0] == "query")
                table._cases.Add(new Case(line, new TableQuery(words[1..]), []));
            else if (!inZone)
                table._cases[^1].Expected.Add(words);
            else
                table.AddRecord(words, line);
            inZone |= words is ["zone", ..];
        }
        return table;
    }

    private void AddRecord(string[] words, string line)
    {
        var owner = Name.Parse(words[0]);
        ushort type = TypeName.Parse(words[2]);
        GeneratedZone zone = _zones[^1];
        string value = string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(3));
        if (zone[owner, type] is { Values: List<string> values })
            values.Add(value);
        else
            zone.Add(new GeneratedSet(owner, type, uint.Parse(words[1], CultureInfo.InvariantCulture), new List<string> { value }));
    }

    /// <summary>Sends every query to a server.</summary>
    /// <returns>What is not as written, one text for each response at fault.</returns>
    public IEnumerable<string> Faults(IPEndPoint server)
    {
        foreach (Case test in _cases)
        {
            DnsMessage? response = test.Query.Ask(server);
            string[] faults = response is null ? ["no response"] : [.. FaultsOf(test, response)];
            if (faults.Length > 0)
                yield return $"{test.Text}: {string.Join("; ", faults)}\n{response}";
        }
    }

    private static IEnumerable<string> FaultsOf(Case test, DnsMessage response)
    {
        foreach (string section in (string[])["answer", "authority", "additional"])
        {
            List<string> expected = [.. test.Expected.Where(w => w[0] == section && w[1] != "none").Select(Canonical).Order()];
            IReadOnlyList<DnsRecord> records = section switch { "answer" => response.Answer, "authority" => response.Authority, _ => response.Additional };
            List<string> actual = [.. records.Select(r => r.Canonical).Order()];
            bool exact = section != "additional" || test.Expected.Exists(w => w is ["additional", "none"]);
            foreach (string record in expected.Except(actual))
                yield return $"{section} lacks {record}";
            if (exact && actual.Count > expected.Count)
                yield return $"{section} has {actual.Count} records instead of {expected.Count}";
        }
        foreach (string[] words in test.Expected)
        {
            string? fault = words[0] switch
            {
                "rcode" => RcodeOf(response) == words[1] ? null : $"rcode {RcodeOf(response)}",
                "flags" => FlagsOf(response).SetEquals(words.Skip(1)) ? null : $"flags {string.Join(' ', FlagsOf(response))}",
                "opt" => OptFault(words[1..], response.Opt),
                _ => null,
            };
            if (fault is not null)
                yield return fault;
        }
    }

    private static string? OptFault(string[] words, IReadOnlyList<DnsRecord> opt)
    {
        if (words is ["none"])
            return opt.Count == 0 ? null : "an OPT";
        if (opt.Count != 1)
            return $"{opt.Count} OPT records";
        string actual = $"version={(opt[0].Ttl >> 16) & 0xFF} flags={opt[0].Ttl & 0xFFFF:x} options={(opt[0].Rdata == "\\# 0" ? "none" : opt[0].Rdata)}";
        return words.All(actual.Split(' ').Contains) ? null : $"opt {actual}";
    }

    private static string RcodeOf(DnsMessage response) =>
        response.Rcode == 16 ? "BADVERS" : response.Rcode < Rcodes.Length ? Rcodes[response.Rcode] : $"{response.Rcode}";

    private static HashSet<string> FlagsOf(DnsMessage response) =>
        [.. FlagBits.Where(f => (response.Flags & f.Bit) != 0).Select(f => f.Name)];

    private static string Canonical(string[] words)
    {
        string owner = Presentation.Of(Name.Parse(words[1]).Wire).ToLowerInvariant();
        ushort type = TypeName.Parse(words[3]);
        uint ttl = uint.Parse(words[2], CultureInfo.InvariantCulture);
        return new DnsRecord(owner, type, 1, ttl, RdataForm.Of(type, words[4..])).Canonical;
    }

    /// <summary>The words of a line; quotes keep spaces together and are dropped.</summary>
    private static string[] Words(string line)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        bool quoted = false, open = false;
        foreach (char c in line)
        {
            if (c == '"')
            {
                quoted = !quoted;
                open = true;
            }
            else if (c != ' ' || quoted)
            {
                word.Append(c);
                open = true;
            }
            else if (open)
            {
                words.Add(word.ToString());
                word.Clear();
                open = false;
            }
        }
        if (open)
            words.Add(word.ToString());
        return [.. words];
    }
}
