using System.Globalization;
using RmxDns.Wire;

namespace RmxDns.Tool.Interop.Running;

/// <summary>
/// Fresh labels: <c>r</c> and seven digits, so that no cache knows the name and the authority can tell what was asked for it. All have
/// one length, since compressed RDATA says where in the message a name stands. They start anywhere, so that runs do not meet.
/// </summary>
internal sealed class Labels
{
    private const int Count = 10_000_000;

    private static readonly Name Zone = Name.Parse("interop.test.");

    private int _next = Random.Shared.Next(Count);

    /// <summary>A label that this run has not used.</summary>
    public string Next() => string.Create(CultureInfo.InvariantCulture, $"r{(uint)Interlocked.Increment(ref _next) % Count:D7}");

    /// <summary>The name of a case with a label in front.</summary>
    /// <param name="label">The label.</param>
    /// <param name="below">The name below <c>interop.test.</c></param>
    public static Name NameOf(string label, string below) => Name.TryParse($"{label}.{below}", Zone, out Name name, out TextFault fault)
        ? name : throw new InvalidOperationException($"{below}: {fault.Message}");
}
