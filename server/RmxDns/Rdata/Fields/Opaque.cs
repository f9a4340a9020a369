using System.Text;
using RmxDns.Wire;

namespace RmxDns.Rdata.Fields;

/// <summary>Octets up to the end that have no text form but the generic one (RFC 3597 §5).</summary>
internal sealed class OpaqueField(string label) : Field(label)
{
    internal override bool TakesRest => true;

    public override string Notation => @"\# length hex";

    /// <summary>Nothing: the generic form is every type's.</summary>
    public override string? Pattern => "(?!)";

    internal override bool TryParse(ref RdataText text, RdataWriter rdata) =>
        text.TryNext(Label, out Token token) && text.Fail(token, @"this type is written \# length hex only");

    internal override string? Check(ref WireReader rdata)
    {
        rdata.ReadRest();
        return null;
    }

    internal override bool CanFormat(ReadOnlySpan<byte> rdata) => false;

    internal override void Format(ref WireReader rdata, StringBuilder text, TypeTable types) => rdata.ReadRest();
}
