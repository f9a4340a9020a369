using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using RmxDns.Zones.Lint;

namespace RmxDns.Tool.Linting;

/// <summary>
/// What tells a finding from all others and stays the same while lines move: a hash of rule, zone, owner and subject, and a counter
/// for those that are equal in all of that. A finding without a zone takes the file's name in its place.
/// </summary>
internal static class Fingerprint
{
    private const int Octets = 8;

    /// <summary>The findings with their fingerprints, <c>HASH:COUNTER</c>; the order of equal ones counts.</summary>
    public static IReadOnlyList<ReportedFinding> Add(IReadOnlyList<Finding> findings)
    {
        var seen = new Dictionary<string, int>();
        var result = new List<ReportedFinding>(findings.Count);
        foreach (Finding finding in findings)
        {
            string hash = Hash(finding);
            int counter = seen[hash] = seen.GetValueOrDefault(hash) + 1;
            result.Add(new ReportedFinding(finding, string.Create(CultureInfo.InvariantCulture, $"{hash}:{counter}")));
        }
        return result;
    }

    private static string Hash(Finding finding)
    {
        string zone = finding.Zone?.ToString().ToLowerInvariant() ?? Path.GetFileName(finding.File);
        string owner = finding.Owner?.ToString().ToLowerInvariant() ?? "";
        byte[] text = Encoding.UTF8.GetBytes(string.Join('\0', finding.Rule.Id, zone, owner, finding.Subject));
        return Convert.ToHexStringLower(SHA256.HashData(text).AsSpan(0, Octets));
    }
}
