using System.CommandLine;
using RmxDns.Rdata;
using RmxDns.Tool.Converting;
using RmxDns.Tool.Help;
using RmxDns.Wire;
using RmxDns.Zones;
using RmxDns.Zones.Master;

namespace RmxDns.Tool.Commands;

/// <summary><c>rmx export</c>: zones in YAML to master files.</summary>
internal static class ExportCommand
{
    private const string Details = """
        Writes zones as RFC 1035 master files that BIND, NSD, Knot and PowerDNS load unchanged, for a zone that another server
        serves or transfers. Types that one of them does not know by name, RMX among them, are in the generic form of RFC 3597,
        with the text form behind it as a comment.

        --rmx-as text writes RMX by name, which only rmx reads; --rmx-as txt writes it as TXT records below _rmx and as nothing
        else. A zone that this server would refuse is not exported.
        """;

    public static Command Create()
    {
        var common = new ConversionOptions("Zones in YAML");
        Option<ushort> rmxType = ServerOptions.RmxType();
        Option<Name[]> defaultNs = ServerOptions.DefaultNs();
        var form = new Option<RmxForm>("--rmx-as")
        {
            Description = "How RMX is written: generic, text or txt.",
            HelpName = "FORM",
            DefaultValueFactory = _ => RmxForm.Generic,
            CustomParser = result => Choices.Read<RmxForm>(result),
        };
        Choices.Complete(form);
        var command = new Verb("export", "Turn zones in YAML into master files.")
        {
            Details = Details,
            Found = "A zone was not exported or not in full, or a new file is there already.",
            Examples = [new("rmx export zones/parked.example.yaml"), new("rmx export --rmx-as txt zones/example.com.yaml")],
        };
        command.Add(common.Paths);
        command.Add(common.Output);
        command.Add(common.Force);
        command.Add(common.StdinFilename);
        command.Add(form);
        command.Add(defaultNs);
        command.Add(rmxType);
        command.SetAction(parsed =>
        {
            var export = new MasterExport(new TypeTable(parsed.GetValue(rmxType)), new LoadSettings(parsed.GetValue(defaultNs)), parsed.GetValue(form));
            var run = new ConversionRun("export", ZoneFolder.IsZoneFile, export.Export, Console.OpenStandardInput(), parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            return run.Run(common.Read(parsed));
        });
        return command;
    }
}
