using RmxDns.Snapshot;
using RmxDns.Wire;

namespace RmxDns.Answering;

/// <summary>
/// The next requests of a batch, looked at ahead of their turn: their names are hashed, and the processor is told to fetch the
/// places of the zone's memory where they lie while others are answered. Nothing is decided here; what is wrong with a request
/// is found when it is read.
/// </summary>
internal sealed class Foresight
{
    /// <summary>How many requests ahead names are hashed.</summary>
    public const int Far = 4;

    /// <summary>How many requests ahead nodes are fetched.</summary>
    public const int Near = 2;

    // A power of two over the farthest request.
    private const int Places = 8;

    private readonly HashedName[] _names = [.. Enumerable.Range(0, Places).Select(_ => new HashedName())];
    private readonly Zone?[] _zones = new Zone?[Places];

    /// <summary>The name of the request with that number, as <see cref="Prepare"/> left it.</summary>
    public HashedName NameOf(int number) => _names[number & (Places - 1)];

    /// <summary>Hashes a request's name and fetches the row of the table that it leads to.</summary>
    public void Prepare(ZoneSet zones, ReadOnlySpan<byte> request, int number)
    {
        int place = number & (Places - 1);
        _zones[place] = null;
        int length = request.Length < Header.Length ? 0 : NameOctets.LengthOfUncompressed(request[Header.Length..]);
        if (length == 0)
            return;
        HashedName name = _names[place];
        name.Set(request.Slice(Header.Length, length));
        Zone? zone = zones.FindZone(name, parentSide: false, out _);
        zone?.FetchRow(name);
        _zones[place] = zone;
    }

    /// <summary>Fetches the node that the row leads to.</summary>
    public void Approach(int number)
    {
        int place = number & (Places - 1);
        _zones[place]?.FetchNode(_names[place]);
    }

    /// <summary>Lets go of the zones, so that one that is replaced is not kept.</summary>
    public void Forget() => Array.Clear(_zones);
}
