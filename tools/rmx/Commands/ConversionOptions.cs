using System.CommandLine;
using RmxDns.Tool.Converting;
using RmxDns.Tool.Linting;

namespace RmxDns.Tool.Commands;

/// <summary>What import and export have in common on the command line.</summary>
internal sealed class ConversionOptions(string what)
{
    /// <summary>Files and folders.</summary>
    public Argument<string[]> Paths { get; } = new("PATH") { Description = $"{what}, or folders of them; - for standard input.", Arity = ArgumentArity.OneOrMore };

    /// <summary>Where new files go.</summary>
    public Option<string?> Output { get; } = new("--output", "-o") { Description = "The folder for the new files, each named for its zone; without it, or with -, one zone goes to standard output.", HelpName = "DIR" };

    /// <summary>Whether files are replaced.</summary>
    public Option<bool> Force { get; } = new("--force") { Description = "Replace files that are there already." };

    /// <summary>The name of standard input.</summary>
    public Option<string> StdinFilename { get; } = new("--stdin-filename")
    {
        Description = "The name under which standard input is read and reported; it may give the zone.",
        HelpName = "NAME",
        DefaultValueFactory = _ => InputFiles.StdinName,
    };

    /// <summary>What they say together.</summary>
    public ConversionTargets Read(ParseResult parsed) => new(
        parsed.GetValue(Paths)!, parsed.GetValue(Output) is { } output and not ConversionRun.Standard ? output : null, parsed.GetValue(Force), parsed.GetValue(StdinFilename)!);
}
