using System.Runtime.InteropServices;

namespace RmxDns.Server.Udp;

/// <summary>The calls of Linux that take and send many datagrams at once, and the structures they read (recvmmsg(2), sendmmsg(2)).</summary>
internal static unsafe partial class LinuxSockets
{
    public const int SolSocket = 1;
    public const int SoReusePort = 15;

    /// <summary>Counts of a socket as an array of 32-bit numbers (sock_diag(7)).</summary>
    public const int SoMemInfo = 55;

    /// <summary>The place among them of the datagrams dropped.</summary>
    public const int MemInfoDrops = 8;

    public const int IpProtoIp = 0;
    public const int IpPktInfo = 8;
    public const int IpMtuDiscover = 10;
    public const int IpProtoIpv6 = 41;
    public const int Ipv6MtuDiscover = 23;
    public const int Ipv6RecvPktInfo = 49;
    public const int Ipv6PktInfo = 50;

    /// <summary>Never set "don't fragment", never believe a smaller path (ip(7)); what NSD and Knot set.</summary>
    public const int PmtuDiscOmit = 5;

    public const int MsgTrunc = 0x20;
    public const int MsgWaitForOne = 0x10000;
    public const int Eintr = 4;
    public const int Eagain = 11;

    [LibraryImport("libc", EntryPoint = "recvmmsg", SetLastError = true)]
    public static partial int Receive(SafeHandle socket, MultiMessage* messages, uint count, int flags, void* timeout);

    [LibraryImport("libc", EntryPoint = "sendmmsg", SetLastError = true)]
    public static partial int Send(SafeHandle socket, MultiMessage* messages, uint count, int flags);

    [LibraryImport("libc", EntryPoint = "nanosleep")]
    public static partial int Sleep(TimeSpec* time, TimeSpec* left);

    /// <summary>struct timespec.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct TimeSpec
    {
        public nint Seconds;
        public nint Nanoseconds;
    }

    /// <summary>struct iovec.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct IoVector
    {
        public void* Base;
        public nuint Length;
    }

    /// <summary>struct msghdr.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct MessageHeader
    {
        public void* Name;
        public uint NameLength;
        public IoVector* Vectors;
        public nuint VectorCount;
        public void* Control;
        public nuint ControlLength;
        public int Flags;
    }

    /// <summary>struct mmsghdr; its length stands behind the padding of the header.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct MultiMessage
    {
        public MessageHeader Header;
        public uint Length;
    }
}
