namespace RmxDns.Server.Udp;

/// <summary>What a UDP thread runs: <see cref="BatchedUdpWorker"/> on Linux, <see cref="PortableUdpWorker"/> elsewhere.</summary>
internal interface IUdpWorker
{
    /// <summary>Answers datagrams until told to stop.</summary>
    void Run(CancellationToken stop);
}
