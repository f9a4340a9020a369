using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using RmxDns.Zones.Lint;

namespace RmxDns.Tool.Messages;

/// <summary>What an OPT record says (RFC 6891 §6.1): version, size, and of its options those that tell why an answer is as it is.</summary>
internal static class OptText
{
    private const int OptionHeader = 4;
    private const ushort Nsid = 3, ExtendedError = 15;

    // RFC 8914 §4, by code.
    private static readonly string[] Errors =
    [
        "Other", "Unsupported DNSKEY Algorithm", "Unsupported DS Digest Type", "Stale Answer", "Forged Answer", "DNSSEC Indeterminate",
        "DNSSEC Bogus", "Signature Expired", "Signature Not Yet Valid", "DNSKEY Missing", "RRSIGs Missing", "No Zone Key Bit Set",
        "NSEC Missing", "Cached Error", "Not Ready", "Blocked", "Censored", "Filtered", "Prohibited", "Stale NXDOMAIN Answer",
        "Not Authoritative", "Not Supported", "No Reachable Authority", "Network Error", "Invalid Data",
    ];

    /// <summary>The record in words, such as <c>version 0, takes 1232 octets, error 20 (Not Authoritative)</c>.</summary>
    public static string Of(MessageRecord opt) =>
        string.Join(", ", [$"version {(opt.Ttl >> 16) & 0xFF}", $"takes {opt.Class} octets", .. OptionsOf(opt.Rdata).Select(Describe).OfType<string>()]);

    /// <summary>The extended errors of the record (RFC 8914), each as code, name and the server's own words, which may be empty.</summary>
    public static IEnumerable<(int Code, string Name, string Text)> ErrorsOf(MessageRecord opt) =>
        OptionsOf(opt.Rdata).Where(option => option.Code == ExtendedError && option.Value.Length >= sizeof(ushort)).Select(option => ErrorOf(option.Value));

    private static string? Describe((int Code, byte[] Value) option)
    {
        if (option.Code == Nsid)
            return $"NSID {FindingText.Quote(Encoding.UTF8.GetString(option.Value))}";
        if (option.Code != ExtendedError || option.Value.Length < sizeof(ushort))
            return null;
        (int code, string name, string text) = ErrorOf(option.Value);
        return $"error {code.ToString(CultureInfo.InvariantCulture)}{(name.Length > 0 ? $" ({name})" : "")}{(text.Length > 0 ? $": {FindingText.Quote(text)}" : "")}";
    }

    private static (int Code, string Name, string Text) ErrorOf(byte[] value)
    {
        int code = BinaryPrimitives.ReadUInt16BigEndian(value);
        return (code, code < Errors.Length ? Errors[code] : "", Encoding.UTF8.GetString(value.AsSpan(sizeof(ushort))));
    }

    /// <summary>The options up to the first that is cut off.</summary>
    private static IEnumerable<(int Code, byte[] Value)> OptionsOf(byte[] rdata)
    {
        for (int at = 0; at + OptionHeader <= rdata.Length;)
        {
            int length = BinaryPrimitives.ReadUInt16BigEndian(rdata.AsSpan(at + 2)), end = at + OptionHeader + length;
            if (end > rdata.Length)
                yield break;
            yield return (BinaryPrimitives.ReadUInt16BigEndian(rdata.AsSpan(at)), rdata[(at + OptionHeader)..end]);
            at = end;
        }
    }
}
