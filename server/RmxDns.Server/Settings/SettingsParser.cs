using System.Buffers;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using RmxDns.Rdata;
using RmxDns.Wire;
using RmxDns.Zones.Lint;

namespace RmxDns.Server.Settings;

/// <summary>
/// Turns the settings' text into values. A wrong one is a fault that gives its name, its value and what is allowed; all
/// faults are gathered, not only the first.
/// </summary>
internal sealed class SettingsParser(IReadOnlyDictionary<string, IReadOnlyList<string>> values, List<string> faults)
{
    private const int DefaultPort = 5300;

    // What the timers of .NET take.
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(24);

    /// <summary>The settings; meaningless when there are faults.</summary>
    public ServerSettings Parse()
    {
        var defaults = new ServerSettings { Zones = [], Listen = [] };
        List<IPEndPoint> listen = [.. Many("listen", ParseEndPoint).Distinct()];
        List<string> zones = Many("zones", ParsePath);
        bool testAuthority = IsOn("test-authority"), anyAddress = IsOn("test-authority-any-address");
        CheckTestAuthority(testAuthority, anyAddress, listen);
        return new ServerSettings
        {
            Zones = zones.Count == 0 ? ["zones"] : zones,
            Listen = listen.Count == 0 ? DefaultListen() : listen,
            DefaultNs = Many("default-ns", ParseName),
            State = One("state", ParsePath),
            Workers = Number("workers", 1, 256) ?? defaults.Workers,
            PortableUdp = Choice("udp", OperatingSystem.IsLinux() ? ["batched", "portable"] : ["portable"]) is { } udp ? udp == "portable" : defaults.PortableUdp,
            UdpPause = Number("udp-pause", 0, 1000) is { } microseconds ? TimeSpan.FromMicroseconds(microseconds) : defaults.UdpPause,
            EdnsSize = Number("edns-size", 512, 4096) ?? defaults.EdnsSize,
            Nsid = One("nsid", ParseNsid),
            RmxType = One("rmx-type", ParseRmxType) is { } code ? code[0] : defaults.RmxType,
            MaxConnections = Number("max-connections", 1, 1_000_000),
            MaxConnectionsPerAddress = Number("max-connections-per-address", 1, 1_000_000) ?? defaults.MaxConnectionsPerAddress,
            Poll = Time("poll", LongestTimer) ?? defaults.Poll,
            RemovedZoneGrace = values.GetValueOrDefault("removed-zone-grace") is [.., "never"] ? null : Time("removed-zone-grace", TimeSpan.MaxValue),
            Strict = IsOn("strict"),
            Check = IsOn("check"),
            TestAuthority = testAuthority,
            TestAuthorityAnyAddress = anyAddress,
            JsonLog = Choice("log-format", ["text", "json"]) == "json",
            LogQueries = Number("log-queries", 1, 1_000_000) ?? 0,
            StatsInterval = Time("stats-interval", LongestTimer) ?? defaults.StatsInterval,
        };
    }

    /// <summary>What answers wrong on purpose is kept from others unless that is said.</summary>
    private void CheckTestAuthority(bool testAuthority, bool anyAddress, List<IPEndPoint> listen)
    {
        if (!testAuthority)
        {
            if (anyAddress)
                faults.Add("--test-authority-any-address: only beside --test-authority");
            return;
        }
        foreach (IPEndPoint address in anyAddress ? [] : listen.Where(address => !IPAddress.IsLoopback(address.Address)))
            faults.Add($"--listen {address}: not a loopback address; --test-authority answers wrong on purpose, and elsewhere only with --test-authority-any-address");
    }

    private static IReadOnlyList<IPEndPoint> DefaultListen()
    {
        var v4 = new IPEndPoint(IPAddress.Loopback, DefaultPort);
        return HasIpv6Loopback() ? [v4, new IPEndPoint(IPAddress.IPv6Loopback, DefaultPort)] : [v4];
    }

