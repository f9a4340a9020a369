using System.CommandLine;
using RmxDns.Rdata;
using RmxDns.Rmx;
using RmxDns.Tool.Conversions;
using RmxDns.Tool.Help;
using RmxDns.Tool.Linting;
using RmxDns.Tool.Output;
using RmxDns.Tool.Queries;
using RmxDns.Wire;
using RmxDns.Zones;
using RmxDns.Zones.Lint;
using RmxDns.Zones.Records;
using RmxDns.Zones.Spf;
using LookupAnswer = RmxDns.Rmx.Receiving.LookupAnswer;
using LookupStatus = RmxDns.Rmx.Receiving.LookupStatus;

namespace RmxDns.Tool.Commands;

/// <summary><c>rmx convert</c>: an SPF policy to an RMX record, and back. What the result cannot say is told on standard error, exit code 1.</summary>
internal sealed class ConvertCommand
{
    private const string ToRmxDetails = """
        Prints the RMX record that says what an SPF policy says: ip4 and ip6 become ipv4 and ipv6, a becomes host, mx stays mx (of
        another domain: a host for each exchange), ptr becomes domain, exists:%{ir}.NAME becomes ipmap, - becomes !. include and
        redirect are written out. -all alone becomes unused; at the end it needs no entry, since an address that no entry names is
        not authorized.

        What RMX has no like of, such as softfail, neutral, other macros and explanations, is told as lost, never dropped in
        silence; without such a line every address keeps its verdict. A denial of SPF is one of RMX.

        Policies of other domains and addresses are looked up in the zones of --zones, YAML or master files, then at --resolver.

        With --apl the networks that grant become a list at a name of its own, as many as may stand together: every address keeps its
        verdict, and the record has no more lookups than a receiver makes. A note says why there is no list.
        """;

    private const string ToSpfDetails = """
        Prints the SPF policy that says what an RMX record says, with -all at the end, the way back of rmx convert spf. Lists of
        addresses (apl) are looked up and written out.
        """;

    private readonly Argument<string[]> _what;
    private readonly Option<string[]> _zones = new("--zones") { Description = "Zone files or folders to look into; repeatable.", HelpName = "PATH", DefaultValueFactory = _ => [], AllowMultipleArgumentsPerToken = false };
    private readonly Option<string?> _resolver = new("--resolver") { Description = "A server to ask for what lies in none of the zones.", HelpName = "ADDRESS" };
    private readonly Option<string?> _domain = new("--domain") { Description = "The domain that publishes what is given as a text or file. Without it sizes are those of example.com, and a policy that speaks of its own domain is refused.", HelpName = "NAME" };
    private readonly Option<string?> _apl = new("--apl") { Description = "Put networks that grant into an APL at this name, which other domains can refer to.", HelpName = "NAME" };
    private readonly Option<bool> _json = JsonOption.Create();
    private readonly Option<ushort> _rmxType;
    private readonly bool _toSpf;

    private ConvertCommand(bool toSpf, Option<ushort> rmxType)
    {
        (_toSpf, _rmxType) = (toSpf, rmxType);
        _what = TextArgument.Create("NAME|TEXT|FILE", toSpf ? "A domain whose RMX record is looked up, the record's text, or a file with it." : "A domain whose policy is looked up, the policy itself, or a file with it.");
    }

    public static Command Create()
    {
        Option<ushort> rmxType = ServerOptions.RmxType();
        rmxType.Recursive = true;
        var command = new Verb("convert", "Turn an SPF policy into an RMX record, and back.")
        {
            Details = """
                What a domain says in one of the two, said in the other: rmx convert spf goes from SPF to RMX, rmx convert rmx back. What the
                other cannot say is told on standard error. docs/publishing.md leads from a policy to a served record.
                """,
            Found = "The result does not say all, there is nothing to convert, or a zone is refused.",
            Examples = [new("rmx convert spf example.com --zones zones"), new("rmx convert rmx example.com --zones zones")],
        };
        command.Add(Verb(toSpf: false, rmxType));
        command.Add(Verb(toSpf: true, rmxType));
        command.Add(rmxType);
        return command;
    }

