namespace RmxDns.Bench.Zones;

/// <summary>The zones that are measured with. Names are numbered, so that queries can be made without reading them back.</summary>
internal static class BenchZones
{
    public const string Origin = "bench.test";
    public const string MailOrigin = "mail.test";
    public const int Names = 10_000;
    public const int Cuts = 1_000;
    public const int Wildcards = 100;
    public const int Long = 100;

    private const int Hosts = 100;
    private const int Lists = 10;
    private const int LongEntries = 60;

    /// <summary>Every workload's names in one zone.</summary>
    public static ZonePair Mixed(string folder)
    {
        using var zone = new ZonePair(folder, Origin);
        for (int i = 0; i < Hosts; i++)
            zone.Add($"h{i}", ("A", [$"203.0.113.{i}"]), ("AAAA", [$"2001:db8:113::{i:x}"]));
        for (int i = 0; i < Lists; i++)
            zone.Add($"l{i}", ("APL", [$"!1:198.51.100.{i}/32 1:198.51.100.0/24"]));
        for (int i = 0; i < Names; i++)
        {
            zone.Add($"n{i}", ("RMX", [Plain(i)]));
            zone.Add($"r{i}", ("RMX", [$"ipv4:192.0.2.{i % 256} host:h{i % Hosts}.{Origin}. apl:l{i % Lists}.{Origin}. mx:"]), ("MX", [$"10 h{(i + 1) % Hosts}.{Origin}."]));
            zone.Add($"a{i}", ("A", [$"10.{i >> 16}.{(i >> 8) & 255}.{i & 255}"]));
        }
        for (int i = 0; i < Wildcards; i++)
            zone.Add($"*.w{i}", ("RMX", [Plain(i)]));
        for (int i = 0; i < Cuts; i++)
        {
            zone.Add($"d{i}", ("NS", [$"ns1.d{i}.{Origin}.", $"ns2.d{i}.{Origin}."]));
            zone.Add($"ns1.d{i}", ("A", [$"192.0.2.{i % 256}"]));
            zone.Add($"ns2.d{i}", ("A", [$"198.51.100.{i % 256}"]), ("AAAA", [$"2001:db8:d::{i:x}"]));
        }
        for (int i = 0; i < Long; i++)
            zone.Add($"big{i}", ("RMX", [string.Join(' ', Enumerable.Range(0, LongEntries).Select(entry => $"ipv6:2001:db8:{i:x}:{entry:x}::{entry + 1:x}"))]));
        return zone;
    }

    /// <summary>
    /// MX with additional data alone. The zone's name server lies outside it: who adds the NS RRset to every answer (NSD, when it adds
    /// anything) has no addresses to add to that.
    /// </summary>
    public static ZonePair Mail(string folder)
    {
        using var zone = new ZonePair(folder, MailOrigin, $"ns1.{Origin}.");
        for (int i = 0; i < Hosts; i++)
            zone.Add($"h{i}", ("A", [$"203.0.113.{i}"]), ("AAAA", [$"2001:db8:113::{i:x}"]));
        for (int i = 0; i < Names; i++)
            zone.Add($"m{i}", ("MX", [$"10 h{i % Hosts}.{MailOrigin}."]));
        return zone;
    }

    /// <summary>One zone with that many RMX names; the ten names of <paramref name="version"/> differ from version to version.</summary>
    public static ZonePair Large(string folder, int names, int version = 0)
    {
        using var zone = new ZonePair(folder, Origin);
        for (int i = 0; i < names; i++)
            zone.Add($"n{i}", ("RMX", [i % (names / 10) == 0 ? Plain(i + version) : Plain(i)]));
        return zone;
    }

    /// <summary>That many zones of ten names; the folder with their YAML files and the origins.</summary>
    public static IReadOnlyList<ZonePair> Many(string folder, int count)
    {
        var zones = new List<ZonePair>(count);
        for (int i = 0; i < count; i++)
        {
            using var zone = new ZonePair(folder, $"z{i}.test");
            zone.Add("mail", ("A", ["192.0.2.25"]));
            for (int name = 0; name < 8; name++)
                zone.Add($"n{name}", ("RMX", [Plain(i + name)]));
            zones.Add(zone);
        }
        return zones;
    }

    private static string Plain(int i) => $"ipv4:192.0.{(i >> 8) & 255}.{i & 255} ipv4:198.51.{i & 255}.0/24 ipv6:2001:db8:{i & 0xffff:x}::/48";
}
