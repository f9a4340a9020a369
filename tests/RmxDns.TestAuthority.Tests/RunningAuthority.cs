using System.Net;
using System.Net.Sockets;
using RmxDns.Rdata;
using RmxDns.TestAuthority.Sockets;
using RmxDns.Testing;
using RmxDns.Testing.Dns;
using RmxDns.Wire;
using RmxDns.Zones.Lint;

namespace RmxDns.TestAuthority.Tests;

/// <summary>An authority on a free loopback address, with the zones of <c>zones/interop</c> or a text; disposing ends it.</summary>
internal sealed class RunningAuthority : IAsyncDisposable
{
    private static int _tokens;

    private RunningAuthority(AuthorityZones zones)
    {
        Address = FreeAddress.OwnAddress();
        Server = TestAuthorityServer.Start(new Authority(zones, TimeProvider.System), [Address]);
    }

    public IPEndPoint Address { get; }

    public TestAuthorityServer Server { get; }

    /// <summary>A label that no name had yet.</summary>
    public static string FreshLabel() => $"r{Interlocked.Increment(ref _tokens)}";

    public static RunningAuthority WithInteropZones() => new(InteropZones.All);

    /// <summary>With one zone, <c>lab.test.</c>, of these owners.</summary>
    public static RunningAuthority WithZone(string owners) => new(Zone(owners));

    /// <summary>One zone, <c>lab.test.</c>, of these owners.</summary>
    public static AuthorityZones Zone(string owners)
    {
        string text = $"'': [{{type: NS, value: ns.elsewhere.test.}}, {{type: SOA, value: {{serial: 1}}}}]\n{owners}\n";
        return AuthorityZones.TryCompile([AuthorityZones.Loader(new TypeTable()).LoadText("lab.test.yaml", text)], new TypeTable(), out AuthorityZones zones, out IReadOnlyList<Finding> errors)
            ? zones
            : throw new InvalidOperationException(string.Join('\n', errors));
    }

    public static DnsQuery Query(string name, ushort type = RrType.DefaultRmx, ushort? ednsSize = null) =>
        new(Name.Parse(name).Wire.ToArray(), type) { EdnsSize = ednsSize };

    /// <summary>A datagram's answers, as many as come within a moment after the first.</summary>
    public IReadOnlyList<DnsMessage> Ask(DnsQuery query, TimeSpan? patience = null)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Connect(Address);
        socket.Send(query.Encode(7));
        var answers = new List<DnsMessage>();
        byte[] buffer = new byte[ushort.MaxValue];
        while (socket.Poll(answers.Count == 0 ? patience ?? DnsExchange.Patience : TimeSpan.FromMilliseconds(50), SelectMode.SelectRead))
            answers.Add(MessageDecoder.Decode(buffer[..socket.Receive(buffer)]));
        return answers;
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
