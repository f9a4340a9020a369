using System.Globalization;
using System.Net;
using RmxDns.Interop.Matrix;

namespace RmxDns.Interop.Captures;

/// <summary>The packets of results as files, one for each resolver and mode.</summary>
internal static class ResultCaptures
{
    /// <summary>How much of a packet the documents keep: enough for its header and its first records.</summary>
    public const int Kept = 1500;

    /// <summary>The failures alone, packets cut to <see cref="Kept"/> octets.</summary>
    /// <returns>The files' names by resolver and mode; a place without failures has none.</returns>
    public static IReadOnlyDictionary<(string, string), string> WriteFailures(string folder, RunRecord run, IReadOnlyList<CaseResult> results) =>
        Write(folder, run, results.Where(result => result.Outcome == CaseResult.Fail), Kept);

    /// <summary>All packets, whole.</summary>
    public static void WriteAll(string folder, RunRecord run, IReadOnlyList<CaseResult> results) => Write(folder, run, results, ushort.MaxValue);

    private static Dictionary<(string, string), string> Write(string folder, RunRecord run, IEnumerable<CaseResult> results, int limit)
    {
        var files = new Dictionary<(string, string), string>();
        _ = Directory.CreateDirectory(folder);
        var start = DateTimeOffset.ParseExact(run.Date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        foreach (IGrouping<(string Resolver, string Mode), CaseResult> place in results.GroupBy(result => (result.Resolver, result.Mode)))
        {
            string name = $"{place.Key.Resolver}-{place.Key.Mode}.pcap";
            using var file = new CaptureFile(Path.Combine(folder, name), start, limit);
            foreach (CaseResult result in place)
                file.Add(IPAddress.Parse("127.67.0.1"), Messages(result.Sent, result.SentOver), Messages(result.Received, result.ReceivedOver));
            files[place.Key] = name;
        }
        return files;
    }

    private static List<(byte[], bool)> Messages(IReadOnlyList<string> texts, IReadOnlyList<string> transports) =>
        [.. texts.Zip(transports, (text, transport) => (Convert.FromHexString(text), transport == "tcp"))];
}
