namespace RmxDns.Interop.Resolvers;

/// <summary>A resolver that takes part: in which modes, and how it is started.</summary>
/// <param name="Id">What it is called in results, and what its configurations' names start with.</param>
/// <param name="Family">What it is called on the command line; two settings of one program share it.</param>
/// <param name="Title">Its name for readers, with the setting.</param>
/// <param name="Package">The Debian package.</param>
/// <param name="Modes"><c>iterate</c>, <c>forward</c> or <c>stub</c>, each with a configuration of its own.</param>
/// <param name="Start">Writes what it needs into its folder and gives program and arguments.</param>
internal sealed record Resolver(string Id, string Family, string Title, string Package, IReadOnlyList<string> Modes, Func<Seat, string, IReadOnlyList<string>> Start)
{
    /// <summary>It asks the authority's servers itself, from the root on.</summary>
    public const string Iterate = "iterate";

    /// <summary>It hands queries on to one server.</summary>
    public const string Forward = "forward";

    /// <summary>The same, as a program made for one machine, or a mode that looks less into the answer.</summary>
    public const string Stub = "stub";

    /// <summary>Only some take any address of 127/8; BIND listens on configured ones alone.</summary>
    public bool TakesAnyAddress { get; init; } = true;

    /// <summary>How many cases it is asked at once; null for as many as the check asks otherwise.</summary>
    public int? AtOnce { get; init; }

    /// <summary>All of them, in the order of the pages.</summary>
    public static IReadOnlyList<Resolver> All { get; } =
    [
        new("unbound", "unbound", "Unbound", "unbound", [Iterate, Forward], (seat, template) => ["/usr/sbin/unbound", "-d", "-p", "-c", seat.Configure(template)]),
        new("bind", "bind", "BIND", "bind9", [Iterate, Forward], (seat, template) => ["/usr/sbin/named", "-f", "-n", "1", "-c", seat.Configure(template)])
        { TakesAnyAddress = false },
        new("kresd", "kresd", "Knot Resolver", "knot-resolver", [Iterate, Forward, Stub], (seat, template) => ["/usr/sbin/kresd", "-n", "-q", "-c", seat.Configure(template), seat.Folder]),
        new("pdns-recursor", "pdns-recursor", "PowerDNS Recursor", "pdns-recursor", [Iterate, Forward], (seat, template) =>
        {
            _ = seat.Configure(template, "recursor.conf");
            return ["/usr/sbin/pdns_recursor", $"--config-dir={seat.Folder}"];
        }),
        new("dnsmasq", "dnsmasq", "dnsmasq", "dnsmasq-base", [Forward], Dnsmasq),
        new("dnsmasq-cache-rr", "dnsmasq", "dnsmasq with cache-rr", "dnsmasq-base", [Forward], Dnsmasq),
        // One broken answer ends connections of other cases that are asked at the same time.
        new("dnsdist", "dnsdist", "dnsdist", "dnsdist", [Forward], Dnsdist) { AtOnce = 1 },
        new("dnsdist-cache", "dnsdist", "dnsdist with a cache", "dnsdist", [Forward], Dnsdist) { AtOnce = 1 },
        new("stubby", "stubby", "Stubby", "stubby", [Stub], (seat, template) => ["/usr/bin/stubby", "-C", seat.Configure(template)]),
        new("resolved", "resolved", "systemd-resolved", "systemd-resolved", [Stub], (seat, template) =>
        {
            _ = seat.Configure(template, "resolved.conf");
            return ["unshare", "--mount", Path.Combine(Folders.Resolvers, "resolved.sh"), Path.Combine(Folders.Build, "systemd-resolved", "lib", "systemd", "systemd-resolved"), seat.Folder];
        }),
    ];

    /// <summary>The configuration's template for a mode: the file that is named after both.</summary>
    public string Template(string mode) =>
        Path.GetFileName(Directory.EnumerateFiles(Folders.Resolvers, $"{Id}.{mode}.*").SingleOrDefault()
            ?? throw new InvalidOperationException($"{Folders.Resolvers} holds no single file {Id}.{mode}.*"));

    private static IReadOnlyList<string> Dnsmasq(Seat seat, string template) => ["/usr/sbin/dnsmasq", "--keep-in-foreground", "-C", seat.Configure(template)];

    private static IReadOnlyList<string> Dnsdist(Seat seat, string template) => ["/usr/bin/dnsdist", "--supervised", "--disable-syslog", "-C", seat.Configure(template)];
}
