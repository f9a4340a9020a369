using System.CommandLine;
using RmxDns.Tool.Help;

namespace RmxDns.Tool.Commands;

/// <summary><c>rmx interop</c>: what other people's software makes of RMX.</summary>
internal static class InteropCommand
{
    public static Command Create()
    {
        var command = new Verb("interop", "See what resolvers make of RMX.")
        {
            Details = """
                A receiver asks a resolver, not the authority. These verbs find out what resolvers do with a record type that they do not
                know, when all is well and when an authority answers wrong.
                """,
            Examples = [new("rmx interop check --list --case raw-text")],
        };
        Option<ushort> rmxType = ServerOptions.RmxType();
        rmxType.Recursive = true;
        command.Add(rmxType);
        command.Add(InteropCheckCommand.Create(rmxType));
        return command;
    }
}
