using System.CommandLine;
using RmxDns.Rdata;
using RmxDns.Tool.Help;
using RmxDns.Tool.Output;
using RmxDns.Tool.Sizes;
using RmxDns.Wire;
using RmxDns.Zones;
using RmxDns.Zones.Lint;
using RmxDns.Zones.Records;

namespace RmxDns.Tool.Commands;

/// <summary><c>rmx size</c>: the picture of the packet that answers for a record. A zone that does not load and a name without the record end with exit code 1.</summary>
internal sealed class SizeCommand
{
    private const string Details = """
        Draws the answer to a query for RMX: header, question, the record with what each entry costs, and each additional record;
        what of it a client gets over UDP without EDNS, in 512 octets, and with EDNS. The server's own code makes the answers, so the
        sizes are those that are served.

        The record comes from a zone file, YAML or master file by its name, or a folder of them, or stands on the command line. Without --owner every RMX
        record of the zones named is drawn. A reference that leads out of the zones named brings nothing along; --context adds
        the zones that the same server holds.
        """;

    private readonly Argument<string[]> _what = TextArgument.Create("ZONE-OR-TEXT", "A zone file, a folder of zone files, or an RMX record in text form.");
    private readonly Option<string?> _owner = new("--owner") { Description = "The name that is asked for; of a record on the command line, example.com unless given.", HelpName = "NAME" };
    private readonly Option<string?> _type = new("--type", "-t") { Description = "Another record type to ask for than RMX.", HelpName = "TYPE" };
    private readonly Option<string[]> _context = new("--context") { Description = "Zones that the same server holds; repeatable.", HelpName = "PATH", DefaultValueFactory = _ => [] };
    private readonly Option<string?> _svg = new("--svg") { Description = "Also write the picture of the one record as SVG, for documents.", HelpName = "FILE" };
    private readonly Option<bool> _json = JsonOption.Create();
    private readonly Option<int> _ednsSize = ServerOptions.EdnsSize();
    private readonly Option<Name[]> _defaultNs = ServerOptions.DefaultNs();
    private readonly Option<ushort> _rmxType = ServerOptions.RmxType();

    public static Command Create()
    {
        var size = new SizeCommand();
        var command = new Verb("size", "Draw the packet that answers for a record, and what fits.")
        {
            Details = Details,
            Found = "There is no such record in the zones, a zone does not load, or the text is no RMX record.",
            Examples =
            [
                new("rmx size ipv4:192.0.2.0/24 apl:relays.example.org", """
                    example.com. RMX: 67 octets, 67 with additional records
                      UDP without EDNS, 512 octets: everything fits (67 used, 445 free)
                      UDP with EDNS, 1232 octets: everything fits (78 used, 1154 free)
                      not in these zones: relays.example.org. APL

                      512  [HHQQAAAA........................................................]  67 octets
                     1232  [HQAO............................................................]  78 octets

                       part      what                               octets  ends at  512  1232
                    H  header                                           12       12  yes  yes
                    Q  question  example.com. RMX                       17       29  yes  yes
                    A  answer    example.com. RMX, 2 entries            38       67  yes  yes
                                   owner, type, class, TTL, length      12
                                   ipv4:192.0.2.0/24                     5
                                   apl:relays.example.org.              21
                    """),
                new("rmx size zones/example.com.yaml --owner example.com --context zones"),
                new("rmx size zones --owner physics.university.example --json"),
            ],
        };
        Symbol[] symbols = [size._what, size._owner, size._type, size._context, size._svg, size._json, size._ednsSize, size._defaultNs, size._rmxType];
        foreach (Symbol symbol in symbols)
        {
            if (symbol is Argument argument)
                command.Add(argument);
            else
                command.Add((Option)symbol);
        }
        command.SetAction(parsed => size.Run(parsed, parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error));
        return command;
    }

    private int Run(ParseResult parsed, TextWriter output, TextWriter error)
    {
        var types = new TypeTable(parsed.GetValue(_rmxType), InternationalNames.ToAscii);
        Name? owner = null;
        if (parsed.GetValue(_owner) is { } text && !Name.TryParse(InternationalNames.ToAscii(text) ?? text, null, out owner, out TextFault fault))
            return Refuse(error, $"--owner {FindingText.Quote(text)}: {fault.Message}");
        ushort type = types.RmxType;
        if (parsed.GetValue(_type) is { } typeText && !types.TryParseType(typeText, out type))
            return Refuse(error, $"--type {FindingText.Quote(typeText)} is no record type; a type without a name here is written TYPEnnn");
        if (type != types.RmxType && owner is null)
            return Refuse(error, "--type needs --owner, the name that is asked for");
        var input = new SizeInput(types, new LoadSettings(parsed.GetValue(_defaultNs)), error);
        string[] words = parsed.GetValue(_what)!;
        int? end = SizeInput.IsPath(words)
            ? input.Load(words[0], parsed.GetValue(_context)!)
            : TextArgument.Read(words, error) is { } record ? input.Take(record, owner ?? Name.Parse("example.com.")) : ExitCode.CannotRun;
        if (end is { } code)
            return code;
        IReadOnlyList<Name> owners = owner is null ? input.Owners : [owner];
        if (parsed.GetValue(_svg) is not null && owners.Count != 1)
            return Refuse(error, $"--svg draws one record, and there are {owners.Count}; --owner says which");
        return Draw(parsed, input, types, owners, type, output, error);
    }

    private int Draw(ParseResult parsed, SizeInput input, TypeTable types, IReadOnlyList<Name> owners, ushort type, TextWriter output, TextWriter error)
    {
        var pictures = new List<AnswerPicture>();
        foreach (Name owner in owners)
        {
            if (AnswerPicture.Draw(input.Zones, types, owner, type, parsed.GetValue(_ednsSize)) is { } picture)
                pictures.Add(picture);
            else
                error.WriteLine($"rmx: no {types.NameOf(type)} at {owner} in these zones");
        }
        if (owners.Count == 0)
            error.WriteLine("rmx: no RMX record in these zones");
        if (parsed.GetValue(_json))
            JsonText.Write(output, JsonText.List(pictures.Select(picture => SizeReport.ToJson(picture, types))));
        var screen = Screen.Of(output);
        for (int i = 0; i < pictures.Count && !parsed.GetValue(_json); i++)
        {
            if (i > 0)
                screen.Line();
            SizeReport.Write(pictures[i], types, screen);
        }
        if (parsed.GetValue(_svg) is { } file && pictures.Count == 1 && !TryWrite(file, SizeSvg.Draw(pictures[0], types), error))
            return ExitCode.CannotRun;
        return pictures.Count == owners.Count && pictures.Count > 0 ? ExitCode.Fine : ExitCode.Found;
    }

    private static bool TryWrite(string file, string text, TextWriter error)
    {
        try
        {
            File.WriteAllText(file, text);
            return true;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            error.WriteLine($"rmx: {FindingText.Quote(file)} cannot be written: {FindingText.Escape(fault.Message)}");
            return false;
        }
    }

    private static int Refuse(TextWriter error, string message)
    {
        error.WriteLine($"rmx: {message}");
        return ExitCode.CannotRun;
    }
}
