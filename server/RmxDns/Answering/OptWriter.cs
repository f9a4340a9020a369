using System.Buffers.Binary;
using RmxDns.Wire;

namespace RmxDns.Answering;

/// <summary>
/// The OPT record of responses (RFC 6891 §6.1.2), made ready once and copied.
/// <code>
/// 00  0029  UDP payload:2  RCODE high:1  version:1  DO:1  0:1  RDLENGTH:2  ( code:2  length:2  value )*
/// </code>
/// </summary>
internal sealed class OptWriter
{
    private const int Fixed = 11;
    private const int OptionHeader = 4;
    private const ushort NsidOption = 3;
    private const ushort ErrorOption = 15;

    private readonly byte[] _bare;
    private readonly byte[] _nsid;

    public OptWriter(AnswerSettings settings)
    {
        _bare = new byte[Fixed];
        BinaryPrimitives.WriteUInt16BigEndian(_bare.AsSpan(1), RrType.Opt);
        BinaryPrimitives.WriteUInt16BigEndian(_bare.AsSpan(3), (ushort)settings.EdnsSize);
        _nsid = settings.Nsid is { } id ? Option(NsidOption, id.Span) : [];
    }

    /// <summary>Octets that the OPT of a response with data takes; 0 when the request has none.</summary>
    public int Length(in Request query)
    {
        if (!query.Edns.Present)
            return 0;
        return query.Edns.WantsNsid ? Fixed + _nsid.Length : Fixed;
    }

    /// <summary>Writes the record.</summary>
    /// <returns>Its octets.</returns>
    public int Write(Span<byte> at, in Request query, in Outcome outcome)
    {
        _bare.CopyTo(at);
        at[5] = (byte)((int)outcome.Rcode >> 4);
        at[7] = query.Edns.DnssecOk ? (byte)0x80 : (byte)0;
        int length = Fixed;
        if (query.Edns.WantsNsid)
        {
            _nsid.CopyTo(at[length..]);
            length += _nsid.Length;
        }
        // An error has no sections, so that there is room for its reason.
        if (outcome.Error != ExtendedError.None)
        {
            BinaryPrimitives.WriteUInt16BigEndian(at[length..], ErrorOption);
            BinaryPrimitives.WriteUInt16BigEndian(at[(length + 2)..], sizeof(ushort));
            BinaryPrimitives.WriteUInt16BigEndian(at[(length + OptionHeader)..], (ushort)outcome.Error);
            length += OptionHeader + sizeof(ushort);
        }
        BinaryPrimitives.WriteUInt16BigEndian(at[9..], (ushort)(length - Fixed));
        return length;
    }

    private static byte[] Option(ushort code, ReadOnlySpan<byte> value)
    {
        var option = new byte[OptionHeader + value.Length];
        BinaryPrimitives.WriteUInt16BigEndian(option, code);
        BinaryPrimitives.WriteUInt16BigEndian(option.AsSpan(2), (ushort)value.Length);
        value.CopyTo(option.AsSpan(OptionHeader));
        return option;
    }
}
