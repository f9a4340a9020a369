using RmxDns.Wire;

namespace RmxDns.Rmx.Receiving;

/// <summary>
/// Looks up an RRset as a resolver does: aliases are followed, and what comes back is the RRset at their end. Faults
/// are values. Names in RDATA are uncompressed.
/// </summary>
/// <param name="name">The owner.</param>
/// <param name="type">The type code.</param>
/// <param name="cancellation">Ends the lookup; then it may throw.</param>
public delegate ValueTask<LookupAnswer> RmxLookup(Name name, ushort type, CancellationToken cancellation);

/// <summary>How a lookup ended.</summary>
public enum LookupStatus
{
    /// <summary>The name does not exist, or has nothing of the type.</summary>
    NoData,

    /// <summary>There are records.</summary>
    Found,

    /// <summary>No answer, or one that says nothing: a timeout, SERVFAIL, REFUSED.</summary>
    Failed,
}

/// <summary>What a lookup found.</summary>
/// <param name="Status">How it ended.</param>
/// <param name="Rdata">RDATA of each record, in the order of the answer; empty unless found.</param>
/// <param name="Reason">Why it failed; empty otherwise.</param>
public readonly record struct LookupAnswer(LookupStatus Status, IReadOnlyList<byte[]> Rdata, string Reason)
{
    /// <summary>The name does not exist, or has nothing of the type.</summary>
    public static LookupAnswer NoData { get; } = new(LookupStatus.NoData, [], "");

    /// <summary>Records; none is <see cref="NoData"/>.</summary>
    public static LookupAnswer Found(IReadOnlyList<byte[]> rdata) => rdata.Count == 0 ? NoData : new(LookupStatus.Found, rdata, "");

    /// <summary>The lookup failed.</summary>
    public static LookupAnswer Failed(string reason) => new(LookupStatus.Failed, [], reason);
}
