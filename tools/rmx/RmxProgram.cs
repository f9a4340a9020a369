using System.CommandLine;
using System.CommandLine.Help;
using RmxDns.Tool.Commands;
using RmxDns.Tool.Help;
using RmxDns.Zones.Lint;

namespace RmxDns.Tool;

/// <summary>
/// The program: its verbs, and what becomes of faults. A verb's own faults are messages and an exit code
/// (<see cref="ExitCode"/>); an exception is a fault of the program and is told in one line, with its stack when the variable
/// <c>RMX_TRACE</c> is set.
/// </summary>
internal static class RmxProgram
{
    /// <summary>What it is called.</summary>
    public const string Name = "rmx";

    private const string TraceVariable = "RMX_TRACE";

    /// <summary>Its version, in three numbers.</summary>
    public static string Version { get; } = typeof(RmxProgram).Assembly.GetName().Version!.ToString(3);

    /// <summary>Runs a command line to its end, with all that it prints written out; the exit code.</summary>
    public static int Run(IReadOnlyList<string> arguments, TextWriter output, TextWriter error)
    {
        int code = Guard(() => RunVerb(arguments, output, error), error);
        // What was printed in front of a fault is shown; where that fails as well, the first fault has been told.
        return Guard(
            () =>
            {
                output.Flush();
                return code;
            },
            code == ExitCode.Failed ? TextWriter.Null : error);
    }

    private static int RunVerb(IReadOnlyList<string> arguments, TextWriter output, TextWriter error)
    {
        if (arguments.Count == 0)
        {
            error.WriteLine("rmx: a verb is missing, such as lint; rmx --help lists them");
            return ExitCode.CannotRun;
        }
        ParseResult parsed = Root().Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        IReadOnlyList<string> faults = CommandLineFaults.Of(parsed);
        foreach (string fault in faults)
            error.WriteLine(PipelineCommands.DefuseLine($"rmx: {fault}"));
        if (faults.Count > 0)
            return ExitCode.CannotRun;
        return parsed.Invoke(new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false });
    }

    /// <summary>Tells of an exception in one line: what the machine would not do, or else a fault of this program.</summary>
    private static int Guard(Func<int> run, TextWriter error)
    {
        try
        {
            return run();
        }
        catch (Exception fault)
        {
            bool trace = !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(TraceVariable));
            string kind = fault is IOException or UnauthorizedAccessException or OutOfMemoryException ? "" : "a fault of this program: ";
            Tell(error, $"rmx: {kind}{FindingText.Escape(trace ? fault.ToString() : fault.Message)}{(trace ? "" : $" ({TraceVariable}=1 shows where)")}");
            return ExitCode.Failed;
        }
    }

    private static void Tell(TextWriter error, string line)
    {
        try
        {
            error.WriteLine(PipelineCommands.DefuseLine(line));
        }
        catch (IOException)
        {
            // Standard error takes nothing either; the exit code is all that is left to say.
        }
    }

    /// <summary>What the first page of the manual says beyond verbs and options.</summary>
    public static Verb Overview { get; } = new(Name, "Lints DNS zones and works with RMX records.")
    {
        Details = """
            Finds mistakes in DNS zones before they are published, and works with RMX records, in which a domain's owner says which
            machines may send mail for the domain: text and octets, sizes, queries, conversion from and to SPF and master files.

            rmx VERB --help is the manual page of a verb, with examples. Every verb takes --rmx-type.
            """,
        Examples =
        [
            new("rmx lint zones"),
            new("rmx size zones/example.com.yaml --owner example.com"),
            new("rmx query example.com @127.0.0.1:5300 --follow"),
            new("rmx convert spf example.com --zones zones"),
        ],
    };

    /// <summary>The command line: a line for each verb.</summary>
    public static RootCommand Root()
    {
        var root = new RootCommand(Overview.Description!);
        root.Options.OfType<HelpOption>().Single().Action = new ManualPage();
        root.Subcommands.Add(LintCommand.Create());
        root.Subcommands.Add(EncodeCommand.Create());
        root.Subcommands.Add(DecodeCommand.Create());
        root.Subcommands.Add(AddressCommand.Create());
        root.Subcommands.Add(SizeCommand.Create());
        root.Subcommands.Add(QueryCommand.Create());
        root.Subcommands.Add(ConvertCommand.Create());
        root.Subcommands.Add(CheckCommand.Create());
        root.Subcommands.Add(InteropCommand.Create());
        root.Subcommands.Add(ImportCommand.Create());
        root.Subcommands.Add(ExportCommand.Create());
        root.Subcommands.Add(SchemaCommand.Create());
        return root;
    }
}
