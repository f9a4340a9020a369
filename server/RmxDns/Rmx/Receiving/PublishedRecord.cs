using RmxDns.Wire;

namespace RmxDns.Rmx.Receiving;

/// <summary>
/// What a domain published: the entries of all its records as one, in the order of their RDATA octets, up to the first that
/// is malformed (draft-danisch-dns-rr-smtp §5.1, §7.1).
/// </summary>
/// <param name="Entries">The entries in front of anything malformed.</param>
/// <param name="Fault">What is malformed behind them; null when nothing is.</param>
public sealed record PublishedRecord(IReadOnlyList<RmxEntry> Entries, string? Fault)
{
    /// <summary>Reads the records of an RMX RRset.</summary>
    public static PublishedRecord FromRmx(IReadOnlyList<byte[]> rrSet) => Read(rrSet, (byte[] rdata, out RmxRecord record) =>
        RmxWire.TryDecode(rdata, out record, out RmxFault fault) ? null : $"RDATA is malformed at octet {fault.Offset}: {fault.Message}");

    /// <summary>Reads the records of a TXT RRset that holds the text form.</summary>
    public static PublishedRecord FromTxt(IReadOnlyList<byte[]> rrSet) => Read(rrSet, (byte[] rdata, out RmxRecord record) =>
    {
        record = new RmxRecord([]);
        if (JoinedText.Of(rdata) is not { } text)
            return "TXT RDATA that is not character-strings";
        return RmxTextReader.TryRead(text, out record, out TextFault fault) ? null : $"text that is malformed at character {fault.Offset}";
    });

    private delegate string? Reader(byte[] rdata, out RmxRecord record);

    private static PublishedRecord Read(IReadOnlyList<byte[]> rrSet, Reader read)
    {
        var entries = new List<RmxEntry>();
        List<byte[]> sorted = [.. rrSet];
        sorted.Sort((a, b) => a.AsSpan().SequenceCompareTo(b));
        foreach (byte[] rdata in sorted)
        {
            string? fault = read(rdata, out RmxRecord record);
            entries.AddRange(record.Entries);
            if (fault is not null)
                return new PublishedRecord(entries, fault);
        }
        return new PublishedRecord(entries, null);
    }
}
