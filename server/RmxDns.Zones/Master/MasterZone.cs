using RmxDns.Wire;
using RmxDns.Zones.Records;

namespace RmxDns.Zones.Master;

/// <summary>
/// What is known of a zone while its master file is read: the apex and what is carried from one record to the next. The apex is the
/// caller's; else the owner of the SOA, where <c>$ORIGIN</c> or an absolute name gives it; else the first <c>$ORIGIN</c>; else
/// what the file's name says.
/// </summary>
/// <param name="given">The zone that the caller names; null when it names none.</param>
/// <param name="named">The zone that the file's name gives; null when it gives none.</param>
internal sealed class MasterZone(Name? given, Name? named)
{
    private bool _originLine;
    private bool _soaSeen;

    /// <summary>The apex as far as it is known.</summary>
    public Name? Apex { get; private set; } = given ?? named;

    /// <summary>What relative names are relative to.</summary>
    public Name Origin { get; set; } = given ?? named ?? Name.Root;

    /// <summary>The owner of the record before; null when there is none or it could not be read.</summary>
    public Name? Owner { get; set; }

    /// <summary>Whether there was an owner, readable or not.</summary>
    public bool OwnerSeen { get; set; }

    /// <summary>Where that owner stands.</summary>
    public SourceMark OwnerMark { get; set; }

    /// <summary>What <c>$TTL</c> says.</summary>
    public uint? DefaultTtl { get; set; }

    /// <summary>The last TTL of a record (RFC 1035 §5.1), for files without <c>$TTL</c>.</summary>
    public uint? LastTtl { get; set; }

    /// <summary>Where <c>$TTL</c> stands.</summary>
    public SourceMark DefaultTtlMark { get; set; }

    /// <summary>Where that last TTL stands.</summary>
    public SourceMark LastTtlMark { get; set; }

    /// <summary>Where the TTL stands that counts for a record without one.</summary>
    public SourceMark TtlMark => DefaultTtl is null ? LastTtlMark : DefaultTtlMark;

    /// <summary>Whether the line before is <c>$ORIGIN</c>.</summary>
    public bool OriginJustSet { get; set; }

    /// <summary>Whether a missing TTL was reported.</summary>
    public bool TtlReported { get; set; }

    /// <summary>Whether the SOA or NS records may be among what could not be read.</summary>
    public bool MayLack { get; set; }

    /// <summary>Records made by <c>$GENERATE</c> so far.</summary>
    public long Generated { get; set; }

    /// <summary>Octets of text made by <c>$GENERATE</c> so far.</summary>
    public long GeneratedOctets { get; set; }

    /// <summary>Takes an <c>$ORIGIN</c> line.</summary>
    /// <param name="origin">Its name.</param>
    /// <param name="leads">Whether no record stands in front.</param>
    public void TakeOrigin(Name origin, bool leads)
    {
        (Origin, OriginJustSet) = (origin, true);
        if (given is null && leads && !_originLine)
            Apex = origin;
        _originLine |= leads;
    }

    /// <summary>Takes the owner of a SOA; the first decides.</summary>
    /// <param name="owner">The owner.</param>
    /// <param name="absolute">Whether it is written with its final dot.</param>
    public void TakeSoa(Name owner, bool absolute)
    {
        if (_soaSeen || given is not null || !(absolute || _originLine))
        {
            _soaSeen = true;
            return;
        }
        (_soaSeen, Apex) = (true, owner);
        if (!_originLine)
            Origin = owner;
    }
}
