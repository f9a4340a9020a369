using System.Buffers;

namespace RmxDns.Server.Tcp;

/// <summary>
/// Cuts whole messages off the octets of a stream (RFC 1035 §4.2.2). A message in one piece is a view of it; one that the
/// system delivered in several is put together in memory that the caller lends. What is not whole stays.
/// <code>
/// length:2  message
/// </code>
/// </summary>
/// <param name="octets">What was received and not answered yet.</param>
/// <param name="crossing">Room for the longest message.</param>
internal ref struct StreamMessages(ReadOnlySequence<byte> octets, byte[] crossing)
{
    /// <summary>Octets of the length in front of a message.</summary>
    public const int LengthPrefix = 2;

    private SequenceReader<byte> _reader = new(octets);

    /// <summary>Where the first octet that was not cut off stands.</summary>
    public readonly SequencePosition End => _reader.Position;

    /// <summary>The next message, good until the next call; false when there is no whole one.</summary>
    public bool TryCut(out ReadOnlySpan<byte> message)
    {
        ReadOnlySpan<byte> here = _reader.UnreadSpan;
        if (here.Length >= LengthPrefix)
        {
            int length = here[0] << 8 | here[1];
            if (here.Length - LengthPrefix >= length)
            {
                message = here.Slice(LengthPrefix, length);
                _reader.Advance(LengthPrefix + length);
                return true;
            }
        }
        return TryPutTogether(out message);
    }

    private bool TryPutTogether(out ReadOnlySpan<byte> message)
    {
        message = default;
        SequenceReader<byte> ahead = _reader;
        if (!ahead.TryReadBigEndian(out short prefix))
            return false;
        Span<byte> whole = crossing.AsSpan(0, (ushort)prefix);
        if (!ahead.TryCopyTo(whole))
            return false;
        ahead.Advance(whole.Length);
        _reader = ahead;
        message = whole;
        return true;
    }
}
