using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using RmxDns.Snapshot;
using RmxDns.Wire;

namespace RmxDns.Answering;

/// <summary>
/// Writes the sections of a response: whole RRsets within a limit, names compressed as far as they may be
/// (RFC 1035 §4.1.4, RFC 3597 §4). An RRset that does not fit leaves no trace.
/// </summary>
internal ref struct ResponseWriter
{
    private readonly Span<byte> _message;
    private readonly CompressionTable _names;
    private readonly int _limit;
    private bool _overflow;

    /// <summary>Starts after the question, which must stand in <paramref name="message"/> already.</summary>
    public ResponseWriter(Span<byte> message, int limit, int questionLength, CompressionTable names)
    {
        _message = message;
        _limit = limit;
        _names = names;
        _names.TakeBack(0);
        Position = Header.Length;
        WriteName(message[Header.Length..(Header.Length + questionLength - 4)]);
        Position = Header.Length + questionLength;
    }

    /// <summary>Octets written so far, header and question included.</summary>
    public int Position { get; private set; }

    /// <summary>Octets that are left within the limit.</summary>
    public readonly int Room => _limit - Position;

    /// <summary>Where pointers were written; kept when the compiler asks for it, so that it can make a template.</summary>
    public List<int>? Pointers { get; init; }

    /// <summary>What has been written so far, to return to.</summary>
    public readonly (int Position, int Names) Mark => (Position, _names.Count);

    /// <summary>Takes back all that was written since <paramref name="mark"/>.</summary>
    public void ReturnTo((int Position, int Names) mark)
    {
        Position = mark.Position;
        _names.TakeBack(mark.Names);
        Pointers?.RemoveAll(at => at >= mark.Position);
        _overflow = false;
    }

    /// <summary>Whether the response holds an RRset of this owner and type already.</summary>
    public readonly bool Holds(scoped ReadOnlySpan<byte> owner, ushort type)
    {
        Span<byte> labels = stackalloc byte[NameOctets.MaxLabels];
        Suffix suffix = FindSuffix(owner, labels);
        return suffix.Known == 0 && _names.HasRrSet(suffix.At, type);
    }

    /// <summary>Writes an RRset under an owner; false, and nothing written, when it does not fit.</summary>
    public bool TryWrite(scoped ReadOnlySpan<byte> owner, StoredRrSet rrSet)
    {
        CompressionShape shape = rrSet.Shape;
        ReadOnlySpan<byte> rrs = rrSet.Rrs;
        if (!MayFit(rrSet, owner))
            return false;
        var mark = Mark;
        int ownerAt = WriteName(owner);
        _names.AddRrSet(ownerAt, rrSet.Type);
        while (!_overflow)
        {
            int length = ZoneLayout.RrHeader + BinaryPrimitives.ReadUInt16BigEndian(rrs[10..]);
            WriteBody(rrs[2..length], shape);
            rrs = rrs[length..];
            if (rrs.IsEmpty)
                break;
            if (ownerAt is 0 or >= CompressionTable.PointerLimit)
                WriteName(owner);
            else
                WritePointer(ownerAt);
        }
        if (!_overflow)
            return true;
        ReturnTo(mark);
        return false;
    }

    /// <summary>
    /// Whether an RRset is not plainly too long: its RRs lie there with owners of two octets, and where no name can be
    /// compressed they cannot become shorter.
    /// </summary>
    public readonly bool MayFit(StoredRrSet rrSet, scoped ReadOnlySpan<byte> owner) =>
        rrSet.Rrs.Length <= Room || rrSet.Shape.Names != 0 || owner.Length == 1;

    /// <summary>Writes the CNAME that a DNAME stands for (RFC 6672 §3.1); false when it does not fit.</summary>
    public bool TryWriteCname(scoped ReadOnlySpan<byte> owner, uint ttl, scoped ReadOnlySpan<byte> target)
    {
        var mark = Mark;
        Span<byte> body = stackalloc byte[10 + NameOctets.MaxLength];
        BinaryPrimitives.WriteUInt16BigEndian(body, RrType.Cname);
        BinaryPrimitives.WriteUInt16BigEndian(body[2..], RrClass.In);
        BinaryPrimitives.WriteUInt32BigEndian(body[4..], ttl);
        target.CopyTo(body[10..]);
        WriteName(owner);
        WriteBody(body[..(10 + target.Length)], new CompressionShape(0, 1));
        if (!_overflow)
            return true;
        ReturnTo(mark);
        return false;
    }

    /// <summary>Type, class, TTL, RDLENGTH and RDATA.</summary>
    private void WriteBody(scoped ReadOnlySpan<byte> body, CompressionShape shape)
    {
        if (shape.Names == 0)
        {
            Write(body);
            return;
        }
        int lengthAt = Position + 8;
        Write(body[..(10 + shape.Prefix)]);
        ReadOnlySpan<byte> rest = body[(10 + shape.Prefix)..];
        for (int i = 0; i < shape.Names; i++)
        {
            int length = NameOctets.LengthOfUncompressed(rest);
            WriteName(rest[..length]);
            rest = rest[length..];
        }
        Write(rest);
        if (!_overflow)
            BinaryPrimitives.WriteUInt16BigEndian(_message[lengthAt..], (ushort)(Position - lengthAt - 2));
    }

    /// <summary>Writes a name, its longest known suffix as a pointer, and makes its own labels known.</summary>
    /// <returns>The offset by which the name is known; 0 for the root.</returns>
    [SkipLocalsInit]
    private int WriteName(scoped ReadOnlySpan<byte> name)
    {
        Span<byte> labels = stackalloc byte[NameOctets.MaxLabels];
        Suffix suffix = FindSuffix(name, labels);
        int start = Position;
        if (suffix.Pointer == 0)
        {
            Write(name);
        }
        else
        {
            Write(name[..labels[suffix.Literal]]);
            WritePointer(suffix.Pointer);
        }
        if (_overflow)
            return 0;
        int parent = suffix.At;
        for (int i = suffix.Known - 1; i >= 0; i--)
        {
            _names.AddLabel(LabelAt(name, labels[i]), parent, start + labels[i]);
            parent = start + labels[i];
        }
        return parent;
    }

    /// <summary>Finds the longest suffix of a name that the message holds.</summary>
    private readonly Suffix FindSuffix(scoped ReadOnlySpan<byte> name, scoped Span<byte> labels)
    {
        int count = 0;
        for (int at = 0; name[at] != 0; at += name[at] + 1)
            labels[count++] = (byte)at;
        var suffix = new Suffix { Known = count, Literal = count };
        while (suffix.Known > 0)
        {
            int found = _names.FindLabel(_message, LabelAt(name, labels[suffix.Known - 1]), suffix.At);
            if (found == 0)
                break;
            suffix.At = found;
            suffix.Known--;
            if (found < CompressionTable.PointerLimit)
                (suffix.Literal, suffix.Pointer) = (suffix.Known, found);
        }
        return suffix;
    }

    /// <summary>
    /// A suffix that is known: all labels from <c>Known</c> on, the first of them at <c>At</c>;
    /// those from <c>Literal</c> on within reach of a pointer to <c>Pointer</c>.
    /// </summary>
    private struct Suffix
    {
        public int Known, At, Literal, Pointer;
    }

    private static ReadOnlySpan<byte> LabelAt(ReadOnlySpan<byte> name, int at) => name.Slice(at, name[at] + 1);

    private void WritePointer(int target)
    {
        Pointers?.Add(Position);
        Write([(byte)(0xC0 | (target >> 8)), (byte)target]);
    }

    /// <summary>Copies octets to the message; once the limit is passed nothing more is written.</summary>
    private void Write(scoped ReadOnlySpan<byte> octets)
    {
        _overflow |= octets.Length > Room;
        if (_overflow)
            return;
        octets.CopyTo(_message[Position..]);
        Position += octets.Length;
    }
}
