using System.CommandLine;

namespace RmxDns.Tool.Help;

/// <summary>A verb of the program with what its manual page says beyond arguments and options.</summary>
/// <param name="name">The verb.</param>
/// <param name="description">What it does, in one line that ends in a full stop.</param>
internal sealed class Verb(string name, string description) : Command(name, description)
{
    /// <summary>What the exit code for something found means where no verb says more.</summary>
    public const string FoundOtherwise = "Something was found, refused or not there.";

    /// <summary>The same of the exit code for what cannot run.</summary>
    public const string CannotRunOtherwise = "Could not run: a wrong option, no such file, nothing to work on.";

    /// <summary>What it does at length; paragraphs with an empty line between, each wrapped by the page.</summary>
    public string Details { get; init; } = "";

    /// <summary>Examples, the plainest first.</summary>
    public IReadOnlyList<Example> Examples { get; init; } = [];

    /// <summary>What its exit codes mean where they say more than <see cref="ExitCode"/>.</summary>
    public string Found { get; init; } = FoundOtherwise;

    /// <summary>The same of what cannot run.</summary>
    public string CannotRun { get; init; } = CannotRunOtherwise;
}

/// <summary>A command line as one types it, and what it prints. A test runs each and compares.</summary>
/// <param name="CommandLine">The command line, quoted for a shell.</param>
/// <param name="Output">What it prints on standard output, without the last line's end; null where that differs from run to run.</param>
/// <param name="ExitCode">How it ends.</param>
internal sealed record Example(string CommandLine, string? Output = null, int ExitCode = 0);
