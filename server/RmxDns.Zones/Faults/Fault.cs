using System.Globalization;
using RmxDns.Wire;
using RmxDns.Zones.Records;

namespace RmxDns.Zones.Faults;

/// <summary>What stands behind a key.</summary>
/// <param name="Text">The word, the number as text, the hexadecimal digits, or the absolute name.</param>
/// <param name="Number">The number; how many queries, of <see cref="FaultValueKind.Times"/>.</param>
public readonly record struct FaultValue(string Text, long Number)
{
    /// <summary>Each time.</summary>
    public static FaultValue Always { get; } = new("always", long.MaxValue);

    /// <summary>The first so many times.</summary>
    public static FaultValue First(long times) => new($"first {times}", times);

    /// <summary>A number.</summary>
    public static FaultValue Of(long number) => new(number.ToString(CultureInfo.InvariantCulture), number);
}

/// <summary>
/// How to answer wrong: keys with their values, those of a named fault among them. Its values have been checked.
/// </summary>
/// <param name="settings">The values by <see cref="FaultKey.Key"/>.</param>
public sealed class Fault(IReadOnlyDictionary<string, FaultValue> settings)
{
    /// <summary>The key of a record that holds a fault.</summary>
    public const string RecordKey = "rmxdns";

    /// <summary>What stands in the place of a record's type where the fault is the name's.</summary>
    public const string WholeName = "RMXDNS-FAULT";

    /// <summary>The keys that are set.</summary>
    public IReadOnlyDictionary<string, FaultValue> Settings { get; } = settings;

    /// <summary>Both; where both set a key, this one counts.</summary>
    public Fault With(Fault other)
    {
        var both = new Dictionary<string, FaultValue>(other.Settings);
        foreach ((string key, FaultValue value) in Settings)
            both[key] = value;
        return new Fault(both);
    }

    /// <summary>The word behind a key; null when it is not set.</summary>
    public string? Word(FaultKey key) => Settings.TryGetValue(key.Key, out FaultValue value) ? value.Text : null;

    /// <summary>The number behind a key; null when it is not set.</summary>
    public long? Number(FaultKey key) => Settings.TryGetValue(key.Key, out FaultValue value) ? value.Number : null;

    /// <summary>The octets behind a key; null when it is not set.</summary>
    public byte[]? Octets(FaultKey key) => Word(key) is { } hex ? Convert.FromHexString(hex) : null;

    /// <summary>The name behind a key; null when it is not set.</summary>
    public Name? NameOf(FaultKey key) => Word(key) is { } name ? Name.Parse(name) : null;
}

/// <summary>A fault at its place in a zone.</summary>
/// <param name="Owner">The name; a wildcard stands for the names that it covers.</param>
/// <param name="RrSet">The records that it concerns; null for every query to the name and below.</param>
/// <param name="Fault">What goes wrong.</param>
public sealed record PlacedFault(Name Owner, RrSet? RrSet, Fault Fault)
{
    /// <summary>The type that is asked for where the fault happens; null for every type.</summary>
    public ushort? AskedType { get; } = (ushort?)Fault.Number(FaultKey.AskedType) ?? RrSet?.Type;
}
