using System.CommandLine;
using RmxDns.Tool.Converting;

namespace RmxDns.Tool.Commands;

/// <summary>What import and export have in common on the command line.</summary>
internal sealed class ConversionOptions(string what)
{
    /// <summary>Files and folders.</summary>
    public Argument<string[]> Paths { get; } = new("PATH") { Description = $"{what}, or folders of them.", Arity = ArgumentArity.OneOrMore };

    /// <summary>Where new files go.</summary>
    public Option<string?> Output { get; } = new("--output", "-o") { Description = "The folder for the new files, each named for its zone; without it one zone goes to standard output.", HelpName = "DIR" };

    /// <summary>Whether files are replaced.</summary>
    public Option<bool> Force { get; } = new("--force") { Description = "Replace files that are there already." };

    /// <summary>What they say together.</summary>
    public ConversionTargets Read(ParseResult parsed) => new(parsed.GetValue(Paths)!, parsed.GetValue(Output), parsed.GetValue(Force));
}
