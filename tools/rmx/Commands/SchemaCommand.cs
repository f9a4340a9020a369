using System.CommandLine;
using RmxDns.Rdata;
using RmxDns.Tool.Help;
using RmxDns.Tool.Output;
using RmxDns.Tool.Schemas;

namespace RmxDns.Tool.Commands;

/// <summary><c>rmx schema</c>: prints the JSON Schema of zone files.</summary>
internal static class SchemaCommand
{
    private const string Details = """
        Prints the JSON Schema (2020-12) of zone files, made from the table of record types that the parser reads with. An editor that
        knows it offers keys and types and marks mistakes as one types. The schema of the default type code is kept as
        zones/rmxdns-zone.schema.json; a comment in a zone file names it:

        # yaml-language-server: $schema=rmxdns-zone.schema.json

        What takes more than one value to judge, such as two keys of one owner or a missing NS, is for rmx lint.
        """;

    public static Command Create()
    {
        Option<ushort> rmxType = ServerOptions.RmxType();
        var command = new Verb("schema", "Print the JSON Schema of zone files, for editors.")
        {
            Details = Details,
            Examples = [new("rmx schema"), new("rmx schema --rmx-type 65300")],
        };
        command.Add(rmxType);
        command.SetAction(parsed =>
        {
            JsonText.Write(parsed.InvocationConfiguration.Output, new ZoneSchema(new TypeTable(parsed.GetValue(rmxType))).ToJson());
            return ExitCode.Fine;
        });
        return command;
    }
}
