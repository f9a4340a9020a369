using System.Text.RegularExpressions;
using RmxDns.Rmx.Receiving;

namespace RmxDns.Zones.Tests.Policies;

/// <summary>
/// SPF and RMX are said to disagree when an address shows it, and each address that is named shows it, over ten thousand random pairs.
/// What SPF says comes from going through the terms one by one.
/// </summary>
public partial class SpfDiffersTests
{
    private const int Pairs = 10_000;
    private static readonly string[] Ends = ["-all", "-all", "-all", "~all", "?all", "+all", ""];

    [Fact]
    public void A_difference_is_said_when_an_address_shows_it()
    {
        int differ = 0, agree = 0;
        _ = Parallel.For(0, Pairs, seed =>
        {
            var world = new SmallWorld(seed);
            var random = new Random(seed);
            IReadOnlyList<string> entries = world.Entries();
            // Of the same entries, so that there are pairs that agree.
            string[] terms = [.. (random.Next(2) == 0 ? entries : world.Entries()).Where(entry => TermOf(entry) is not null)];
            string end = Ends[random.Next(Ends.Length)], policy = string.Join(' ', terms.Select(TermOf).Prepend("v=spf1").Append(end)).TrimEnd();
            string yaml = world.Zone(entries).Replace("  - type: RMX", $"  - {{type: TXT, value: '{policy}'}}\n  - type: RMX", StringComparison.Ordinal);
            string message = SmallWorld.Lint(yaml).SingleOrDefault(finding => finding.Rule.Id == "rmx-spf-differs")?.Message ?? "";
            string all = $"pair {seed}: {policy} | {string.Join(' ', entries)}, list {world.ListText}: {message}";
            byte[] rdata = SmallWorld.Encode(entries);
            bool OnlySpf(byte[] address) => SpfOf(world, terms, end, address) == '+' && world.Verdict([rdata], address) is RmxVerdict.Denied or RmxVerdict.NotInRmx;
            bool OnlyRmx(byte[] address) => SpfOf(world, terms, end, address) is '-' or '~' && world.Verdict([rdata], address) == RmxVerdict.Granted;
            foreach ((Match said, Func<byte[], bool> shows) in ((Match, Func<byte[], bool>)[])[(BySpf().Match(message), OnlySpf), (ByRmx().Match(message), OnlyRmx)])
            {
                Assert.True(said.Success == SmallWorld.Addresses.Any(shows), all);
                Assert.True(!said.Success || shows(SmallWorld.Address(said.Groups[1].Value)), all);
            }
            _ = Interlocked.Increment(ref (message.Length > 0 ? ref differ : ref agree));
        });
        Assert.True(differ > Pairs / 10 && agree > Pairs / 10, $"{differ} differ, {agree} agree");
    }

    /// <summary>The qualifier that decides for an address; <c>?</c> where no term does.</summary>
    private static char SpfOf(SmallWorld world, IReadOnlyList<string> terms, string end, byte[] address)
    {
        string? first = terms.FirstOrDefault(entry => world.Check([SmallWorld.Encode([entry.TrimStart('!')])], address, outside: false).Verdict == RmxVerdict.Granted);
        return first is not null ? first[0] == '!' ? '-' : '+' : end.Length > 0 ? end[0] : '?';
    }

    /// <summary>The term that matches what an entry matches; null where SPF has none, or nobody knows what it matches.</summary>
    private static string? TermOf(string entry)
    {
        string plain = entry.TrimStart('!'), sign = entry[0] == '!' ? "-" : "";
        return plain.StartsWith("ipv", StringComparison.Ordinal) ? $"{sign}ip{plain[3..]}"
            : plain.StartsWith("host:", StringComparison.Ordinal) && plain.EndsWith(SmallWorld.Domain, StringComparison.Ordinal) ? $"{sign}a:{plain[5..]}" : null;
    }

    [GeneratedRegex("SPF lets ([^ ]+) send and RMX does not")]
    private static partial Regex BySpf();

    [GeneratedRegex("RMX lets ([^ ]+) send and SPF does not")]
    private static partial Regex ByRmx();
}
