namespace RmxDns.Interop.Clients;

/// <summary>A library with which programs ask DNS, behind a small program of one form: <c>PROGRAM SERVER PORT NAME…</c>, a line for each name; of <c>NAME/TXT</c> it asks TXT.</summary>
/// <param name="Id">A short name.</param>
/// <param name="Title">Its name for readers.</param>
/// <param name="Package">The Debian package; null for what comes from elsewhere.</param>
/// <param name="Command">Program and arguments in front of server, port and names.</param>
/// <param name="Compile">What makes the program first; null when nothing does.</param>
internal sealed record ClientLibrary(string Id, string Title, string? Package, IReadOnlyList<string> Command, IReadOnlyList<string>? Compile = null)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<ClientLibrary> All { get; } =
    [
        new("glibc", "glibc `res_nquery`", "libc6", [Built("glibc")], ["gcc", "-O2", "-Wall", "-o", Built("glibc"), Source("glibc.c"), "-lresolv"]),
        new("drill", "ldns, by `drill`", "ldnsutils", [Source("drill.sh")]),
        new("dig", "BIND's `dig`", "bind9-dnsutils", [Source("dig.sh")]),
        new("dnspython", "dnspython", "python3-dnspython", ["/usr/bin/python3", Source("dnspython.py")]),
        new("miekg", "miekg/dns (Go)", "golang-github-miekg-dns-dev", [Built("miekg")],
            ["env", "GOPATH=/usr/share/gocode", "GO111MODULE=off", $"GOCACHE={Built("go-cache")}", "go", "build", "-o", Built("miekg"), Source("miekg.go")]),
        new("node", "Node's `dns`", null, ["node", Source("node.js")]),
        new("arsoft", "ARSoft.Tools.Net", null, ["dotnet", Built("rmxdns-interop.dll"), "client", "arsoft"]),
        new("dnsclient", "DnsClient.NET", null, ["dotnet", Built("rmxdns-interop.dll"), "client", "dnsclient"]),
    ];

    /// <summary>Its version; of Node and of the .NET libraries as they say themselves.</summary>
    public string Version() => Id switch
    {
        "node" => Matrix.RunRecord.Output("node", "--version"),
        "arsoft" => typeof(ARSoft.Tools.Net.Dns.DnsMessage).Assembly.GetName().Version!.ToString(3),
        "dnsclient" => typeof(global::DnsClient.LookupClient).Assembly.GetName().Version!.ToString(3),
        _ => Matrix.RunRecord.VersionOf(Package!),
    };

    private static string Source(string file) => Path.Combine(Folders.Root, "tools", "interop", "clients", file);

    private static string Built(string file) => Path.Combine(Folders.Build, file);
}
