using RmxDns.Wire;

namespace RmxDns.Zones.Records;

/// <summary>Owners as zone files write them: relative to the origin.</summary>
internal static class RelativeNames
{
    /// <summary>A name at or below the origin, without the origin behind it; empty for the origin itself.</summary>
    public static string Of(Name owner, Name origin)
    {
        if (owner.LabelCount == origin.LabelCount)
            return "";
        int own = owner.Wire.Length - origin.Wire.Length;
        Name labels = Name.FromWire([.. owner.Wire[..own], 0])!;
        return labels.ToString()[..^1];
    }
}
