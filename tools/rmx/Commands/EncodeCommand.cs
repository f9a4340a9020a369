using System.CommandLine;
using RmxDns.Rmx;
using RmxDns.Tool.Help;
using RmxDns.Tool.Octets;
using RmxDns.Tool.Output;
using RmxDns.Wire;
using RmxDns.Zones.Records;

namespace RmxDns.Tool.Commands;

/// <summary><c>rmx encode</c>: the text form of an RMX record to its octets. Text that is none is shown with a mark at the fault, exit code 1.</summary>
internal static class EncodeCommand
{
    private const string Details = """
        Reads entries such as ipv4:192.0.2.0/24, host:relay.example.org or mx, with white space between, and prints the record in
        canonical text, in the generic form that any name server loads (RFC 3597), and octet by octet.

        A negation starts with !, which most shells leave alone inside single quotes only. The generic form \# LENGTH HEX is
        read too. - reads standard input.
        """;

    public static Command Create()
    {
        Argument<string[]> text = TextArgument.Create("TEXT", "The entries, in one word or several; - for standard input.");
        Option<ushort> rmxType = ServerOptions.RmxType();
        Option<bool> json = JsonOption.Create();
        var command = new Verb("encode", "Turn the text of an RMX record into octets.")
        {
            Details = Details,
            Found = "The text is no RMX record; standard error shows where and why.",
            Examples =
            [
                new("rmx encode '!ipv4:192.0.2.66 ipv4:192.0.2.0/24 mx'", """
                    !ipv4:192.0.2.66 ipv4:192.0.2.0/24 mx:
                    TYPE65280 \# 12 8120c00002420118c0000208

                    offset  octets       meaning
                         0  81           ipv4: code 1, negated
                         1  20           prefix length: 32 bits
                         2  c0 00 02 42  network: 192.0.2.66
                         6  01           ipv4: code 1
                         7  18           prefix length: 24 bits
                         8  c0 00 02     network: 192.0.2.0
                        11  08           mx: code 8
                    """),
                new("rmx encode --json unused"),
            ],
        };
        command.Add(text);
        command.Add(json);
        command.Add(rmxType);
        command.SetAction(parsed => Encode(
            parsed.GetValue(text)!, parsed.GetValue(rmxType), parsed.GetValue(json), parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error));
        return command;
    }

    private static int Encode(IReadOnlyList<string> words, ushort type, bool json, TextWriter output, TextWriter error)
    {
        if (TextArgument.Read(words, error) is not { } text)
            return ExitCode.CannotRun;
        if (!RmxTextReader.TryParse(text, out byte[] rdata, out TextFault fault, InternationalNames.ToAscii))
        {
            Marked.Write(error, text, fault);
            return ExitCode.Found;
        }
        var octets = new RmxOctets(rdata);
        if (json)
            JsonText.Write(output, OctetReport.ToJson(octets, type));
        else
            OctetReport.Write(octets, type, Screen.Of(output));
        return ExitCode.Fine;
    }
}
