using System.Buffers.Binary;
using System.Net;
using System.Runtime.InteropServices;

namespace RmxDns.Server.Udp;

/// <summary>
/// The memory of one UDP worker, outside the collector's: messages, addresses, control messages and the headers that point to
/// them. A response is written over its request and goes out by the same header, so that a query touches as little memory as
/// it can. A datagram longer than a request may be is cut by the kernel and then dropped.
/// </summary>
internal sealed unsafe class BatchBuffers : IDisposable
{
    /// <summary>Datagrams taken by one call.</summary>
    public const int Count = 64;

    /// <summary>Octets of a request; one with every sensible option has far fewer.</summary>
    public const int RequestSize = 4096;

    private const int AddressSize = 28;
    private const int ControlSize = 64;

    // Messages a multiple of 4,096 octets apart would all fall to the same few lines of the processor's first cache.
    private const int Line = 64;

    private readonly int _responseSize;
    private readonly bool _withControl;
    private readonly byte* _messages;
    private readonly byte* _addresses;
    private readonly byte* _controls;
    private readonly LinuxSockets.IoVector* _vectors;

    public BatchBuffers(int responseSize, bool withControl)
    {
        _responseSize = responseSize;
        _withControl = withControl;
        int apart = (Math.Max(RequestSize, responseSize) | (Line - 1)) + 1 + Line;
        _messages = Allocate(Count * apart);
        _addresses = Allocate(Count * AddressSize);
        _controls = Allocate(Count * ControlSize);
        _vectors = (LinuxSockets.IoVector*)Allocate(Count * sizeof(LinuxSockets.IoVector));
        Messages = (LinuxSockets.MultiMessage*)Allocate(Count * sizeof(LinuxSockets.MultiMessage));
        for (int i = 0; i < Count; i++)
        {
            _vectors[i].Base = _messages + (i * apart);
            Messages[i].Header = new LinuxSockets.MessageHeader { Name = _addresses + (i * AddressSize), Vectors = &_vectors[i], VectorCount = 1 };
            if (withControl)
                Messages[i].Header.Control = _controls + (i * ControlSize);
        }
        Rearm(Count);
    }

    /// <summary>What <c>recvmmsg</c> fills and, of what is queued, <c>sendmmsg</c> sends.</summary>
    public LinuxSockets.MultiMessage* Messages { get; }

    /// <summary>The octets of a request.</summary>
    public ReadOnlySpan<byte> Request(int index) => new(Messages[index].Header.Vectors->Base, (int)Messages[index].Length);

    /// <summary>Room for the response, which begins where the request does.</summary>
    public Span<byte> Response(int index) => new(Messages[index].Header.Vectors->Base, _responseSize);

    /// <summary>Where a request came from; made only to be logged.</summary>
    public IPEndPoint Source(int index)
    {
        var address = new ReadOnlySpan<byte>(Messages[index].Header.Name, AddressSize);
        return Messages[index].Header.NameLength < AddressSize
            ? new IPEndPoint(new IPAddress(address.Slice(4, 4)), SourcePort(index))
            : new IPEndPoint(new IPAddress(address.Slice(8, 16)), SourcePort(index));
    }

    /// <summary>The port that a request came from; it stands at the same place in both families' addresses.</summary>
    public ushort SourcePort(int index) =>
        BinaryPrimitives.ReadUInt16BigEndian(new ReadOnlySpan<byte>((byte*)Messages[index].Header.Name + 2, 2));

    /// <summary>
    /// Makes the response to request <paramref name="index"/> the next to be sent: back to where it came from, and from where it
    /// was asked. What stood at <paramref name="place"/>, which gets no response, takes the request's place.
    /// </summary>
    public void Queue(int place, int index, int length)
    {
        if (place != index)
            (Messages[place], Messages[index]) = (Messages[index], Messages[place]);
        LinuxSockets.MessageHeader* header = &Messages[place].Header;
        header->Vectors->Length = (nuint)length;
        if (!_withControl || header->ControlLength == 0)
            return;
        SourceAddress.MakeReply(new Span<byte>(header->Control, (int)header->ControlLength));
    }

    /// <summary>Makes the first <paramref name="count"/> headers ready for the next call, which reads the lengths as bounds.</summary>
    public void Rearm(int count)
    {
        for (int i = 0; i < count; i++)
        {
            LinuxSockets.MessageHeader* header = &Messages[i].Header;
            header->NameLength = AddressSize;
            header->ControlLength = _withControl ? ControlSize : 0u;
            header->Flags = 0;
            header->Vectors->Length = RequestSize;
        }
    }

    public void Dispose()
    {
        NativeMemory.Free(_messages);
        NativeMemory.Free(_addresses);
        NativeMemory.Free(_controls);
        NativeMemory.Free(_vectors);
        NativeMemory.Free(Messages);
    }

    private static byte* Allocate(int size) => (byte*)NativeMemory.AllocZeroed((nuint)size);
}
