using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using RmxDns.Testing.Peers;

namespace RmxDns.Tests.Rdata;

/// <summary>
/// Cases as a master file, each at an owner of its own and on lines of its own, so that a peer's complaint about a line
/// leads back to the case; and the peers' programs that read such files and ask for what is served.
/// </summary>
internal static partial class PeerZoneOfCases
{
    private const string Header = "$ORIGIN example.com.\n$TTL 300\n";
    private const int HeaderLines = 5, LinesPerCase = 4, KnotChunk = 25;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>A zone example.com with each case at <c>tN</c>; SOA stands at the apex only, so a zone for it holds one case.</summary>
    public static PeerZone Of(IReadOnlyList<RdataCase> cases)
    {
        if (cases is [{ Type: "SOA" } soa])
            return new PeerZone("example.com.", $"{Header}@ SOA {soa.Text}\n@ NS ns1\nns1 A 192.0.2.53\n");
        var text = new StringBuilder(Header + "@ SOA ns1 hostmaster 1 2 3 4 5\n@ NS ns1\nns1 A 192.0.2.53\n");
        for (int i = 0; i < cases.Count; i++)
            text.Append(CultureInfo.InvariantCulture, $";\nt{i} {cases[i].Type} {cases[i].Text}\n;\n\n");
        return new PeerZone("example.com.", text.ToString());
    }

    /// <summary>Which of the cases BIND's <c>named-compilezone</c> refuses.</summary>
    public static IReadOnlySet<RdataCase> RefusedByBind(IReadOnlyList<RdataCase> cases) => Refused(cases, file => Run(
        "named-compilezone", "-n", "ignore", "-k", "ignore", "-i", "none", "-m", "ignore", "-M", "ignore", "-S", "ignore", "-r", "ignore",
        "-T", "ignore", "-W", "ignore", "-o", file + ".out", "example.com", file), BindComplaint());

    /// <summary>Which of the cases Knot's <c>kzonecheck</c> refuses.</summary>
    public static IReadOnlySet<RdataCase> RefusedByKnot(IReadOnlyList<RdataCase> cases) => cases.Chunk(KnotChunk)
        .SelectMany(chunk => Refused(chunk, file => Run("kzonecheck", "-v", "-o", "example.com", file), KnotComplaint())).ToHashSet();

    /// <summary>
    /// The cases that a check complains about. Octets that a type cannot have bring kzonecheck down at times, and what
    /// it had found is lost; then every case is checked alone, and one that it does not say no to counts as taken.
    /// </summary>
    private static HashSet<RdataCase> Refused(IReadOnlyList<RdataCase> cases, Func<string, (int Exit, string Output)> check, Regex complaint)
    {
        string folder = Directory.CreateTempSubdirectory("rmxdns-rdata-").FullName;
        try
        {
            string file = Path.Combine(folder, "cases.zone");
            File.WriteAllText(file, Of(cases).Text);
            (int exit, string output) = check(file);
            if (exit > 1 && cases.Count > 1)
                return [.. cases.SelectMany(single => Refused([single], check, complaint))];
            return [.. complaint.Matches(output).Select(match => CaseAt(cases, int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)))];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static RdataCase CaseAt(IReadOnlyList<RdataCase> cases, int line) =>
        cases[Math.Clamp((line - HeaderLines - 1) / LinesPerCase, 0, cases.Count - 1)];

    [GeneratedRegex(@"cases\.zone:(\d+): (?!signature has expired|old style DNSSEC|warning)", RegexOptions.IgnoreCase)]
    private static partial Regex BindComplaint();

    [GeneratedRegex(@"line (\d+) ")]
    private static partial Regex KnotComplaint();

    /// <summary>What a peer that serves <see cref="Of"/> answers for each case, in hexadecimal, asked by <c>dig +unknownformat</c> or <c>kdig +generic</c>.</summary>
    public static Dictionary<RdataCase, string> Served(Peer peer, IReadOnlyList<RdataCase> cases, Func<RdataCase, ushort> code, string client)
    {
        string generic = client == "dig" ? "+unknownformat" : "+generic";
        List<string> arguments =
        [
            $"@{peer.Address.Address}", "-p", peer.Address.Port.ToString(CultureInfo.InvariantCulture),
            "+tcp", "+norecurse", "+noall", "+answer", "+authority", "+time=5", generic,
        ];
        bool apex = cases is [{ Type: "SOA" }];
        for (int i = 0; i < cases.Count; i++)
            arguments.AddRange([apex ? "example.com." : $"t{i}.example.com.", $"TYPE{code(cases[i])}"]);
        (_, string output) = Run(client, [.. arguments]);
        var served = new Dictionary<RdataCase, string>();
        foreach (Match match in Answer().Matches(output).Where(match => match.Groups[1].Success != apex))
        {
            int index = apex ? 0 : int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
            if (match.Groups[2].Value == $"TYPE{code(cases[index])}")
                served[cases[index]] = match.Groups[3].Value.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
        }
        return served;
    }

    [GeneratedRegex(@"^(?:t(\d+)\.)?example\.com\.\s+\d+\s+(?:IN|CLASS1)\s+(TYPE\d+)\s+\\# \d+ ?([0-9A-Fa-f ]*)$", RegexOptions.Multiline)]
    private static partial Regex Answer();

    private const int Hung = 137;

    private static (int Exit, string Output) Run(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true })!;
        process.StandardInput.Close();
        Task<string> errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        if (!process.WaitForExit(Patience))
        {
            // The same memory fault that at times brings it down at times lets it run for ever.
            process.Kill();
            return (Hung, "");
        }
        return (process.ExitCode, output.Result + errors.Result);
    }
}
