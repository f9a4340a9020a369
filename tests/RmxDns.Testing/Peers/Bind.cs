using System.Text;

namespace RmxDns.Testing.Peers;

/// <summary>BIND's named in the foreground on a port of 127.0.0.1 (it takes configured addresses only), its checks of content off.</summary>
public sealed class Bind : Peer
{
    private Bind() : base(ProgramName, FreeAddress.OwnPort()) { }

    /// <summary>The program.</summary>
    public const string ProgramName = "named";

    /// <summary>Starts it with these zones.</summary>
    /// <exception cref="PeerException">It cannot be started or refuses a zone.</exception>
    public static Bind Start(params IReadOnlyList<PeerZone> zones)
    {
        var peer = new Bind();
        peer.Run(zones);
        return peer;
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<string> Configure(IReadOnlyList<PeerZone> zones, IReadOnlyList<string> files)
    {
        var text = new StringBuilder($$"""
            options {
                directory "{{Folder}}"; pid-file "{{Folder}}/pid"; session-keyfile "{{Folder}}/session.key"; lock-file none;
                listen-on port {{Address.Port}} { 127.0.0.1; }; listen-on-v6 { none; };
                recursion no; dnssec-validation no; notify no; allow-query { any; }; empty-zones-enable no;
                minimal-responses no-auth; minimal-any no; max-udp-size 1232; edns-udp-size 1232; max-records-per-type 0;
                check-names primary ignore; check-integrity no; check-mx ignore; check-mx-cname ignore; check-srv-cname ignore;
                check-sibling no; check-wildcard no; check-dup-records ignore; check-spf ignore; rrset-order { order none; };
                zero-no-soa-ttl no; tcp-clients 200; masterfile-format text;
            };
            controls { };
            logging { channel errors { stderr; severity warning; }; category default { errors; }; };

            """);
        for (int i = 0; i < zones.Count; i++)
            text.Append($"zone \"{zones[i].Origin}\" {{ type primary; file \"{files[i]}\"; }};\n");
        return ["-f", "-n", "1", "-c", Write("named.conf", text.ToString())];
    }
}
