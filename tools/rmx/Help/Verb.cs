using System.CommandLine;

namespace RmxDns.Tool.Help;

/// <summary>A verb of the program with what its manual page says beyond arguments and options.</summary>
/// <param name="name">The verb.</param>
/// <param name="description">What it does, in one line that ends in a full stop.</param>
internal sealed class Verb(string name, string description) : Command(name, description)
{
    /// <summary>What it does at length; paragraphs with an empty line between, each wrapped by the page.</summary>
    public string Details { get; init; } = "";

    /// <summary>Examples, the plainest first.</summary>
    public IReadOnlyList<Example> Examples { get; init; } = [];

    /// <summary>What its exit codes mean where they say more than <see cref="ExitCode"/>.</summary>
    public string Found { get; init; } = "Something was found, refused or not there.";
}

/// <summary>A command line as one types it, and what it prints. A test runs each and compares.</summary>
/// <param name="CommandLine">The command line, quoted for a shell.</param>
/// <param name="Output">What it prints on standard output, without the last line's end; null where that differs from run to run.</param>
/// <param name="ExitCode">How it ends.</param>
internal sealed record Example(string CommandLine, string? Output = null, int ExitCode = 0);
