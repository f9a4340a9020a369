namespace RmxDns.Rmx.Addresses;

/// <summary>Which addresses an entry matches, as far as that is known. Immutable.</summary>
/// <param name="Certain">The addresses that it matches.</param>
/// <param name="Possible">
/// Those that it might match, the certain ones among them: all addresses where nothing is known of what it refers to.
/// </param>
public sealed record EntryReach(AddressSet Certain, AddressSet Possible)
{
    /// <summary>No address: what is referred to does not exist.</summary>
    public static EntryReach Nothing { get; } = Exactly(AddressSet.Empty);

    /// <summary>Nobody knows.</summary>
    public static EntryReach Unknown { get; } = new(AddressSet.Empty, AddressSet.All);

    /// <summary>Every address.</summary>
    public static EntryReach Everything { get; } = Exactly(AddressSet.All);

    /// <summary>The check ends as BadData at this entry, for each address that gets there: an <c>mx</c> with too many exchanges.</summary>
    public static EntryReach Malformed { get; } = Everything with { IsMalformed = true };

    /// <summary>Whether what it refers to is beyond a limit, so that a match is BadData.</summary>
    public bool IsMalformed { get; init; }

    /// <summary>For <c>full</c>: how many entries that need a lookup the longest of the records has that it may lead to.</summary>
    public int LookupsInside { get; init; }

    /// <summary>Whether nothing is left open.</summary>
    public bool IsKnown => Certain.Equals(Possible);

    /// <summary>These addresses and no others.</summary>
    public static EntryReach Exactly(AddressSet addresses) => new(addresses, addresses);

    /// <summary>What either reaches.</summary>
    public EntryReach Union(EntryReach other) => new(Certain.Union(other.Certain), Possible.Union(other.Possible));
}

/// <summary>
/// Says which addresses an entry reaches that refers to something else in DNS: <c>host</c>, <c>apl</c>, <c>domain</c>,
/// <c>full</c>, <c>mx</c> and <c>ipmap</c>. For <c>full</c> the possible addresses are those that some record of a full address decides.
/// </summary>
public delegate EntryReach ReferenceResolver(RmxEntry entry);
