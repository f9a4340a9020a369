using RmxDns.Rdata.Fields;
using RmxDns.Wire;

namespace RmxDns.Rdata;

/// <summary>The generic form <c>\# length hex</c> (RFC 3597 §5): the length must be right, and the octets valid for the type.</summary>
internal static class GenericText
{
    private static readonly HexField Octets = new("RDATA", min: 0);

    /// <summary>Whether the first token is <c>\#</c>.</summary>
    public static bool IsGeneric(ReadOnlySpan<char> text)
    {
        text = text.TrimStart(" \t\r\n");
        return text.StartsWith(@"\#") && (text.Length == 2 || text[2] is ' ' or '\t' or '\r' or '\n');
    }

    public static bool TryParse(string text, RdataType type, TypeTable types, Name origin, out byte[] rdata, out TextFault fault)
    {
        rdata = [];
        var cursor = new RdataText(text, origin, types);
        var writer = new RdataWriter();
        fault = default;
        if (!TryReadOctets(ref cursor, writer))
        {
            fault = cursor.Fault;
            return false;
        }
        if (type.Check(writer.From(0)) is { } wrong)
        {
            fault = new TextFault(0, text.Length, $"octet {wrong.Offset} of the {type.Mnemonic} RDATA: {wrong.Message}");
            return false;
        }
        rdata = writer.ToArray();
        return true;
    }

    private static bool TryReadOctets(ref RdataText text, RdataWriter rdata)
    {
        if (!text.TryNextBare("generic form", out _) || !text.TryNextBare("length", out Token count))
            return false;
        if (!NumberField.TryRead(count.Text, ushort.MaxValue, out uint length))
            return text.Fail(count, "the length is a number from 0 to 65535");
        if (!Octets.TryParse(ref text, rdata))
            return false;
        return rdata.Length == length || text.Fail(count, $"a length of {length}, but {rdata.Length} octets follow");
    }
}
