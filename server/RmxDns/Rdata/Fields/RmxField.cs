using System.Text;
using RmxDns.Rmx;
using RmxDns.Wire;

namespace RmxDns.Rdata.Fields;

/// <summary>The entries of an RMX record; what they are is for <see cref="RmxWire"/> and <see cref="RmxTextReader"/> to say.</summary>
internal sealed class RmxField() : Field("entries")
{
    internal override bool TakesRest => true;

    /// <summary>One entry.</summary>
    public override string? Pattern => RmxPattern.Entry;

    internal override bool TryParse(ref RdataText text, RdataWriter rdata)
    {
        do
        {
            if (!text.TryNextBare("entry such as ipv4:192.0.2.1", out Token token))
                return false;
            if (!RmxTextReader.TryParseEntry(token.Text, out RmxEntry? entry, out TextFault fault, text.Types.ToAscii))
                return text.Fail(token.Offset + fault.Offset, fault.Length, fault.Message);
            rdata.Octets(new RmxRecord([entry!]).Encode());
        }
        while (!text.AtEnd);
        return true;
    }

    internal override string? Check(ref WireReader rdata) =>
        RmxWire.TryDecode(rdata.ReadRest(), out _, out RmxFault fault) ? null : $"malformed at octet {fault.Offset}: {fault.Message}";

    // Text leaves pad bits out, and has no way to say that there are no entries.
    internal override bool CanFormat(ReadOnlySpan<byte> rdata) =>
        RmxWire.TryDecode(rdata, out RmxRecord record, out _) && record.Entries.Count > 0 && !record.Entries.Any(entry => entry.HasPadBits);

    internal override void Format(ref WireReader rdata, StringBuilder text, TypeTable types)
    {
        if (RmxWire.TryDecode(rdata.ReadRest(), out RmxRecord record, out _))
            text.Append(RmxText.Format(record));
    }
}
