using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using RmxDns.Testing;

namespace RmxDns.Zones.Tests.Fuzzing;

/// <summary>
/// Feeds each target with the corpus and with what mutation makes of it. An input that makes a target say something new is
/// mutated further; <c>tests/fuzz</c> runs longer and keeps such inputs, and those that broke something, in the corpus.
/// </summary>
public class FuzzTests
{
    private static readonly double Seconds = double.Parse(Environment.GetEnvironmentVariable("RMXDNS_FUZZ_SECONDS") ?? "1", CultureInfo.InvariantCulture);
    private static readonly bool Keep = Environment.GetEnvironmentVariable("RMXDNS_FUZZ_SECONDS") is not null;

    // A corpus is read by every run of the tests.
    private const int MostKept = 200;

    public static TheoryData<string> Names =>
        Environment.GetEnvironmentVariable("RMXDNS_FUZZ_TARGET") is { Length: > 0 } target ? [target] : [.. Targets.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Nothing_breaks_it(string target)
    {
        int seed = int.Parse(Environment.GetEnvironmentVariable("RMXDNS_FUZZ_SEED") ?? "1", CultureInfo.InvariantCulture);
        var random = new Random(seed);
        string folder = Repository.PathOf("tests", "data", "fuzz", target);
        var seen = new HashSet<string>();
        var corpus = new List<byte[]>();
        IEnumerable<byte[]> kept = Directory.Exists(folder) ? Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal).Select(File.ReadAllBytes) : [];
        foreach (byte[] input in Seeds.Of(target).Concat(kept))
        {
            _ = Feed(target, input, folder, seed, seen);
            corpus.Add(input);
        }
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed.TotalSeconds < Seconds)
        {
            byte[] input = Mutation.Of(corpus, random);
            if (!Feed(target, input, folder, seed, seen) || input.Length > 4096)
                continue;
            corpus.Add(input);
            if (Keep && corpus.Count < MostKept)
                _ = Save(folder, "new", input);
        }
    }

    /// <summary>Whether the target said something new.</summary>
    private static bool Feed(string target, byte[] input, string folder, int seed, HashSet<string> seen)
    {
        try
        {
            return seen.Add(Targets.All[target](input));
        }
        catch (Exception exception)
        {
            string place = Keep ? Save(folder, "broke", input) : Convert.ToHexString(input);
            throw new InvalidOperationException($"{target}, seed {seed}, input {place}: {exception.Message}", exception);
        }
    }

    private static string Save(string folder, string kind, byte[] input)
    {
        _ = Directory.CreateDirectory(folder);
        string path = Path.Combine(folder, $"{kind}-{Convert.ToHexStringLower(SHA256.HashData(input))[..16]}");
        File.WriteAllBytes(path, input);
        return path;
    }
}
