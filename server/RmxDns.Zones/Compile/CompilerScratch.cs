using RmxDns.Answering;
using RmxDns.Wire;

namespace RmxDns.Zones.Compile;

/// <summary>
/// Memory that compiling uses again and again: a third of a megabyte, which many small zones are better compiled with than each
/// with its own. Belongs to one thread at a time.
/// </summary>
public sealed class CompilerScratch
{
    /// <summary>
    /// The longest template, in octets after the question: no more than a UDP answer has by default, so that RRsets with
    /// the same additional ones multiply them by no more than that. Larger answers go over TCP, where copying is not what costs.
    /// </summary>
    internal const int MaxTemplate = 1232;

    internal AnswerScratch Answer { get; } = new();

    internal byte[] Message { get; } = new byte[Header.Length + NameOctets.MaxLength + 4 + MaxTemplate];
}
