using System.Net;
using System.Net.Sockets;

namespace RmxDns.Server;

/// <summary>An address that cannot be listened on: a setting to change or a process to end, not a fault of the program.</summary>
internal sealed class ListenException(IPEndPoint address, string fault) : Exception(fault)
{
    private const int FirstUnprivileged = 1024;

    public IPEndPoint Address { get; } = address;

    /// <summary>What the system said, and what to do about it.</summary>
    public static ListenException For(IPEndPoint address, SocketException fault) => new(address, fault.SocketErrorCode switch
    {
        SocketError.AddressAlreadyInUse => "another process listens there (address already in use)",
        SocketError.AddressNotAvailable => "this machine has no such address",
        SocketError.AccessDenied when address.Port < FirstUnprivileged =>
            $"permission denied; ports below {FirstUnprivileged} need root or CAP_NET_BIND_SERVICE",
        _ => fault.Message,
    });
}
