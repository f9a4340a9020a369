using System.Text;
using RmxDns.Wire;

namespace RmxDns.Rdata.Fields;

/// <summary>
/// Service parameters up to the end (RFC 9460 §2.1, §2.2): key (16 bits), length (16 bits), value; keys rise and none
/// comes twice. In text any order; written in rising order. Whether the keys agree with each other (mandatory ones
/// present, no-default-alpn beside alpn) is a matter of rules, not of syntax.
/// </summary>
internal sealed class ServiceParametersField(string label) : Field(label)
{
    internal override bool TakesRest => true;

    public override bool TakesMapping => true;

    public override string Notation => "[key=value…]";

    internal override bool TryParse(ref RdataText text, RdataWriter rdata)
    {
        var parameters = new SortedDictionary<ushort, byte[]>();
        while (!text.AtEnd)
        {
            if (!text.TryNextPair(out Token key, out Token value, out bool hasValue)
                || !TryAdd(ref text, parameters, key, value, hasValue))
                return false;
        }
        Write(parameters, rdata);
        return true;
    }

    private static bool TryAdd(
        ref RdataText text, SortedDictionary<ushort, byte[]> parameters, scoped Token key, scoped Token value, bool hasValue)
    {
        if (!ServiceParameter.TryParseKey(key.Text, out ushort code))
            return text.Fail(key, $"the parameter is one of {ServiceParameter.KnownKeys}, or key and a number");
        if (parameters.ContainsKey(code))
            return text.Fail(key, "the parameter comes twice");
        var octets = new RdataWriter();
        if (!ServiceParameter.TryParseValue(ref text, key, code, value, hasValue, octets))
            return false;
        parameters.Add(code, octets.ToArray());
        return true;
    }

    /// <summary>Reads parameters that a mapping gives one by one: each with its name, its values and the place of its key.</summary>
    internal static bool TryParseParts(
        IEnumerable<(string Name, string? Value, int Index)> parts, Name origin, TypeTable types, RdataWriter rdata, out int index, out TextFault fault)
    {
        var parameters = new SortedDictionary<ushort, byte[]>();
        fault = default;
        index = -1;
        foreach ((string name, string? value, int place) in parts)
        {
            index = place;
            var text = new RdataText(value ?? "", origin, types, whole: true);
            if (TryAdd(ref text, parameters, new Token(name, 0, TokenForm.Bare), new Token(value ?? "", 0, TokenForm.Whole), !string.IsNullOrEmpty(value)))
                continue;
            fault = text.Fault;
            return false;
        }
        Write(parameters, rdata);
        return true;
    }

    private static void Write(SortedDictionary<ushort, byte[]> parameters, RdataWriter rdata)
    {
        foreach ((ushort code, byte[] value) in parameters)
        {
            rdata.U16(code);
            rdata.U16((ushort)value.Length);
            rdata.Octets(value);
        }
    }

    internal override string? Check(ref WireReader rdata)
    {
        int last = -1;
        while (rdata.Remaining > 0)
        {
            int code = rdata.ReadU16();
            ReadOnlySpan<byte> value = rdata.ReadOctets(rdata.ReadU16());
            if (rdata.Failed)
                return null;
            if (code <= last)
                return "the keys of the parameters are not in rising order";
            if (ServiceParameter.Check((ushort)code, value) is { } fault)
                return fault;
            last = code;
        }
        return null;
    }

    internal override void Format(ref WireReader rdata, StringBuilder text, TypeTable types)
    {
        for (bool first = true; rdata.Remaining > 0; first = false)
        {
            text.Append(first ? "" : " ");
            ServiceParameter.Append(text, rdata.ReadU16(), rdata.ReadOctets(rdata.ReadU16()));
        }
    }
}
