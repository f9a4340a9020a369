using System.Diagnostics;
using System.Net;
using RmxDns.Interop.Captures;
using RmxDns.Testing.Peers;
using RmxDns.Tool.Messages;
using RmxDns.Wire;

namespace RmxDns.Tool.Tests.Matrix;

/// <summary>Captures hold what was sent and received; the judge is tshark, which checks lengths and checksums too.</summary>
public sealed class CaptureFileTests
{
    private const string Tshark = "tshark";

    private static readonly DateTimeOffset Start = new(2026, 11, 26, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(false, 40)]
    [InlineData(false, 41)]
    [InlineData(false, 60_000)]
    [InlineData(true, 40)]
    [InlineData(true, 41)]
    [InlineData(true, 65_000)]
    public async Task Tshark_reads_query_and_response(bool stream, int octets)
    {
        if (Peer.WhyMissing(Tshark) is string reason)
            Assert.Skip(reason);
        using var folder = new TemporaryFolder();
        string file = folder.PathOf("one.pcap");
        byte[] query = QueryMessage.Encode(0x1234, Name.Parse("r0000001.canary.interop.test."), RrType.DefaultRmx, null, recursion: true);
        using (var capture = new CaptureFile(file, Start))
            capture.Add(IPAddress.Parse("127.67.0.1"), [(query, stream)], [(Response(query, octets), stream)]);
        string[] lines = await FieldsAsync(file, "dns.id", "dns.flags.response", "dns.qry.name", "dns.resp.type", "dns.resp.len", "_ws.malformed");
        Assert.Equal(["0x1234|0|r0000001.canary.interop.test|||", $"0x1234|1|r0000001.canary.interop.test|65280|{octets}|"], lines);
        string transport = stream ? "tcp" : "udp";
        string[] sums = await FieldsAsync(file, "ip.checksum.status", $"{transport}.checksum.status");
        Assert.All(sums, line => Assert.Equal("1|1", line));
    }

    [Fact]
    public async Task A_packet_over_the_limit_is_cut_and_its_length_is_kept()
    {
        if (Peer.WhyMissing(Tshark) is string reason)
            Assert.Skip(reason);
        using var folder = new TemporaryFolder();
        string file = folder.PathOf("cut.pcap");
        byte[] query = QueryMessage.Encode(7, Name.Parse("canary.interop.test."), RrType.DefaultRmx, null, recursion: true);
        using (var capture = new CaptureFile(file, Start, limit: 500))
            capture.Add(IPAddress.Parse("127.67.0.1"), [(query, false), (query, false)], [(Response(query, 2000), false)]);
        string[] lines = await FieldsAsync(file, "frame.len", "frame.cap_len", "frame.time_epoch");
        Assert.Equal(3, lines.Length);
        Assert.Equal($"{20 + 8 + query.Length + 12 + 2000}|500|1795651200.001000000", lines[1]);
        Assert.StartsWith($"{20 + 8 + query.Length}|{20 + 8 + query.Length}|", lines[2], StringComparison.Ordinal);
    }

    /// <summary>The query with one record behind it.</summary>
    private static byte[] Response(byte[] query, int octets)
    {
        byte[] response = [.. query, 0xC0, 0x0C, 0xFF, 0x00, 0x00, 0x01, 0, 0, 0, 60, (byte)(octets >> 8), (byte)octets, .. Enumerable.Range(0, octets).Select(i => (byte)i)];
        response[2] |= 0x80;
        response[7] = 1;
        return response;
    }

    private static async Task<string[]> FieldsAsync(string file, params string[] fields)
    {
        string[] options = ["-r", file, "-o", "ip.check_checksum:TRUE", "-o", "udp.check_checksum:TRUE", "-o", "tcp.check_checksum:TRUE", "-T", "fields", "-E", "separator=|", "-E", "occurrence=f"];
        var start = new ProcessStartInfo(Tshark, [.. options, .. fields.SelectMany(field => (string[])["-e", field])]) { RedirectStandardOutput = true, RedirectStandardError = true };
        // A message that spans segments is told where its last one is.
        start.ArgumentList.Add("-Y");
        start.ArgumentList.Add(fields[0].StartsWith("dns", StringComparison.Ordinal) ? "dns" : "ip");
        using Process tshark = Process.Start(start)!;
        Task<string> errors = tshark.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = await tshark.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await tshark.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(tshark.ExitCode == 0, await errors);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
