using System.Text;

namespace RmxDns.Testing.Peers;

/// <summary>PowerDNS with its bind backend, which reads master files, all caches off.</summary>
public sealed class PowerDns : Peer
{
    private PowerDns() : base(ProgramName, FreeAddress.OwnAddress()) { }

    /// <summary>The program.</summary>
    public const string ProgramName = "pdns_server";

    /// <summary>Starts it with these zones.</summary>
    /// <exception cref="PeerException">It cannot be started or refuses a zone.</exception>
    public static PowerDns Start(params IReadOnlyList<PeerZone> zones)
    {
        var peer = new PowerDns();
        peer.Run(zones);
        return peer;
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<string> Configure(IReadOnlyList<PeerZone> zones, IReadOnlyList<string> files)
    {
        var named = new StringBuilder($"options {{ directory \"{Folder}\"; }};\n");
        for (int i = 0; i < zones.Count; i++)
            named.Append($"zone \"{zones[i].Origin.TrimEnd('.')}\" {{ type master; file \"{files[i]}\"; }};\n");
        Write("pdns.conf", $"""
            local-address={Address.Address}
            local-port={Address.Port}
            socket-dir={Folder}
            daemon=no
            guardian=no
            disable-syslog=yes
            loglevel=3
            launch=bind
            bind-config={Write("named.conf", named.ToString())}
            bind-ignore-broken-records=no
            dname-processing=yes
            security-poll-suffix=
            cache-ttl=0
            query-cache-ttl=0
            negquery-cache-ttl=0
            zone-cache-refresh-interval=0
            receiver-threads=1
            distributor-threads=1
            udp-truncation-threshold=1232
            max-tcp-connections=200

            """);
        return [$"--config-dir={Folder}"];
    }
}
