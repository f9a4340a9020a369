using System.Globalization;
using System.Net;
using System.Text;
using RmxDns.Testing;
using RmxDns.Testing.Dns;

namespace RmxDns.Tool.Tests.Policy;

/// <summary>
/// What a server answers before and after <c>rmx lint --fix</c>: everything but RMX is the same octet for octet, and of the 256 addresses
/// that records are drawn from each gets the verdict that it had, going through the served entries one by one.
/// </summary>
public sealed class FixServedTests : IDisposable
{
    private const ushort Rmx = 65280;
    private const int Owners = 150;
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_address_keeps_its_verdict()
    {
        var random = new Random(20261126);
        string folder = Path.GetDirectoryName(_folder.Write("zones/example.com.yaml", Zone(random)))!;
        IReadOnlyList<DnsMessage> before = await AskAsync(folder);
        RmxRun run = RmxRun.Of("lint", folder, "--fix", "--fail-on", "never");
        Assert.Equal(0, run.ExitCode);
        IReadOnlyList<DnsMessage> after = await AskAsync(folder);
        int shorter = 0;
        for (int i = 0; i < before.Count; i++)
        {
            if (i % 2 == 1)
            {
                Assert.Equal(before[i].Answer, after[i].Answer);
                continue;
            }
            byte[][] old = [.. before[i].Answer.Select(record => Convert.FromHexString(record.Rdata))], now = [.. after[i].Answer.Select(record => Convert.FromHexString(record.Rdata))];
            for (int address = 0; address < 256; address++)
                Assert.Equal(Verdict(old, address), Verdict(now, address));
            shorter += after[i].Length < before[i].Length ? 1 : 0;
        }
        Assert.True(shorter >= 30, $"{shorter} answers became shorter");
    }

    private static async Task<IReadOnlyList<DnsMessage>> AskAsync(string folder)
    {
        await using ServerProcess server = await ServerProcess.StartAsync(folder);
        var answers = new List<DnsMessage>();
        for (int owner = 0; owner < Owners; owner++)
        {
            byte[] name = Encoding.ASCII.GetBytes($"\u0004o{owner:D3}\u0007example\u0003com\u0000");
            answers.Add(DnsExchange.Tcp(server.EndPoint, new DnsQuery(name, Rmx))!);
            answers.Add(DnsExchange.Tcp(server.EndPoint, new DnsQuery(name, 16))!);
        }
        return answers;
    }

    /// <summary>What the entries say of 198.51.100.ADDRESS: the first that holds it decides. Only ipv4 entries are drawn.</summary>
    private static string Verdict(byte[][] records, int address)
    {
        byte[] entries = Assert.Single(records);
        for (int at = 0; at < entries.Length;)
        {
            Assert.Equal(1, entries[at] & 0x7F);
            int length = entries[at + 1], octets = (length + 7) / 8;
            byte[] network = new byte[4];
            entries.AsSpan(at + 2, octets).CopyTo(network);
            uint mask = length == 0 ? 0 : uint.MaxValue << (32 - length);
            uint wanted = (uint)IPAddress.NetworkToHostOrder(BitConverter.ToInt32(network)), asked = 0xC6336400 | (uint)address;
            if ((asked & mask) == wanted)
                return (entries[at] & 0x80) != 0 ? "denied" : "granted";
            at += 2 + octets;
        }
        return "nothing";
    }

    private static string Zone(Random random)
    {
        var text = new StringBuilder("'': [{type: SOA, value: {mname: ns1, serial: 1}}, {type: NS, values: [ns1, ns2.example.net.]}]\nns1: {type: A, value: 192.0.2.53}\n");
        for (int owner = 0; owner < Owners; owner++)
        {
            string[] entries = [.. Enumerable.Range(0, random.Next(2, 9)).Select(_ => Entry(random))];
            string value = (owner % 3) switch
            {
                0 => "\n" + string.Concat(entries.Select(entry => $"      - '{entry}'{(random.Next(2) == 0 ? "" : "  # a comment")}\n")),
                1 => $"[{string.Join(", ", entries.Select(entry => $"'{entry}'"))}]\n",
                _ => $"'{string.Join(' ', entries)}'\n",
            };
            text.Append(CultureInfo.InvariantCulture, $"o{owner:D3}:\n  - {{type: TXT, value: 'text of {owner}'}}\n  - type: RMX\n    value: {value}");
        }
        return text.ToString();
    }

    private static string Entry(Random random)
    {
        int length = random.Next(26, 33), address = random.Next(256);
        // Now and then with bits beyond the prefix.
        if (random.Next(4) > 0)
            address &= 0xFF << (32 - length);
        return $"{(random.Next(4) == 0 ? "!" : "")}ipv4:198.51.100.{address & 0xFF}/{length}";
    }
}
