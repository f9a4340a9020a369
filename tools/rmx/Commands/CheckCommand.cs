using System.CommandLine;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using RmxDns.Rdata;
using RmxDns.Rmx;
using RmxDns.Rmx.Receiving;
using RmxDns.Tool.Help;
using RmxDns.Tool.Output;
using RmxDns.Tool.Queries;
using RmxDns.Wire;
using RmxDns.Zones.Lint;
using RmxDns.Zones.Records;

namespace RmxDns.Tool.Commands;

/// <summary><c>rmx check</c>: what a mail server decides at MAIL FROM. Whatever is not Granted or Trusted ends with exit code 1.</summary>
internal sealed class CheckCommand
{
    private const string Details = """
        Decides as a mail server would at MAIL FROM: may the client at ADDRESS send as SENDER? Prints the verdict, every step that led
        to it, and the header field for the message. With an empty SENDER ('') the domain of --helo is checked.

        Without @SERVER the first name server of the system is asked.
        """;

    private readonly Argument<string[]> _words = new("ADDRESS") { Description = "The client's IP address, then the envelope sender, then @SERVER if it is not the system's.", Arity = new ArgumentArity(2, 3) };
    private readonly Option<string> _helo = new("--helo") { Description = "The name that the client gave with HELO or EHLO.", HelpName = "NAME", DefaultValueFactory = _ => "" };
    private readonly Option<string?> _sasl = new("--sasl") { Description = "The SASL mechanism with which the client logged in.", HelpName = "MECHANISM" };
    private readonly Option<string?> _certificate = new("--certificate") { Description = "The certificate that the client showed, PEM or DER.", HelpName = "FILE" };
    private readonly Option<string?> _host = new("--host") { Description = "The receiver's name in the header field; this machine's unless given.", HelpName = "NAME" };
    private readonly QueryOptions _options = new();
    private readonly Option<bool> _json = JsonOption.Create();
    private readonly Option<ushort> _rmxType = ServerOptions.RmxType();

    public static Command Create()
    {
        var check = new CheckCommand();
        var command = new Verb("check", "Decide whether a client may send as an address.")
        {
            Details = Details,
            Found = "The verdict is another than Granted: Denied, NotInRMX, NoRMX, TempFail or BadData.",
            Examples =
            [
                new("rmx check 192.0.2.25 joe@example.com @127.0.0.1:5300 --host mx.example.net"),
                new("rmx check 192.0.2.66 joe@example.com @127.0.0.1:5300 --host mx.example.net", null, 1),
                new("rmx check 198.51.100.9 '' @127.0.0.1:5300 --helo mail.tester.example --json", null, 1),
            ],
        };
        foreach (Option option in (Option[])[check._helo, check._sasl, check._certificate, check._host, check._json, check._rmxType])
            command.Add(option);
        command.Add(check._words);
        check._options.AddTo(command);
        command.SetAction(parsed => check.Run(parsed, parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error));
        return command;
    }

    private int Run(ParseResult parsed, TextWriter output, TextWriter error)
    {
        string[] words = parsed.GetValue(_words)!;
        string? server = Array.Find(words, word => word.StartsWith('@'));
        string[] given = [.. words.Where(word => !word.StartsWith('@'))];
        if (given.Length != 2 || !AddressPrefix.TryParse(given[0], out AddressPrefix? address) || address!.Length != address.Network.Length * 8)
            return Refuse(error, "an IP address and a sender are expected, such as 192.0.2.25 joe@example.com, and at most one @SERVER");
        string hostText = parsed.GetValue(_host) ?? Dns.GetHostName();
        if (!Name.TryParse(hostText, Name.Root, out Name host, out _))
            return Refuse(error, $"--host {FindingText.Quote(hostText)} is no domain name");
        if (!TryReadCertificate(parsed.GetValue(_certificate), out byte[] certificate, error) || _options.Read(parsed, server, error) is not { } settings)
            return ExitCode.CannotRun;
        var types = new TypeTable(parsed.GetValue(_rmxType));
        var lookups = new Lookups(new DnsClient(settings, types), types);
        var client = new RmxClient(address.Network, ToAscii(TextArgument.WithoutBrackets(given[1])), ToAscii(parsed.GetValue(_helo)!)) { SaslMechanism = parsed.GetValue(_sasl), Certificate = certificate };
        RmxResult result = new RmxChecker(lookups.FindAsync, new RmxCheckSettings { RmxType = types.RmxType }).CheckAsync(client).AsTask().GetAwaiter().GetResult();
        string header = RmxReport.Format(result, client, host, DateTimeOffset.Now);
        if (parsed.GetValue(_json))
            JsonText.Write(output, ToJson(result, header));
        else
            Write(result, header, Screen.Of(output));
        return result.Verdict is RmxVerdict.Granted or RmxVerdict.Trusted ? ExitCode.Fine : ExitCode.Found;
    }

    private static void Write(RmxResult result, string header, Screen screen)
    {
        screen.Line(RmxReport.TextOf(result.Verdict) + (result.Deciding is { } entry ? $": {RmxText.Format(entry)}" : ""));
        screen.Line();
        var sheet = new Sheet(">step", "entry", "what happened");
        for (int i = 0; i < result.Trace.Count; i++)
            sheet.Add($"{i + 1}", result.Trace[i].Entry is { } own ? RmxText.Format(own) : "", result.Trace[i].Note);
        sheet.WriteTo(screen);
        screen.Line();
        screen.Line(header);
    }

    private static JsonObject ToJson(RmxResult result, string header) => new()
    {
        ["verdict"] = RmxReport.TextOf(result.Verdict),
        ["mechanism"] = result.Deciding is { } entry ? RmxText.Format(entry) : null,
        ["domain"] = result.Domain?.ToString(),
        ["trace"] = JsonText.List(result.Trace.Select(step => new JsonObject
        {
            ["entry"] = step.Entry is { } own ? RmxText.Format(own) : null,
            ["note"] = step.Note,
        })),
        ["header"] = header,
    };

    /// <summary>A sender's or HELO's domain in ASCII; what cannot be turned stays, and is no domain then.</summary>
    private static string ToAscii(string text)
    {
        int at = text.LastIndexOf('@') + 1;
        return InternationalNames.ToAscii(text[at..]) is { } domain ? text[..at] + domain : text;
    }

    private static bool TryReadCertificate(string? file, out byte[] certificate, TextWriter error)
    {
        certificate = [];
        if (file is null)
            return true;
        try
        {
            using X509Certificate2 read = X509CertificateLoader.LoadCertificateFromFile(file);
            certificate = read.RawData;
            return true;
        }
        catch (Exception fault) when (fault is CryptographicException or IOException or UnauthorizedAccessException)
        {
            error.WriteLine($"rmx: --certificate {FindingText.Quote(file)}: {FindingText.Escape(fault.Message)}");
            return false;
        }
    }

    private static int Refuse(TextWriter error, string message)
    {
        error.WriteLine($"rmx: {message}");
        return ExitCode.CannotRun;
    }
}
