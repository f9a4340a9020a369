using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Net;
using RmxDns.Tool.Queries;
using RmxDns.Zones.Lint;

namespace RmxDns.Tool.Commands;

/// <summary>The options of verbs that ask a server, and how they become <see cref="QuerySettings"/>.</summary>
internal sealed class QueryOptions
{
    private readonly Option<bool> _tcp = new("--tcp") { Description = "Ask over TCP at once." };
    private readonly Option<bool> _noEdns = new("--no-edns") { Description = "Ask without EDNS: a response over UDP has at most 512 octets." };
    private readonly Option<int> _bufsize = new("--bufsize") { Description = "The size of UDP responses that EDNS allows, in octets.", HelpName = "OCTETS", DefaultValueFactory = _ => 1232, CustomParser = result => ReadNumber(result, 0, 65535) };
    private readonly Option<bool> _ignoreTc = new("--ignore-tc") { Description = "Take a truncated response as it is; otherwise the question is asked again over TCP." };
    private readonly Option<int> _timeout = new("--timeout") { Description = "How long to wait for each response, in milliseconds.", HelpName = "MS", DefaultValueFactory = _ => 2000, CustomParser = result => ReadNumber(result, 1, 60_000) };
    private readonly Option<int> _tries = new("--tries") { Description = "How often to ask over UDP before giving up.", HelpName = "N", DefaultValueFactory = _ => 3, CustomParser = result => ReadNumber(result, 1, 10) };

    /// <summary>Adds them to a verb.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_tcp, _noEdns, _bufsize, _ignoreTc, _timeout, _tries])
            command.Add(option);
    }

    /// <summary>The settings; null, and a line on standard error, when there is no server to ask.</summary>
    public QuerySettings? Read(ParseResult parsed, string? server, TextWriter error)
    {
        IPEndPoint? address = null;
        if (server is null)
            address = ServerAddress.OfSystem();
        else if (ServerAddress.TryParse(server, out IPEndPoint given, out string fault))
            address = given;
        else
            error.WriteLine($"rmx: {FindingText.Quote(server)} is no server: {fault}");
        if (server is null && address is null)
            error.WriteLine("rmx: the system knows no name server; @SERVER says whom to ask");
        return address is null ? null : new QuerySettings(
            address, parsed.GetValue(_noEdns) ? null : parsed.GetValue(_bufsize), parsed.GetValue(_tcp), parsed.GetValue(_ignoreTc),
            TimeSpan.FromMilliseconds(parsed.GetValue(_timeout)), parsed.GetValue(_tries));
    }

    /// <summary>The number given; a fault that says which are allowed for any other.</summary>
    public static int ReadNumber(ArgumentResult result, int least, int most)
    {
        string text = result.Tokens[^1].Value;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most)
            return number;
        result.AddError($"{(result.Parent as OptionResult)?.Option.Name} {FindingText.Quote(text)}: not allowed here; it is a whole number from {least} to {most}");
        return least;
    }
}