    private static Verb Verb(bool toSpf, Option<ushort> rmxType)
    {
        var convert = new ConvertCommand(toSpf, rmxType);
        Verb verb = toSpf
            ? new Verb("rmx", "Turn an RMX record into an SPF policy.")
            {
                Details = ToSpfDetails,
                Found = "The policy does not say all that the record says, there is no record, or a zone is refused.",
                Examples = [new("rmx convert rmx '!ipv4:192.0.2.66 ipv4:192.0.2.0/24 mx' --domain example.com", """
                    v=spf1 -ip4:192.0.2.66 ip4:192.0.2.0/24 mx -all

                    record  answer  of 512  text
                    TXT         89     423  v=spf1 -ip4:192.0.2.66 ip4:192.0.2.0/24 mx -all
                    RMX         53     459  !ipv4:192.0.2.66 ipv4:192.0.2.0/24 mx:
                    """)],
            }
            : new Verb("spf", "Turn an SPF policy into an RMX record.")
            {
                Details = ToRmxDetails,
                Found = "The record does not say all that the policy says, there is no policy, or a zone is refused.",
                Examples = [new("rmx convert spf 'v=spf1 -ip4:192.0.2.66 ip4:192.0.2.0/24 mx -all' --domain example.com", """
                    type: RMX
                    value:
                      - '!ipv4:192.0.2.66'
                      - 'ipv4:192.0.2.0/24'
                      - 'mx:'

                    record  answer  of 512  text
                    TXT         89     423  v=spf1 -ip4:192.0.2.66 ip4:192.0.2.0/24 mx -all
                    RMX         53     459  !ipv4:192.0.2.66 ipv4:192.0.2.0/24 mx:
                    """), new("rmx convert spf 'v=spf1 ip4:192.0.2.0/24 ip4:198.51.100.0/24 -all' --domain example.com --apl relays.example.net")],
            };
        verb.Add(convert._what);
        foreach (Option option in (Option[])[convert._zones, convert._resolver, convert._domain, convert._json])
            verb.Add(option);
        if (!toSpf)
            verb.Add(convert._apl);
        verb.SetAction(parsed => convert.Run(parsed, parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error));
        return verb;
    }

    private int Run(ParseResult parsed, TextWriter output, TextWriter error)
    {
        var types = new TypeTable(parsed.GetValue(_rmxType), InternationalNames.ToAscii);
        Name? list = null;
        if (!TryName(parsed.GetValue(_domain) ?? "example.com", error, out Name domain)
            || (!_toSpf && parsed.GetValue(_apl) is { } apl && !TryName(apl, error, out list)))
            return ExitCode.CannotRun;
        if (Source(parsed, types, error, out int end) is not { } source)
            return end;
        if (TextArgument.Read(parsed.GetValue(_what)!, error) is not { } what)
            return ExitCode.CannotRun;
        what = Unquoted(what, types);
        bool isText = _toSpf ? what.Contains(':', StringComparison.Ordinal) || RmxTextReader.TryParse(what, out _, out _, InternationalNames.ToAscii) : SpfPolicy.IsPolicy(what);
        bool isFile = !isText && File.Exists(what);
        if (!isText && !isFile && what.Contains('/', StringComparison.Ordinal))
            return Refuse(error, $"there is no file {FindingText.Quote(what)}");
        if (!isText && !isFile && !TryName(what, error, out domain))
            return ExitCode.CannotRun;
        if ((isText ? what : isFile ? TextArgument.ReadFile(what, error) : Published(source, domain, types, error)) is not { } text)
            return isFile ? ExitCode.CannotRun : ExitCode.Found;
        text = Unquoted(text, types);
        bool isOfUnknown = (isText || isFile) && parsed.GetValue(_domain) is null;
        if (!_toSpf && isOfUnknown && SpfPolicy.Parse(text, out _)?.Mechanisms.FirstOrDefault(SpeaksOfDomain) is { } term)
            return Refuse(error, $"{FindingText.Quote(term.Text)} speaks of the domain that publishes the policy; --domain NAME says which");
        ConversionReport? report = _toSpf ? ToSpf(text, domain, source, types, error, out bool lossless) : ToRmx(text, domain, list, source, types, error, out lossless);
        if (report is null)
            return ExitCode.Found;
        if (parsed.GetValue(_json))
            JsonText.Write(output, report.ToJson());
        else
            report.Write(Screen.Of(output), error, _toSpf);
        return lossless ? ExitCode.Fine : ExitCode.Found;
    }

    /// <summary>Whether an entry for the term names the domain itself, or networks around its hosts.</summary>
    private static bool SpeaksOfDomain(SpfTerm term) => term.Domain is null && (term.Kind == SpfKind.A || term is { Kind: SpfKind.Mx, IsExact: false });