    /// <summary>Whether the address can be bound: the system may know IPv6 and have it switched off.</summary>
    private static bool HasIpv6Loopback()
    {
        if (!Socket.OSSupportsIPv6)
            return false;
        try
        {
            using var probe = new Socket(AddressFamily.InterNetworkV6, SocketType.Dgram, ProtocolType.Udp);
            probe.Bind(new IPEndPoint(IPAddress.IPv6Loopback, 0));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private T? One<T>(string name, Func<string, T?> parse)
        where T : class
    {
        if (values.GetValueOrDefault(name) is not [.., { } text])
            return null;
        T? value = parse(text);
        if (value is null)
            Wrong(name, text);
        return value;
    }

    private List<T> Many<T>(string name, Func<string, T?> parse)
        where T : class
    {
        var parsed = new List<T>();
        foreach (string text in values.GetValueOrDefault(name) ?? [])
        {
            if (parse(text) is { } value)
                parsed.Add(value);
            else
                Wrong(name, text);
        }
        return parsed;
    }

    private int? Number(string name, int least, int most)
    {
        string? text = One(name, text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value >= least && value <= most ? text : null);
        return text is null ? null : int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
    }

    private TimeSpan? Time(string name, TimeSpan most)
    {
        string? text = One(name, text => TimeText.TryParse(text, out uint seconds) && TimeSpan.FromSeconds(seconds) <= most ? text : null);
        return text is not null && TimeText.TryParse(text, out uint seconds) ? TimeSpan.FromSeconds(seconds) : null;
    }

    private string? Choice(string name, IReadOnlyList<string> allowed) => One(name, text => allowed.Contains(text) ? text : null);

    private bool IsOn(string name) => One(name, text => text.ToLowerInvariant() is "true" or "false" ? text.ToLowerInvariant() : null) == "true";

    private void Wrong(string name, string text)
    {
        string allowed = Setting.All.First(setting => setting.Name == name).Allowed;
        faults.Add($"--{name} {FindingText.Quote(text)}: not allowed here; it is {allowed}");
    }

    private static IPEndPoint? ParseEndPoint(string text)
    {
        int colon = text.LastIndexOf(':');
        if (colon < 0 || !ushort.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out ushort port) || port == 0)
            return null;
        string address = text[..colon];
        bool bracketed = address is ['[', .., ']'];
        Span<byte> octets = stackalloc byte[bracketed ? 16 : 4];
        string zone = "";
        if (bracketed)
        {
            address = address[1..^1];
            int percent = address.IndexOf('%', StringComparison.Ordinal);
            (address, zone) = percent < 0 ? (address, "") : (address[..percent], address[percent..]);
        }
        bool valid = bracketed ? AddressText.TryParseIpv6(address, octets) : AddressText.TryParseIpv4(address, octets);
        if (!valid)
            return null;
        return zone.Length == 0 ? new IPEndPoint(new IPAddress(octets), port)
            : IPAddress.TryParse(address + zone, out IPAddress? scoped) ? new IPEndPoint(scoped, port)
            : null;
    }

    private static string? ParsePath(string text) => text.Length > 0 && !text.Contains('\0') ? text : null;

    private static Name? ParseName(string text) => Name.TryParse(text, null, out Name name, out _) && !name.IsRoot ? name : null;

    private static byte[]? ParseNsid(string text)
    {
        byte[] octets = Encoding.UTF8.GetBytes(text);
        if (text.StartsWith("0x", StringComparison.Ordinal))
        {
            octets = new byte[(text.Length - 2) / 2];
            if (text.Length % 2 != 0 || Convert.FromHexString(text.AsSpan(2), octets, out _, out _) != OperationStatus.Done)
                return null;
        }
        return octets.Length is >= 1 and <= 128 ? octets : null;
    }

    private static ushort[]? ParseRmxType(string text) =>
        ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ushort code) && TypeTable.MayBeRmx(code) ? [code] : null;
}
