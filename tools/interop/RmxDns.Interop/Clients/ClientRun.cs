using System.Diagnostics;
using System.Globalization;
using System.Net;
using RmxDns.Interop.Matrix;
using RmxDns.Rdata;
using RmxDns.TestAuthority.Sockets;
using RmxDns.Tool.Interop.Running;
using RmxDns.Tool.Messages;
using RmxDns.Tool.Queries;
using RmxDns.Wire;

namespace RmxDns.Interop.Clients;

/// <summary>What one library gave for one name.</summary>
/// <param name="Library">The library's id.</param>
/// <param name="Case">The case.</param>
/// <param name="Kind"><c>same</c>, <c>other</c> or <c>none</c> for records with the octets that are served, with others, and no records; <c>records</c> where there is nothing to compare with; <c>error</c>, <c>cannot</c>.</param>
/// <param name="Text">What the library said, or the octets that it gave.</param>
internal sealed record ClientResult(string Library, string Case, string Kind, string Text)
{
    /// <summary>Whether octets came although the authority saw no query over TCP.</summary>
    public bool WithoutTcp { get; init; }
}

/// <summary>Asks the test authority through each library, one at a time.</summary>
internal static class ClientRun
{
    private const int AuthorityPort = 5399;

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(4);

    /// <summary>Runs all libraries against an authority of its own.</summary>
    /// <exception cref="InvalidOperationException">A program cannot be compiled, or printed something else than its lines.</exception>
    public static async Task<IReadOnlyList<ClientResult>> RunAsync(IReadOnlyList<ClientLibrary> libraries, CancellationToken stop)
    {
        var address = new IPEndPoint(IPAddress.Loopback, AuthorityPort);
        await using TestAuthorityServer authority = Served.Load().Start(address);
        IReadOnlyDictionary<string, string> served = ClientCase.All.Where(each => each.HasOctets).ToDictionary(each => each.Name, each => OctetsOf(address, each));
        IEnumerable<Task<IReadOnlyList<ClientResult>>> runs = libraries.Select((library, number) => AskAsync(library, number, address, served, stop));
        return [.. (await Task.WhenAll(runs)).SelectMany(results => results)];
    }

    private static async Task<IReadOnlyList<ClientResult>> AskAsync(
        ClientLibrary library, int number, IPEndPoint address, IReadOnlyDictionary<string, string> served, CancellationToken stop)
    {
        if (library.Compile is { } compile)
            _ = await OutputAsync(library, compile, stop);
        string[] names = [.. ClientCase.All.Select((each, i) => NameOf(each.Owner ?? each.Name, 1000 + (100 * number) + i) + (each.Type == RrType.Txt ? DotnetClients.ForTxt : ""))];
        string text = await OutputAsync(library, [.. library.Command, address.Address.ToString(), address.Port.ToString(CultureInfo.InvariantCulture), .. names], stop);
        Dictionary<string, string[]> lines = text.Split('\n').Select(line => line.Split('\t')).Where(parts => parts.Length == 3).ToDictionary(parts => parts[0]);
        var results = new List<ClientResult>();
        foreach ((ClientCase each, string name) in ClientCase.All.Zip(names))
        {
            ClientResult result = lines.TryGetValue(name, out string[]? parts)
                ? ResultOf(library, each, parts[1], parts[2].Trim(), served) : new ClientResult(library.Id, each.Name, "error", "the program ended before it printed a line");
            results.Add(result with { WithoutTcp = each.Truncated && result.Kind == "same" && !await SawTcpAsync(address, name, stop) });
        }
        return results;
    }

    private static async Task<bool> SawTcpAsync(IPEndPoint address, string name, CancellationToken stop) =>
        await new AuthorityProbe(address, new TypeTable(), new Labels()).SeenAsync(name.Split('.')[0], stop) is not { } seen || seen.Any(query => query.OverTcp);

    private static ClientResult ResultOf(ClientLibrary library, ClientCase each, string kind, string text, IReadOnlyDictionary<string, string> served)
    {
        if (kind != "records")
            return new ClientResult(library.Id, each.Name, kind, text);
        string octets = Sorted(text.Split(','));
        string found = !each.HasOctets ? octets.Length == 0 ? "none" : "records" : octets == served[each.Name] ? "same" : octets.Length == 0 ? "none" : "other";
        return new ClientResult(library.Id, each.Name, found, found == "same" ? "" : octets);
    }

    /// <summary>What the authority serves, asked for over TCP without EDNS.</summary>
    private static string OctetsOf(IPEndPoint address, ClientCase each)
    {
        var types = new TypeTable();
        var client = new RmxDns.Tool.Queries.DnsClient(new QuerySettings(address, EdnsSize: null, OverTcp: true, Timeout: TimeSpan.FromSeconds(5)), types);
        Message? Ask() => client.Ask(Name.Parse(NameOf(each.Like ?? each.Owner ?? each.Name, 1)), each.Type).Answer;
        // Of what is served by state, such as a first query that is dropped, the second try tells.
        Message? message = Ask() ?? Ask();
        return Sorted((message?.Records ?? []).Where(record => record.Section == Section.Answer && record.Type == each.Type).Select(record => Convert.ToHexStringLower(record.Rdata)));
    }

    private static string Sorted(IEnumerable<string> octets) => string.Join(',', octets.Order(StringComparer.Ordinal));

    private static string NameOf(string owner, int token) => string.Create(CultureInfo.InvariantCulture, $"r{token:0000000}.{owner}.interop.test.");

    private static async Task<string> OutputAsync(ClientLibrary library, IReadOnlyList<string> command, CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(Longest);
        using Process process = Process.Start(new ProcessStartInfo(command[0], command.Skip(1)) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        try
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(limit.Token), error = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return process.ExitCode == 0 ? await output : throw new InvalidOperationException($"{library.Id}: {command[0]} ended with {process.ExitCode}: {await error}");
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }
}
