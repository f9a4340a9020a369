using System.CommandLine;
using System.Net;
using RmxDns.Tool.Help;
using RmxDns.Tool.Interop;
using RmxDns.Tool.Interop.Cases;
using RmxDns.Tool.Interop.Reports;
using RmxDns.Tool.Linting;
using RmxDns.Tool.Output;
using RmxDns.Tool.Queries;
using RmxDns.Zones.Lint;

namespace RmxDns.Tool.Commands;

/// <summary><c>rmx interop check</c>: gives a resolver its verdict, case by case.</summary>
internal sealed class InteropCheckCommand
{
    private const string Details = """
        Asks a resolver for names of which the authority answers right, or wrong in a known way, and judges what the resolver makes of
        it. What passes and what is tolerated was fixed for each case from the RFCs; all else fails. --list shows the cases;
        tools/interop/cases has them as YAML, for other programs to use.

        Each case is asked over UDP and TCP, with and without EDNS, for a fresh name and then again, which a cache may answer. RDATA is
        compared octet by octet with what the authority serves. What the authority saw of the queries is part of the verdict.

        The authority is started for the run, on --listen, and the resolver must ask there for names in test. --lines prints the line
        of configuration for each resolver. A canary is asked first; when its query does not arrive at the authority nothing is judged.

        With --delegated the resolver iterates: the authority listens, besides, on port 53 of 127.94.0.1 (root), 127.94.0.2 (test.),
        127.94.0.3 (interop.test.) and one address for each name that might make a resolver think badly of a server. Port 53 needs root, or a lower
        net.ipv4.ip_unprivileged_port_start. Without it such cases are asked one after the other.

        --authority names an authority that runs already, such as RmxDns.Server --test-authority.
        """;

    private readonly Option<string?> _resolver = new("--resolver") { Description = "The resolver to check.", HelpName = "ADDRESS[:PORT]" };
    private readonly Option<string?> _authority = new("--authority") { Description = "The authority, if it runs already: an address where it serves all zones.", HelpName = "ADDRESS[:PORT]" };
    private readonly Option<string> _listen = new("--listen") { Description = "Where the authority that is started listens, over UDP and TCP.", HelpName = "ADDRESS:PORT", DefaultValueFactory = _ => "127.0.0.1:5399" };
    private readonly Option<bool> _delegated = new("--delegated") { Description = "The resolver iterates; names that disturb it have servers of their own." };
    private readonly Option<string[]> _cases = new("--case") { Description = "A case to check, by its id, or several by a pattern with *; repeatable. All without it.", HelpName = "ID", DefaultValueFactory = _ => [] };
    private readonly Option<bool> _quick = new("--quick") { Description = "Check a small set that takes a few seconds." };
    private readonly Option<bool> _list = new("--list") { Description = "List the cases, with what passes, and check nothing." };
    private readonly Option<bool> _lines = new("--lines") { Description = "Print the line of configuration by which each resolver asks the authority, and check nothing." };
    private readonly Option<bool> _hex = new("--hex") { Description = "Show every message octet by octet, also of cases that pass." };
    private readonly Option<string> _format = new("--format") { Description = $"The format of the report: {string.Join(", ", CheckFormat.Names)}.", HelpName = "FORMAT", DefaultValueFactory = _ => CheckFormat.Names[0] };
    private readonly Option<bool> _json = JsonOption.Create();
    private readonly Option<string[]> _reports = new("--report") { Description = "Another report into a file; repeatable.", HelpName = "FORMAT=FILE", DefaultValueFactory = _ => [] };
    private readonly Option<bool> _strict = new("--strict") { Description = "What is tolerated counts as failed." };
    private readonly Option<int> _patience = Number("--patience", "How long a client waits for a response over UDP, and again over TCP, in milliseconds.", "MS", 5000, 100, 60_000);
    private readonly Option<int> _wait = Number("--wait", "How long to wait for the canary, in seconds.", "SECONDS", 5, 0, 600);
    private readonly Option<int> _atOnce = Number("--at-once", "How many cases are asked at once.", "N", 16, 1, 64);
    private readonly Option<ushort> _rmxType;

    private InteropCheckCommand(Option<ushort> rmxType)
    {
        _rmxType = rmxType;
        Choices.Restrict(_format, CheckFormat.Names);
        _reports.Validators.Add(result =>
        {
            foreach (string token in result.Tokens.Select(token => token.Value).Where(value => ReadTarget(value) is null))
                result.AddError($"--report {FindingText.Quote(token)}: not allowed here; it is FORMAT=FILE, with a format of --format");
        });
    }

