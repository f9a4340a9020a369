namespace RmxDns.Server.Settings;

/// <summary>
/// A setting as a row of data: its name on the command line (<c>--name</c>), in the environment (<c>RMXDNS_NAME</c>, dashes
/// as underscores) and in JSON (<c>RmxDns:name</c>); parser, help and faults all come from it.
/// </summary>
/// <param name="Name">Without dashes in front.</param>
/// <param name="Placeholder">What stands for its value in the help; null for a switch.</param>
/// <param name="Repeatable">Whether it may be given several times.</param>
/// <param name="Allowed">What values are allowed, for faults.</param>
/// <param name="Help">What it does, for the help; lines of at most 66 characters.</param>
internal sealed record Setting(string Name, string? Placeholder, bool Repeatable, string Allowed, string Help)
{
    private static Setting Switch(string name, string help) => new(name, null, false, "true or false", help);

    private static Setting One(string name, string placeholder, string allowed, string help) => new(name, placeholder, false, allowed, help);

    private static Setting Many(string name, string placeholder, string allowed, string help) => new(name, placeholder, true, allowed, help);

    /// <summary>All settings, in the order of the help.</summary>
    public static IReadOnlyList<Setting> All { get; } =
    [
        Many("zones", "PATH", "a zone file or a folder of zone files",
            "A folder of YAML zones, or one zone file. May be given several\ntimes; of two files for one zone the first is served.\nDefault: ./zones"),
        Many("listen", "ADDRESS:PORT", "an address of this machine and a port, such as 127.0.0.1:5300 or [::1]:5300",
            "Where to answer, over UDP and TCP. May be given several times.\nDefault: 127.0.0.1:5300 and, where the machine has IPv6,\n[::1]:5300"),
        Many("default-ns", "NAME", "an absolute domain name",
            "A name server for zones that have no NS at their apex. May be\ngiven several times."),
        One("state", "DIR", "a folder that can be written to",
            "Where automatic serials are kept across restarts, and compiled\nzones, so that unchanged files need not be read again. Without\nit serials start from the file's modification time."),
        One("config", "FILE", "a JSON file that can be read",
            "A file of settings, read after the appsettings.json beside the\nprogram."),
        One("workers", "N", "a whole number from 1 to 256", "UDP threads for each address. Default: one per processor."),
        One("udp", "batched|portable", "batched (Linux) or portable",
            "How datagrams are taken: many a system call (Linux), or one at\na time with .NET's sockets. Default: batched on Linux."),
        One("udp-pause", "MICROSECONDS", "a whole number from 0 to 1000",
            "How long a UDP thread rests between batches when it is near its\nlimit, so that more queries share a system call. 0: never.\nDefault: 50"),
        One("edns-size", "OCTETS", "a whole number from 512 to 4096",
            "The largest answer over UDP to a client with EDNS.\nDefault: 1232"),
        One("nsid", "TEXT", "text of 1 to 128 octets, or 0x and hexadecimal digits", "What a client that asks for the server's identifier gets\n(RFC 5001). Default: nothing"),
        One("rmx-type", "CODE", "a code from 65280 to 65534, or another that no record type has",
            "The type code of RMX. Default: 65280"),
        One("max-connections", "N", "a whole number from 1 to 1000000",
            "TCP connections in all; for one more the one idle longest is\nclosed. Default: 10000, or what descriptors allow."),
        One("max-connections-per-address", "N", "a whole number from 1 to 1000000",
            "TCP connections from one address. Default: 256"),
        One("poll", "TIME", "a time of at most 24d such as 5s or 1m, or 0 for never", "How often zone files are looked at for changes. Default: 5s"),
        One("removed-zone-grace", "TIME|never", "a time such as 10m, 0 or never",
            "How long a zone is served after its file is gone. Default:\nnever, that is until SIGHUP or a restart."),
        Switch("strict", "Refuse a zone with any error that the linter finds in its default\nset, not only with those that make it impossible to serve."),
        Switch("check", "Load the zones, print what the linter finds in them, and end: 0\nno errors, 1 errors, 2 the zones could not be read."),
        Switch("test-authority", "Also answer wrong on purpose where zones ask for it (the key\nrmxdns), to find out what resolvers do. On loopback addresses."),
        Switch("test-authority-any-address", "Let --test-authority listen on other addresses too. Only in a\nlaboratory: anyone who reaches it can make it send what harms."),
        One("log-format", "text|json", "text or json", "How the log is written. Default: text"),
        One("log-queries", "N", "a whole number from 1 to 1000000",
            "Log one of N queries, at most 100 lines a second. Default: none"),
        One("stats-interval", "TIME", "a time of at most 24d such as 1h or 30s, or 0 for never",
            "How often the statistics are logged; SIGUSR1 and the end log\nthem too. Default: 1h"),
    ];
}
