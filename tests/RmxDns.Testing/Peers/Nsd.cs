using System.Text;

namespace RmxDns.Testing.Peers;

/// <summary>NSD in the foreground on an address of its own, rate limit off.</summary>
public sealed class Nsd : Peer
{
    private Nsd() : base(ProgramName, FreeAddress.OwnAddress()) { }

    /// <summary>The program.</summary>
    public const string ProgramName = "nsd";

    /// <summary>Starts it with these zones.</summary>
    /// <exception cref="PeerException">It cannot be started or refuses a zone.</exception>
    public static Nsd Start(params IReadOnlyList<PeerZone> zones)
    {
        var peer = new Nsd();
        peer.Run(zones);
        return peer;
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<string> Configure(IReadOnlyList<PeerZone> zones, IReadOnlyList<string> files)
    {
        var text = new StringBuilder($"""
            server:
                ip-address: {Address.Address}@{Address.Port}
                server-count: 1
                zonesdir: "{Folder}"
                database: ""
                xfrdfile: "{Folder}/xfrd.state"
                xfrdir: "{Folder}"
                zonelistfile: "{Folder}/zone.list"
                pidfile: "{Folder}/nsd.pid"
                username: ""
                chroot: ""
                ipv4-edns-size: 1232
                rrl-ratelimit: 0
                rrl-whitelist-ratelimit: 0
                tcp-count: 100
                verbosity: 1
            remote-control:
                control-enable: no

            """);
        for (int i = 0; i < zones.Count; i++)
            text.Append($"zone:\n    name: \"{zones[i].Origin}\"\n    zonefile: \"{files[i]}\"\n");
        return ["-d", "-c", Write("nsd.conf", text.ToString())];
    }
}
