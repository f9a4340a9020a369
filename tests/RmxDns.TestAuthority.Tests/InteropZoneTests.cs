using System.Net;
using RmxDns.Answering;
using RmxDns.Testing.Dns;
using RmxDns.Wire;

namespace RmxDns.TestAuthority.Tests;

/// <summary>The zones that faults are served from, as a resolver goes through them.</summary>
public class InteropZoneTests
{
    [Fact]
    public void Each_name_server_has_an_address_of_its_own()
    {
        Assert.Contains(IPAddress.Parse("127.94.0.1"), InteropZones.All.NameServers);
        Assert.Equal(Directory.GetFiles(InteropZones.Folder, "*.yaml").Length, InteropZones.All.NameServers.Count);
    }

    [Fact]
    public void The_root_refers_to_test_and_test_to_interop()
    {
        var authority = new Authority(InteropZones.All, TimeProvider.System);
        foreach ((string server, string next) in new[] { ("127.94.0.1", "test."), ("127.94.0.2", "interop.test."), ("127.94.0.3", "tc-always.interop.test.") })
        {
            DnsMessage referral = Ask(authority, server, "r1.tc-always.interop.test.");
            Assert.Empty(referral.Answer);
            Assert.False(referral.IsAuthoritative);
            Assert.Equal(next, Assert.Single(referral.Authority).Owner);
            Assert.NotEmpty(referral.Additional);
        }
    }

    private static DnsMessage Ask(Authority authority, string server, string name)
    {
        byte[] query = new DnsQuery(Name.Parse(name).Wire.ToArray(), RrType.DefaultRmx).Encode(1);
        Reaction reaction = authority.Answer(query, Transport.Udp, IPAddress.Loopback, IPAddress.Parse(server));
        return MessageDecoder.Decode(Assert.Single(reaction.Messages));
    }
}
