using System.Net;

namespace RmxDns.Server;

/// <summary>An address that cannot be listened on: a setting to change or a process to end, not a fault of the program.</summary>
internal sealed class ListenException(IPEndPoint address, string fault) : Exception(fault)
{
    public IPEndPoint Address { get; } = address;
}
