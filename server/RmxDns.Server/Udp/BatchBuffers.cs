using System.Buffers.Binary;
using System.Net;
using System.Runtime.InteropServices;

namespace RmxDns.Server.Udp;

/// <summary>
/// The memory of one UDP worker, outside the collector's: requests, responses, addresses, control messages and the
/// headers that point to them. A datagram longer than a request's buffer is cut by the kernel and then dropped.
/// </summary>
internal sealed unsafe class BatchBuffers : IDisposable
{
    /// <summary>Datagrams taken by one call.</summary>
    public const int Count = 64;

    /// <summary>Octets of a request; one with every sensible option has far fewer.</summary>
    public const int RequestSize = 4096;

    private const int AddressSize = 28;
    private const int ControlSize = 64;

    private readonly int _responseSize;
    private readonly bool _withControl;
    private readonly byte* _requests;
    private readonly byte* _responses;
    private readonly byte* _addresses;
    private readonly byte* _controls;
    private readonly LinuxSockets.IoVector* _vectors;

    public BatchBuffers(int responseSize, bool withControl)
    {
        _responseSize = responseSize;
        _withControl = withControl;
        _requests = Allocate(Count * RequestSize);
        _responses = Allocate(Count * responseSize);
        _addresses = Allocate(Count * AddressSize);
        _controls = Allocate(Count * ControlSize);
        _vectors = (LinuxSockets.IoVector*)Allocate(2 * Count * sizeof(LinuxSockets.IoVector));
        Received = (LinuxSockets.MultiMessage*)Allocate(Count * sizeof(LinuxSockets.MultiMessage));
        ToSend = (LinuxSockets.MultiMessage*)Allocate(Count * sizeof(LinuxSockets.MultiMessage));
        for (int i = 0; i < Count; i++)
        {
            _vectors[i] = new LinuxSockets.IoVector { Base = _requests + (i * RequestSize), Length = RequestSize };
            Received[i].Header = new LinuxSockets.MessageHeader { Name = _addresses + (i * AddressSize), Vectors = &_vectors[i], VectorCount = 1 };
            if (withControl)
                Received[i].Header.Control = _controls + (i * ControlSize);
        }
        Rearm(Count);
    }

    /// <summary>What <c>recvmmsg</c> fills.</summary>
    public LinuxSockets.MultiMessage* Received { get; }

    /// <summary>What <c>sendmmsg</c> sends.</summary>
    public LinuxSockets.MultiMessage* ToSend { get; }

    /// <summary>The octets of a request.</summary>
    public ReadOnlySpan<byte> Request(int index) => new(_requests + (index * RequestSize), (int)Received[index].Length);

    /// <summary>Room for a response.</summary>
    public Span<byte> Response(int index) => new(_responses + (index * _responseSize), _responseSize);

    /// <summary>Where a request came from; made only to be logged.</summary>
    public IPEndPoint Source(int index)
    {
        var address = new ReadOnlySpan<byte>(_addresses + (index * AddressSize), AddressSize);
        return Received[index].Header.NameLength < AddressSize
            ? new IPEndPoint(new IPAddress(address.Slice(4, 4)), SourcePort(index))
            : new IPEndPoint(new IPAddress(address.Slice(8, 16)), SourcePort(index));
    }

    /// <summary>The port that a request came from; it stands at the same place in both families' addresses.</summary>
    public ushort SourcePort(int index) =>
        BinaryPrimitives.ReadUInt16BigEndian(new ReadOnlySpan<byte>(_addresses + (index * AddressSize) + 2, 2));

    /// <summary>Makes the response to request <paramref name="index"/> the next to be sent: back to where it came from, and from where it was asked.</summary>
    public void Queue(int place, int index, int length)
    {
        LinuxSockets.IoVector* vector = &_vectors[Count + place];
        *vector = new LinuxSockets.IoVector { Base = _responses + (index * _responseSize), Length = (nuint)length };
        LinuxSockets.MessageHeader* received = &Received[index].Header;
        ToSend[place].Header = new LinuxSockets.MessageHeader
        {
            Name = received->Name,
            NameLength = received->NameLength,
            Vectors = vector,
            VectorCount = 1,
        };
        if (!_withControl || received->ControlLength == 0)
            return;
        SourceAddress.MakeReply(new Span<byte>(received->Control, (int)received->ControlLength));
        ToSend[place].Header.Control = received->Control;
        ToSend[place].Header.ControlLength = received->ControlLength;
    }

    /// <summary>Makes the first <paramref name="count"/> headers ready for the next call, which reads the lengths as bounds.</summary>
    public void Rearm(int count)
    {
        for (int i = 0; i < count; i++)
        {
            Received[i].Header.NameLength = AddressSize;
            Received[i].Header.ControlLength = _withControl ? ControlSize : 0u;
            Received[i].Header.Flags = 0;
        }
    }

    public void Dispose()
    {
        NativeMemory.Free(_requests);
        NativeMemory.Free(_responses);
        NativeMemory.Free(_addresses);
        NativeMemory.Free(_controls);
        NativeMemory.Free(_vectors);
        NativeMemory.Free(Received);
        NativeMemory.Free(ToSend);
    }

    private static byte* Allocate(int size) => (byte*)NativeMemory.AllocZeroed((nuint)size);
}
