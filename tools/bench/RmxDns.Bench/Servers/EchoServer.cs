using System.Net;
using System.Net.Sockets;
using RmxDns.Server.Udp;

namespace RmxDns.Bench.Servers;

/// <summary>The C echo's twin in C#: what the system calls cost from .NET.</summary>
internal static unsafe class EchoServer
{
    /// <summary>Serves until the process is ended.</summary>
    public static void Run(IPEndPoint address, int octets, int threads)
    {
        for (int i = 1; i < threads; i++)
            new Thread(() => Serve(address, octets)) { IsBackground = true }.Start();
        Serve(address, octets);
    }

    private static void Serve(IPEndPoint address, int octets)
    {
        using Socket socket = UdpSockets.Bind(address, shared: true);
        using var buffers = new BatchBuffers(BatchBuffers.RequestSize, withControl: false);
        while (true)
        {
            int received = LinuxSockets.Receive(socket.SafeHandle, buffers.Messages, BatchBuffers.Count, LinuxSockets.MsgWaitForOne, null);
            for (int i = 0; i < received; i++)
            {
                buffers.Response(i)[2] |= 0x80;
                buffers.Queue(i, i, Math.Max(buffers.Request(i).Length, octets));
            }
            for (int sent = 0; sent < received;)
                sent += Math.Max(1, LinuxSockets.Send(socket.SafeHandle, buffers.Messages + sent, (uint)(received - sent), 0));
            buffers.Rearm(Math.Max(received, 0));
        }
    }
}
