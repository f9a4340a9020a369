using System.Text;

namespace RmxDns.Testing.Peers;

/// <summary>Knot DNS in the foreground on an address of its own.</summary>
public sealed class Knot : Peer
{
    private Knot() : base(ProgramName, FreeAddress.OwnAddress()) { }

    /// <summary>The program.</summary>
    public const string ProgramName = "knotd";

    /// <summary>Starts it with these zones.</summary>
    /// <exception cref="PeerException">It cannot be started or refuses a zone.</exception>
    public static Knot Start(params IReadOnlyList<PeerZone> zones)
    {
        var peer = new Knot();
        peer.Run(zones);
        return peer;
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<string> Configure(IReadOnlyList<PeerZone> zones, IReadOnlyList<string> files)
    {
        Directory.CreateDirectory(Path.Combine(Folder, "db"));
        var text = new StringBuilder($"""
            server:
                rundir: "{Folder}"
                listen: {Address.Address}@{Address.Port}
                udp-workers: 1
                tcp-workers: 1
                background-workers: 1
                udp-max-payload: 1232
            control:
                listen: "{Folder}/knot.sock"
            database:
                storage: "{Folder}/db"
            log:
              - target: stderr
                any: warning
            template:
              - id: default
                storage: "{Folder}"
                zonefile-load: whole
                zonefile-sync: -1
                journal-content: none
            zone:

            """);
        for (int i = 0; i < zones.Count; i++)
            text.Append($"  - domain: \"{zones[i].Origin}\"\n    file: \"{files[i]}\"\n");
        return ["-c", Write("knot.conf", text.ToString())];
    }
}
