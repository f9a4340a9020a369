namespace RmxDns.Bench.Zones;

/// <summary>A kind of query.</summary>
/// <param name="Id">A short name.</param>
/// <param name="Title">What is asked.</param>
/// <param name="Edns">Whether queries carry EDNS.</param>
/// <param name="Make">The query for a random number: owner and type, as dnsperf reads them.</param>
internal sealed record Workload(string Id, string Title, bool Edns, Func<Random, string> Make)
{
    /// <summary>How many queries its file has.</summary>
    public int Queries { get; init; } = 100_000;

    /// <summary>Whether the others must send as many additional records as we do.</summary>
    public bool LikeForLike { get; init; }

    /// <summary>What the goals are about.</summary>
    public static IReadOnlyList<Workload> Goal { get; } =
    [
        new("rmx", "RMX without additional data", false, r => $"n{r.Next(BenchZones.Names)}.{BenchZones.Origin} TYPE65280"),
        new("rmx-additional", "RMX with A, AAAA, APL, MX", false, r => $"r{r.Next(BenchZones.Names)}.{BenchZones.Origin} TYPE65280"),
        new("a", "A", false, r => $"a{r.Next(BenchZones.Names)}.{BenchZones.Origin} A"),
        new("nxdomain", "NXDOMAIN", false, r => $"x{r.Next()}.{BenchZones.Origin} A"),
        new("wildcard", "wildcard", false, r => $"x{r.Next()}.w{r.Next(BenchZones.Wildcards)}.{BenchZones.Origin} TYPE65280"),
        new("referral", "referral", false, r => $"www.d{r.Next(BenchZones.Cuts)}.{BenchZones.Origin} A"),
    ];

    /// <summary>Additional data that all know, in a zone of its own (<see cref="BenchZones.Mail"/>).</summary>
    public static Workload Mail { get; } =
        new("mx", "MX with A and AAAA", false, r => $"m{r.Next(BenchZones.Names)}.{BenchZones.MailOrigin} MX") { LikeForLike = true };

    /// <summary>All others.</summary>
    public static IReadOnlyList<Workload> More { get; } =
    [
        new("tld", "a mix like a top-level server's", true, Tld),
        new("tc", "RMX that ends in TC", false, r => $"big{r.Next(BenchZones.Long)}.{BenchZones.Origin} TYPE65280"),
        .. Goal.Select(goal => goal with { Id = goal.Id + "-edns", Title = goal.Title + ", with EDNS", Edns = true }),
    ];

    /// <summary>Writes the queries to a file; the same each time.</summary>
    public string Write(string folder)
    {
        string path = Path.Combine(folder, $"{Id}.queries");
        var random = new Random(1);
        File.WriteAllLines(path, Enumerable.Range(0, Queries).Select(_ => Make(random)));
        return path;
    }

    /// <summary>Of ten: six referrals, three NXDOMAIN, one A.</summary>
    private static string Tld(Random random) => random.Next(10) switch
    {
        < 6 => $"www.d{random.Next(BenchZones.Cuts)}.{BenchZones.Origin} A",
        < 9 => $"x{random.Next()}.{BenchZones.Origin} A",
        _ => $"a{random.Next(BenchZones.Names)}.{BenchZones.Origin} A",
    };
}
