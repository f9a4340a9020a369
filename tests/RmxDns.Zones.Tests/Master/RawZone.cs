using System.Buffers.Binary;
using System.Diagnostics;
using RmxDns.Testing;
using RmxDns.Testing.Peers;
using RmxDns.Wire;

namespace RmxDns.Zones.Tests.Master;

/// <summary>A zone as BIND's <c>named-compilezone</c> reads it, taken from its raw form, in which RDATA are octets.</summary>
internal static class RawZone
{
    private const int RawFormat = 2, HeaderOfVersion0 = 12, HeaderOfVersion1 = 24;

    /// <summary>The program.</summary>
    public const string Program = "named-compilezone";

    /// <summary>Each record as owner in lower case, TTL, type and RDATA in hexadecimal; empty, and what it said, when it refuses the file.</summary>
    public static (IReadOnlyList<string> Records, string Output) Read(string origin, string file)
    {
        string raw = Path.GetTempFileName();
        try
        {
            string[] ignored = ["-i", "none", "-k", "ignore", "-n", "ignore", "-m", "ignore", "-M", "ignore", "-S", "ignore", "-T", "ignore", "-r", "ignore"];
            using Process process = Process.Start(new ProcessStartInfo(Program, [.. ignored, "-F", "raw", "-o", raw, origin.TrimEnd('.') is { Length: > 0 } name ? name : ".", Path.GetFullPath(file)])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                WorkingDirectory = Path.GetDirectoryName(Path.GetFullPath(file)),
            })!;
            Task<string> errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            string output = process.StandardOutput.ReadToEnd() + errors.Result;
            process.WaitForExit();
            return process.ExitCode == 0 ? (Decode(File.ReadAllBytes(raw)), output) : ([], output);
        }
        finally
        {
            File.Delete(raw);
        }
    }

    /// <summary>
    /// Header: format, version, time (32 bits each), in version 1 three numbers more. Then each RRset: its length with these four
    /// octets, class, type, covered type (16 bits), TTL, count (32), owner and each RDATA with a length of 16 bits in front.
    /// </summary>
    private static List<string> Decode(ReadOnlySpan<byte> raw)
    {
        Assert.Equal(RawFormat, BinaryPrimitives.ReadInt32BigEndian(raw));
        int at = BinaryPrimitives.ReadInt32BigEndian(raw[4..]) == 0 ? HeaderOfVersion0 : HeaderOfVersion1;
        var records = new List<string>();
        for (; at < raw.Length; at += BinaryPrimitives.ReadInt32BigEndian(raw[at..]))
        {
            ReadOnlySpan<byte> rrSet = raw[at..];
            ushort type = BinaryPrimitives.ReadUInt16BigEndian(rrSet[6..]);
            uint ttl = BinaryPrimitives.ReadUInt32BigEndian(rrSet[10..]);
            int count = BinaryPrimitives.ReadInt32BigEndian(rrSet[14..]);
            ReadOnlySpan<byte> owner = Counted(rrSet, 18, out int inside);
            for (; count > 0; count--)
            {
                ReadOnlySpan<byte> rdata = Counted(rrSet, inside, out inside);
                records.Add($"{Name.FromWire(owner)!.ToString().ToLowerInvariant()} {ttl} {type} {Convert.ToHexString(rdata)}");
            }
        }
        return records;
    }

    private static ReadOnlySpan<byte> Counted(ReadOnlySpan<byte> rrSet, int at, out int behind)
    {
        int length = BinaryPrimitives.ReadUInt16BigEndian(rrSet[at..]);
        behind = at + 2 + length;
        return rrSet.Slice(at + 2, length);
    }

    /// <summary>The records of contents in the same form.</summary>
    public static IEnumerable<string> Written(Records.ZoneContents contents) =>
        contents.RrSets.SelectMany(rrSet => rrSet.Records.Select(record => $"{rrSet.Owner.ToString().ToLowerInvariant()} {rrSet.Ttl} {rrSet.Type} {Convert.ToHexString(record.Rdata)}"));

    /// <summary>Skips the test where the program is not installed.</summary>
    public static void SkipWithout()
    {
        if (Peer.WhyMissing(Program) is { } reason)
            Assert.Skip(reason);
    }

    /// <summary>The corpus: master files as people and programs write them, each named for its zone.</summary>
    public static IEnumerable<string> Corpus => Directory.EnumerateFiles(Repository.PathOf("tests", "data", "master", "zones"), "*.zone").Order(StringComparer.Ordinal);
}
