using System.CommandLine;
using RmxDns.Rdata;
using RmxDns.Tool.Converting;
using RmxDns.Tool.Help;
using RmxDns.Zones.Master;

namespace RmxDns.Tool.Commands;

/// <summary><c>rmx import</c>: master files to YAML.</summary>
internal static class ImportCommand
{
    private const string Details = """
        Reads RFC 1035 master files as BIND, NSD, Knot or PowerDNS have them and writes the zones that this server reads: one YAML
        file for each, owners in the order of the file, RMX entry by entry, comments in front of what they stood at. $ORIGIN, $TTL,
        $GENERATE and parentheses are understood; $INCLUDE with --allow-include.

        Of a folder the files are taken that end in .zone or .db. A file with an error is not imported; standard error says where
        and why. What is written is read again and compared with what was read, before it is handed out.
        """;

    private const string Imported = """
        # Moved here from the old server.
        '':
          - type: SOA
            value:
              mname: ns1.old.example.
              rname: hostmaster.old.example.
              serial: 2026112601  # serial
              refresh: 7200
              retry: 900
              expire: 1209600
              minimum: 3600  # refresh, retry, expire, negative TTL
          - type: NS
            values:
              - ns1.old.example.
              - ns.provider.example.
          - type: MX
            value: {preference: 10, exchange: mail.old.example.}
          # Only our own network and mail server send for us.
          - type: RMX
            value:
              - ipv4:192.0.2.0/24
              - mx
        ns1:
          - type: A
            value: 192.0.2.53
        mail:
          # in the cellar
          - type: A
            value: 192.0.2.25
          - type: AAAA
            value: 2001:db8:25::25
        host-1:
          - type: A
            value: 192.0.2.1
        host-2:
          - type: A
            value: 192.0.2.2
        host-3:
          - type: A
            value: 192.0.2.3
        """;

    public static Command Create()
    {
        var common = new ConversionOptions("Master files");
        var master = new MasterOptions();
        Option<ushort> rmxType = ServerOptions.RmxType();
        var command = new Verb("import", "Turn master files into zones in YAML.")
        {
            Details = Details,
            Found = "A file was not imported, or a new one is there already.",
            Examples = [new("rmx import docs/examples/old.example.zone", Imported)],
        };
        command.Add(common.Paths);
        command.Add(common.Output);
        command.Add(common.Force);
        command.Add(common.StdinFilename);
        command.Add(master.Origin);
        command.Add(master.AllowInclude);
        command.Add(rmxType);
        command.SetAction(parsed =>
        {
            var import = new MasterImport(new TypeTable(parsed.GetValue(rmxType)), master.Read(parsed));
            var run = new ConversionRun("import", MasterFileName.Is, import.Import, Console.OpenStandardInput(), parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            return run.Run(common.Read(parsed));
        });
        return command;
    }
}