    /// <summary>What stands in the strings of a TXT record as a master file or dig has it; other text as it is.</summary>
    private static string Unquoted(string text, TypeTable types) =>
        text.StartsWith('"') && types[RrType.Txt].TryParseText(text, Name.Root, out byte[] rdata, out _) && JoinedText.Of(rdata) is { } joined ? joined : text;

    private static int Refuse(TextWriter error, string message)
    {
        error.WriteLine($"rmx: {message}");
        return ExitCode.CannotRun;
    }

    private string? Published(PolicySource source, Name domain, TypeTable types, TextWriter error)
    {
        string? text;
        string fault;
        if (_toSpf)
        {
            LookupAnswer answer = source.Find(domain, types.RmxType);
            text = answer.Rdata.Count == 0 ? null : string.Join(' ', answer.Rdata.OrderBy(Convert.ToHexString).Select(rdata => types[types.RmxType].Format(rdata)));
            fault = answer.Status == LookupStatus.Failed ? $"the RMX record of {domain} cannot be looked up: {answer.Reason}" : $"{domain} has no RMX record";
        }
        else
            text = source.PolicyOf(domain, out fault);
        if (text is null)
            error.WriteLine($"rmx: {FindingText.Escape(fault)}{(source.IsEmpty ? "; --zones and --resolver say where to look" : "")}");
        return text;
    }

    private static ConversionReport? ToRmx(string text, Name domain, Name? list, PolicySource source, TypeTable types, TextWriter error, out bool lossless)
    {
        lossless = false;
        if (SpfPolicy.Parse(text, out IReadOnlyList<TextFault> faults) is not { } policy)
        {
            Marked.Write(error, text, faults[0]);
            return null;
        }
        SpfConversion conversion = SpfToRmx.Convert(policy, domain, source.Find);
        lossless = conversion.Losses.Count == 0;
        string why = "";
        if (list is not null && SharedNetworks.Of(conversion.Entries, list, out why) is { } shared)
            return new ConversionReport(domain, text, string.Join(' ', shared.Entries), conversion.Losses, types) { Shared = (list, string.Join(' ', shared.Items)) };
        if (list is not null)
            error.WriteLine($"rmx: note: no list at {FindingText.Escape(list.ToString())}: {why}");
        return new ConversionReport(domain, text, conversion.Entries.Count == 0 ? "\\# 0" : string.Join(' ', conversion.Entries), conversion.Losses, types);
    }

    private static ConversionReport? ToSpf(string text, Name domain, PolicySource source, TypeTable types, TextWriter error, out bool lossless)
    {
        lossless = false;
        if (!RmxTextReader.TryParse(text, out byte[] rdata, out TextFault fault, InternationalNames.ToAscii))
        {
            Marked.Write(error, text, fault);
            return null;
        }
        _ = RmxWire.TryDecode(rdata, out RmxRecord record, out _);
        (string policy, IReadOnlyList<SpfLoss> losses) = RmxToSpf.Convert(record.Entries, source.Find);
        lossless = losses.Count == 0;
        return new ConversionReport(domain, policy, types[types.RmxType].Format(rdata), losses, types);
    }

    /// <summary>What may be looked into; null, and how the verb ends, where that cannot be read.</summary>
    private PolicySource? Source(ParseResult parsed, TypeTable types, TextWriter error, out int end)
    {
        end = ExitCode.CannotRun;
        DnsClient? client = null;
        if (parsed.GetValue(_resolver) is { } address)
        {
            if (!ServerAddress.TryParse(address, out System.Net.IPEndPoint server, out string fault))
            {
                error.WriteLine($"rmx: --resolver {FindingText.Quote(address)}: {fault}");
                return null;
            }
            client = new DnsClient(new QuerySettings(server, Timeout: TimeSpan.FromSeconds(2)), types);
        }
        try
        {
            var zones = new GivenZones(types, new LoadSettings(), error);
            IReadOnlyList<ZoneFile> files = ZoneFile.RefuseDuplicates(zones.Read(parsed.GetValue(_zones)!));
            end = ExitCode.Found;
            return zones.TellRefused(files) ? null : new PolicySource(files, types, client);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            error.WriteLine($"rmx: --zones: {FindingText.Escape(fault.Message)}");
            return null;
        }
    }

    private static bool TryName(string text, TextWriter error, out Name name)
    {
        if (Name.TryParse(InternationalNames.ToAscii(text) ?? text, Name.Root, out name, out TextFault fault) && !name.IsRoot)
            return true;
        error.WriteLine($"rmx: {FindingText.Quote(text)} is no domain name: {fault.Message}");
        return false;
    }
}