    public static Command Create(Option<ushort> rmxType)
    {
        var check = new InteropCheckCommand(rmxType);
        var command = new Verb("check", "Give a resolver its verdict on RMX, case by case.")
        {
            Details = Details,
            Found = "A case failed; with --strict also: was tolerated only. A case could not be judged.",
            CannotRun = "Could not run: a wrong option, an address in use, or the resolver did not reach the authority.",
            Examples =
            [
                new("rmx interop check --list --case raw-text", """
                    group  case      clause       the authority                        a good resolver
                    raw    raw-text  RFC 3597 §3  Sends text in the place of entries.  Hands on the octets as they are: RDATA of a type that it does not know has no form that could be wrong.
                    """),
                new("rmx interop check --lines --listen 127.0.0.1:5399"),
                new("rmx interop check --resolver 127.0.0.1:5301 --authority 127.0.0.1:5399 --quick"),
                new("rmx interop check --resolver 127.0.0.1:5301 --authority 127.0.0.1:5399 --case 'ptr-*' --hex"),
                new("rmx interop check --resolver 127.0.0.1:5301 --authority 127.0.0.1:5399 --case canary --json"),
            ],
        };
        foreach (Option option in (Option[])
            [check._resolver, check._authority, check._listen, check._delegated, check._cases, check._quick, check._list, check._lines, check._hex,
             check._format, check._json, check._reports, check._strict, check._patience, check._wait, check._atOnce])
            command.Add(option);
        command.SetAction(check.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken ending)
    {
        (TextWriter output, TextWriter error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        if (CaseList.Choose(parsed.GetValue(_cases)!, parsed.GetValue(_quick), out string fault) is not { } cases)
            return Refuse(error, fault);
        if (parsed.GetValue(_list))
        {
            CaseList.Write(cases, Screen.Of(output));
            return ExitCode.Fine;
        }
        if (!TryReadAddress(parsed.GetValue(_listen)!, "--listen", error, out IPEndPoint listen))
            return ExitCode.CannotRun;
        if (parsed.GetValue(_lines))
        {
            ResolverLines.Write(listen, parsed.GetValue(_delegated), Screen.Of(output));
            return ExitCode.Fine;
        }
        return await CheckAsync(parsed, cases, listen, output, error, ending);
    }

    private async Task<int> CheckAsync(ParseResult parsed, IReadOnlyList<InteropCase> cases, IPEndPoint listen, TextWriter output, TextWriter error, CancellationToken ending)
    {
        IPEndPoint? authority = null;
        if (parsed.GetValue(_authority) is { } named && !TryReadAddress(named, "--authority", error, out authority))
            return ExitCode.CannotRun;
        if (parsed.GetValue(_resolver) is not { } text)
            return Refuse(error, "the resolver to check is missing: --resolver ADDRESS[:PORT]");
        if (!TryReadAddress(text, "--resolver", error, out IPEndPoint resolver))
            return ExitCode.CannotRun;
        var options = new CheckOptions
        {
            Resolver = resolver,
            Authority = authority,
            Listen = listen,
            Delegated = parsed.GetValue(_delegated),
            Cases = cases,
            Hex = parsed.GetValue(_hex),
            Format = parsed.GetValue(_json) ? "json" : parsed.GetValue(_format)!,
            Reports = [.. parsed.GetValue(_reports)!.Select(report => ReadTarget(report)!)],
            Strict = parsed.GetValue(_strict),
            Patience = TimeSpan.FromMilliseconds(parsed.GetValue(_patience)),
            Wait = TimeSpan.FromSeconds(parsed.GetValue(_wait)),
            AtOnce = parsed.GetValue(_atOnce),
            RmxType = parsed.GetValue(_rmxType),
        };
        return await new ResolverCheck(options, output, error).RunAsync(ending);
    }

    private static bool TryReadAddress(string text, string option, TextWriter error, out IPEndPoint address)
    {
        if (ServerAddress.TryParse(text, out address, out string fault))
            return true;
        _ = Refuse(error, $"{option} {FindingText.Quote(text)}: {fault}");
        return false;
    }

    private static ReportTarget? ReadTarget(string text) =>
        text.Split('=', 2) is [{ } format, { Length: > 0 } file] && CheckFormat.Names.Contains(format) ? new ReportTarget(format, file) : null;

    private static Option<int> Number(string name, string description, string unit, int otherwise, int least, int most) => new(name)
    {
        Description = description,
        HelpName = unit,
        DefaultValueFactory = _ => otherwise,
        CustomParser = result => QueryOptions.ReadNumber(result, least, most),
    };

    private static int Refuse(TextWriter error, string message)
    {
        error.WriteLine($"rmx: {message}");
        return ExitCode.CannotRun;
    }
}
