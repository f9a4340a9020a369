using System.Text;
using RmxDns.Rmx;
using RmxDns.Wire;

namespace RmxDns.Rdata.Fields;

/// <summary>
/// The entries of RMX, all of RDATA, left to the room that knows them. Text is written canonically; octets that this
/// would not give back (pad bits set) are written in the generic form.
/// </summary>
internal sealed class RmxEntriesField(string label) : Field(label)
{
    internal override bool TakesRest => true;

    public override string Notation => "[!]tag:data […]";

    internal override bool TryParse(ref RdataText text, RdataWriter rdata)
    {
        ReadOnlySpan<char> entries = text.TakeRest(out int offset);
        if (!RmxTextReader.TryParse(entries, out byte[] octets, out TextFault fault, text.Types.ToAscii))
            return text.Fail(offset + fault.Offset, fault.Length, fault.Message);
        rdata.Octets(octets);
        return true;
    }

    internal override string? Check(ref WireReader rdata) => Fault(rdata.ReadRest())?.Message;

    /// <summary>What is wrong with the octets of a record, and at which of them.</summary>
    public static RdataFault? Fault(ReadOnlySpan<byte> rdata) =>
        RmxWire.TryDecode(rdata, out _, out RmxFault fault) ? null : new RdataFault(fault.Offset, fault.Message);

    internal override bool CanFormat(ReadOnlySpan<byte> rdata) =>
        RmxWire.TryDecode(rdata, out RmxRecord record, out _) && rdata.SequenceEqual(record.Encode());

    internal override void Format(ref WireReader rdata, StringBuilder text, TypeTable types)
    {
        if (RmxWire.TryDecode(rdata.ReadRest(), out RmxRecord record, out _))
            text.Append(RmxText.Format(record));
    }

    /// <summary>What a receiver looks up next, in entry order, negated entries too (draft-danisch-dns-rr-smtp §7.2.6).</summary>
    public static IReadOnlyList<AdditionalReference> References(ReadOnlySpan<byte> rdata)
    {
        _ = RmxWire.TryDecode(rdata, out RmxRecord record, out _);
        var references = new List<AdditionalReference>();
        foreach (RmxEntry entry in record.Entries)
        {
            if (entry.Code == RmxCode.Host)
                references.Add(new AdditionalReference(entry.Name, [RrType.A, RrType.Aaaa]));
            else if (entry.Code == RmxCode.Apl)
                references.Add(new AdditionalReference(entry.Name, [RrType.Apl]));
            else if (entry.Code == RmxCode.Mx)
                references.Add(new AdditionalReference(null, [RrType.Mx], ThenExchanges: true));
        }
        return references;
    }
}
