using System.Globalization;
using RmxDns.Bench.Zones;

namespace RmxDns.Bench.Servers;

/// <summary>A server that takes part: how it is configured and started.</summary>
/// <param name="Id">A short name.</param>
/// <param name="Title">Its name, and how it is configured.</param>
/// <param name="Command">Writes what it needs into its folder and gives program and arguments.</param>
internal sealed record Competitor(string Id, string Title, Func<Seat, IReadOnlyList<ZonePair>, IReadOnlyList<string>> Command)
{
    /// <summary>The workload that an echo stands beside, with as many octets; null for what answers from zones.</summary>
    public Workload? Echoed { get; init; }

    /// <summary>Whether it answers from zones; the echoes do not.</summary>
    public bool Answers => Echoed is null;

    public static Competitor Rmx { get; } = new("rmxdns", "RmxDns", (seat, zones) =>
    [
        "dotnet", Folders.Server, "--zones", zones.Count == 1 ? zones[0].YamlPath : Path.GetDirectoryName(zones[0].YamlPath)!,
        "--listen", $"{seat.Address}:{seat.Port}", "--workers", seat.ThreadText, "--max-connections-per-address", "5000", "--stats-interval", "0",
        .. seat.State is null ? (string[])[] : ["--state", seat.State],
    ]);

    /// <summary>This server as it is without the rest that its UDP threads take under load.</summary>
    public static Competitor RmxUnpaused { get; } = new("rmxdns-unpaused", "RmxDns, --udp-pause 0", (seat, zones) => [.. Rmx.Command(seat, zones), "--udp-pause", "0"]);

    public static Competitor NsdDefault { get; } = new("nsd-default", "NSD, Debian's settings", (seat, zones) => Nsd(seat, zones, "nsd.default.conf"));

    /// <summary>NSD with additional data, which its tuned configuration leaves out.</summary>
    public static Competitor NsdMail { get; } = new("nsd", "NSD, with additional data", (seat, zones) => Nsd(seat, zones, "nsd.mail.conf"));

    public static Competitor NsdTuned { get; } = new("nsd", "NSD, tuned", (seat, zones) => Nsd(seat, zones, "nsd.tuned.conf"));

    public static Competitor KnotDefault { get; } = new("knot-default", "Knot, Debian's settings", (seat, zones) => Knot(seat, zones, "knot.default.conf"));

    public static Competitor KnotTuned { get; } = new("knot", "Knot, tuned", (seat, zones) => Knot(seat, zones, "knot.tuned.conf"));

    public static Competitor BindDefault { get; } = new("bind-default", "BIND, Debian's settings", (seat, zones) => Named(seat, zones, "named.default.conf"));

    public static Competitor BindTuned { get; } = new("bind", "BIND, tuned", (seat, zones) => Named(seat, zones, "named.tuned.conf"));

    public static Competitor PowerDnsDefault { get; } = new("powerdns-default", "PowerDNS, Debian's settings", (seat, zones) => Pdns(seat, zones, "pdns.default.conf"));

    public static Competitor PowerDnsTuned { get; } = new("powerdns", "PowerDNS, tuned", (seat, zones) => Pdns(seat, zones, "pdns.tuned.conf"));

    /// <summary>The echoes; each answers with as many octets as this server's answers to a workload have.</summary>
    public static Competitor EchoInC(Workload workload, int octets) => new("echo-c", $"C echo (the kernel's limit), {octets} octets", (seat, _) =>
        [Path.Combine(Folders.Build, "echo"), seat.Address.ToString(), seat.PortText, octets.ToString(CultureInfo.InvariantCulture), seat.ThreadText])
    { Echoed = workload };

    public static Competitor EchoInCSharp(Workload workload, int octets) => new("echo-cs", $"C# echo, {octets} octets", (seat, _) =>
        ["dotnet", Folders.Bench, "echo", seat.Address.ToString(), seat.PortText, octets.ToString(CultureInfo.InvariantCulture), seat.ThreadText])
    { Echoed = workload };

    public static Competitor Arsoft { get; } = new("arsoft", "ARSoft.Tools.Net's DnsServer", (seat, zones) =>
        ["dotnet", Folders.Bench, "arsoft", seat.Address.ToString(), seat.PortText, zones[0].MasterPath]);

    private static IReadOnlyList<string> Nsd(Seat seat, IReadOnlyList<ZonePair> zones, string template) =>
        ["/usr/sbin/nsd", "-d", "-c", seat.Configure(template, zones.Select(zone => $"zone:\n  name: \"{zone.Origin}\"\n  zonefile: \"{zone.MasterPath}\""))];

    private static IReadOnlyList<string> Named(Seat seat, IReadOnlyList<ZonePair> zones, string template)
    {
        string path = seat.Configure(template, zones.Select(zone => $"zone \"{zone.Origin}\" {{ type primary; file \"{zone.MasterPath}\"; }};"));
        return ["/usr/sbin/named", "-f", "-n", seat.ThreadText, "-c", path];
    }

    private static IReadOnlyList<string> Pdns(Seat seat, IReadOnlyList<ZonePair> zones, string template)
    {
        string named = string.Join('\n', zones.Select(zone => $"zone \"{zone.Origin}\" {{ type master; file \"{zone.MasterPath}\"; }};"));
        File.WriteAllText(Path.Combine(seat.Folder, "zones.conf"), $"options {{ directory \"{seat.Folder}\"; }};\n{named}\n");
        File.Move(seat.Configure(template, []), Path.Combine(seat.Folder, "pdns.conf"));
        return ["/usr/sbin/pdns_server", $"--config-dir={seat.Folder}"];
    }

    private static IReadOnlyList<string> Knot(Seat seat, IReadOnlyList<ZonePair> zones, string template)
    {
        _ = Directory.CreateDirectory(Path.Combine(seat.Folder, "db"));
        return ["/usr/sbin/knotd", "-c", seat.Configure(template, zones.Select(zone => $"  - domain: \"{zone.Origin}\"\n    file: \"{zone.MasterPath}\""))];
    }
}
