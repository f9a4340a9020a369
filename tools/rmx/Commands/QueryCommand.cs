using System.CommandLine;
using System.Text.Json.Nodes;
using RmxDns.Rdata;
using RmxDns.Tool.Help;
using RmxDns.Tool.Messages;
using RmxDns.Tool.Output;
using RmxDns.Tool.Queries;
using RmxDns.Wire;
using RmxDns.Zones.Lint;
using RmxDns.Zones.Records;

namespace RmxDns.Tool.Commands;

/// <summary><c>rmx query</c>: asks a server for RMX or another type and shows what came. No such record, no response and a malformed one end with exit code 1.</summary>
internal sealed class QueryCommand
{
    private const string Details = """
        Asks a server for the RMX record of a name and shows the response: every record with the octets that it takes, each entry
        with the additional records that came along and those that were not sent, and the size against 512 octets, what a client
        without EDNS gets, and 1232, what nearly all get. A truncated response (TC) is asked for again over TCP.

        Without @SERVER the first name server of the system is asked; it may be a resolver or an authoritative server.

        --follow goes on as a receiver does: TXT at _rmx.NAME when there is no RMX, then A, AAAA, APL and MX of all that the
        entries refer to; and shows what the record decides of every address.

        A response counts only with the id and question that were sent. Others are ignored, and what a server does against the
        rules is told in lines that start with note.
        """;

    private readonly Argument<string[]> _words = new("NAME") { Description = "The name to ask for, and @SERVER: an address or a name, with or without a port.", Arity = new ArgumentArity(1, 2) };
    private readonly Option<string> _type = new("--type", "-t") { Description = "The record type: a mnemonic or TYPEnnn.", HelpName = "TYPE", DefaultValueFactory = _ => "RMX" };
    private readonly Option<bool> _follow = new("--follow") { Description = "Also look up all that a receiver would, and show which addresses may send." };
    private readonly QueryOptions _options = new();
    private readonly Option<bool> _json = JsonOption.Create();
    private readonly Option<ushort> _rmxType = ServerOptions.RmxType();

    public static Command Create()
    {
        var query = new QueryCommand();
        var command = new Verb("query", "Ask a server for RMX, and show the response and its size.")
        {
            Details = Details,
            Found = "There is no such record, or no response that could be read.",
            Examples =
            [
                new("rmx query math.university.example @127.0.0.1:5300", """
                    math.university.example. RMX asked of 127.0.0.1:5300 over UDP, EDNS 1232
                    NOERROR, flags qr aa rd, 165 octets

                    section     owner                           ttl  type  octets  data
                    answer      math.university.example.       3600  RMX       64  host:mail.math.university.example. domain:university.example.
                    additional  mail.math.university.example.  3600  A         21  198.51.100.130
                    additional  mail.math.university.example.  3600  AAAA      28  2001:db8:aa::130
                    additional  .                                    OPT       11  version 0, takes 1232 octets

                    entry  octets  text                                came along                                                           not sent
                        1      31  host:mail.math.university.example.  mail.math.university.example. A, mail.math.university.example. AAAA
                        2      21  domain:university.example.

                      512  [HHQQQAAAAAAAA111222OO...........................................]  165 octets
                     1232  [HQAAA112O.......................................................]  165 octets
                    """),
                new("rmx query example.com @127.0.0.1:5300 --no-edns --json"),
                new("rmx query university.example @127.0.0.1:5300 --follow"),
                new("rmx query www.example.com @127.0.0.1:5300 -t A --tcp"),
            ],
        };
        command.Add(query._words);
        command.Add(query._type);
        command.Add(query._follow);
        query._options.AddTo(command);
        command.Add(query._json);
        command.Add(query._rmxType);
        command.SetAction(parsed => query.Run(parsed, parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error));
        return command;
    }

    private int Run(ParseResult parsed, TextWriter output, TextWriter error)
    {
        var types = new TypeTable(parsed.GetValue(_rmxType), InternationalNames.ToAscii);
        string[] words = parsed.GetValue(_words)!;
        string? server = Array.Find(words, word => word.StartsWith('@'));
        string[] names = [.. words.Where(word => !word.StartsWith('@'))];
        if (names.Length != 1)
            return Refuse(error, "one name to ask for is expected, and at most one @SERVER");
        if (!Name.TryParse(InternationalNames.ToAscii(names[0]) ?? names[0], Name.Root, out Name name, out TextFault fault))
            return Refuse(error, $"{FindingText.Quote(names[0])}: {fault.Message}");
        if (!types.TryParseType(parsed.GetValue(_type)!, out ushort type))
            return Refuse(error, $"--type {FindingText.Quote(parsed.GetValue(_type)!)} is no record type; a type without a name here is written TYPEnnn");
        if (_options.Read(parsed, server, error) is not { } settings)
            return ExitCode.CannotRun;
        if (parsed.GetValue(_follow) && type != types.RmxType)
            return Refuse(error, "--follow is for RMX");
        var client = new DnsClient(settings, types);
        Exchange exchange = client.Ask(name, type);
        var report = new QueryReport(types);
        var lookups = new Lookups(client, types);
        Following? following = parsed.GetValue(_follow) ? Following.Of(name, lookups, types) : null;
        if (parsed.GetValue(_json))
        {
            JsonObject json = report.ToJson(exchange, name, type, settings);
            if (following is not null)
                json["follow"] = FollowReport.ToJson(following, lookups);
            JsonText.Write(output, json);
        }
        else
        {
            var screen = Screen.Of(output);
            report.Write(exchange, name, type, settings, screen);
            if (following is not null)
                FollowReport.Write(following, lookups, screen);
        }
        return following is null ? IsGood(exchange, type) ? ExitCode.Fine : ExitCode.Found : following.Map is null ? ExitCode.Found : ExitCode.Fine;
    }

    private static bool IsGood(Exchange exchange, ushort type) =>
        exchange.Answer is { Fault: null, Rcode: 0 } message && message.In(Section.Answer).Any(record => record.Type == type || type == RrType.Any);

    private static int Refuse(TextWriter error, string message)
    {
        error.WriteLine($"rmx: {message}");
        return ExitCode.CannotRun;
    }
}
