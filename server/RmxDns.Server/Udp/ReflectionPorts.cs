namespace RmxDns.Server.Udp;

/// <summary>
/// Source ports of services that answer anything: a forged request from one would start a loop between two servers
/// (echo 7, daytime 13, chargen 19, time 37), and port 0, which cannot be answered.
/// Port 53 is a resolver's and is answered.
/// </summary>
internal static class ReflectionPorts
{
    public static bool Contains(ushort port) => port is 0 or 7 or 13 or 19 or 37;
}
