using System.CommandLine;
using RmxDns.Tool.Help;
using RmxDns.Tool.Octets;
using RmxDns.Tool.Output;
using RmxDns.Wire;

namespace RmxDns.Tool.Commands;

/// <summary><c>rmx decode</c>: octets of an RMX record to text. A malformed record is explained up to its fault, exit code 1.</summary>
internal static class DecodeCommand
{
    private const string Details = """
        Reads the octets of an RMX record as hexadecimal digits, with or without spaces, or in the generic form \# LENGTH HEX
        (RFC 3597), also at the end of a line as dig prints it, and prints what each octet means. - reads standard input.

        A malformed record is explained as far as it is valid. A receiver goes through the entries in front of the fault too.
        """;

    public static Command Create()
    {
        Argument<string[]> hex = TextArgument.Create("HEX", "The octets, in one word or several; - for standard input.");
        Option<ushort> rmxType = ServerOptions.RmxType();
        Option<bool> json = JsonOption.Create();
        var command = new Verb("decode", "Turn the octets of an RMX record into text.")
        {
            Details = Details,
            Found = "The octets are no RMX record, or are no octets; standard error says where and why.",
            Examples =
            [
                new(@"rmx decode '\# 7 8120c000024208'", """
                    !ipv4:192.0.2.66 mx:
                    TYPE65280 \# 7 8120c000024208

                    offset  octets       meaning
                         0  81           ipv4: code 1, negated
                         1  20           prefix length: 32 bits
                         2  c0 00 02 42  network: 192.0.2.66
                         6  08           mx: code 8
                    """),
                new("rmx decode 08 01 21 c0 00 02 00 00", """
                    TYPE65280 \# 8 080121c000020000

                    offset  octets                meaning
                         0  08                    mx: code 8
                         1  01 21 c0 00 02 00 00  malformed: at octet 2: a prefix length over 32
                    """, 1),
                new("echo 06 | rmx decode -", """
                    unused:
                    TYPE65280 \# 1 06

                    offset  octets  meaning
                         0  06      unused: code 6
                    """),
            ],
        };
        command.Add(hex);
        command.Add(json);
        command.Add(rmxType);
        command.SetAction(parsed => Decode(
            parsed.GetValue(hex)!, parsed.GetValue(rmxType), parsed.GetValue(json), parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error));
        return command;
    }

    private static int Decode(IReadOnlyList<string> words, ushort type, bool json, TextWriter output, TextWriter error)
    {
        if (TextArgument.Read(words, error) is not { } text)
            return ExitCode.CannotRun;
        if (!HexText.TryParse(text, out byte[] rdata, out TextFault fault))
        {
            Marked.Write(error, text, fault);
            return ExitCode.Found;
        }
        var octets = new RmxOctets(rdata);
        if (json)
            JsonText.Write(output, OctetReport.ToJson(octets, type));
        else
            OctetReport.Write(octets, type, Screen.Of(output));
        if (octets.Fault is not { } malformed)
            return ExitCode.Fine;
        error.WriteLine($"rmx: malformed at octet {malformed.Offset}: {malformed.Message}");
        return ExitCode.Found;
    }
}
