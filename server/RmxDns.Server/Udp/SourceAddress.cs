using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace RmxDns.Server.Udp;

/// <summary>
/// The control message that says which address a datagram was sent to, turned round so that the answer comes from there
/// (ip(7) IP_PKTINFO, RFC 3542 §6.2). Without it a socket on the wildcard address answers from whichever address routing picks.
/// <code>
/// cmsghdr   length:8  level:4  type:4
/// IPv4      interface:4  local address:4  destination of the header:4
/// IPv6      address:16  interface:4
/// </code>
/// </summary>
internal static class SourceAddress
{
    private const int HeaderSize = 16;

    public static void MakeReply(Span<byte> control)
    {
        if (control.Length < HeaderSize + 12)
            return;
        int level = MemoryMarshal.Read<int>(control[8..]), type = MemoryMarshal.Read<int>(control[12..]);
        // The route decides on the interface; the local address is there already.
        if (level == LinuxSockets.IpProtoIp && type == LinuxSockets.IpPktInfo)
            BinaryPrimitives.WriteInt32LittleEndian(control[HeaderSize..], 0);
    }
}
