using System.Text;
using RmxDns.Testing;

namespace RmxDns.TestAuthority.Tests.Goldens;

/// <summary>Wireshark's dissector looks at the cases' datagrams and must report broken frames as what they are: <c>tests/data/interop/dissections.txt</c>.</summary>
public class DissectionTests
{
    // More than fits a datagram is for dnspython alone.
    private const int LongestDatagram = 60_000;

    private static readonly Lazy<IReadOnlyDictionary<string, string>> Dissections = new(Dissect);

    public static TheoryData<string, string> Expected() => [.. File.ReadAllLines(Repository.PathOf("tests", "data", "interop", "dissections.txt"))
        .Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split(": ", 2)).Select(words => new TheoryDataRow<string, string>(words[0], words[1]))];

    [Theory]
    [MemberData(nameof(Expected))]
    public void The_dissector_reports_the_broken_frame(string key, string text)
    {
        string found = Dissections.Value[key];
        if (text.StartsWith('!'))
            Assert.DoesNotContain(text[1..], found, StringComparison.Ordinal);
        else
            Assert.Contains(text, found, StringComparison.Ordinal);
    }

    private static Dictionary<string, string> Dissect()
    {
        AnsweredCase[] datagrams = [.. AnsweredCase.All.Where(answered => answered.Reaction.Messages is [{ Length: <= LongestDatagram }, ..])];
        string capture = Path.GetTempFileName();
        try
        {
            // The hexadecimal form of text2pcap, which puts IP and UDP around each message.
            _ = OutsideReader.Run("tshark", "/usr/bin/text2pcap", ["-q", "-u", "53,40000", "-", capture], datagrams.Select(answered => HexDump(answered.Reaction.Messages[0])));
            string[] lines = OutsideReader.Run("tshark", "/usr/bin/tshark", ["-r", capture, "-T", "fields", "-e", "frame.number", "-e", "dns.id", "-e", "_ws.malformed", "-e", "_ws.expert.message"], []);
            Assert.Equal(datagrams.Length, lines.Length);
            return datagrams.Zip(lines).ToDictionary(pair => pair.First.Key, pair => pair.Second);
        }
        finally
        {
            File.Delete(capture);
        }
    }

    private static string HexDump(byte[] message)
    {
        var text = new StringBuilder();
        foreach ((int row, byte[] octets) in message.Chunk(16).Index())
            _ = text.AppendLine(System.Globalization.CultureInfo.InvariantCulture, $"{row * 16:x6} {string.Join(' ', octets.Select(octet => octet.ToString("x2", System.Globalization.CultureInfo.InvariantCulture)))}");
        return text.ToString();
    }
}
