namespace RmxDns.Zones.Master;

/// <summary>How RMX records are written into a master file.</summary>
public enum RmxForm
{
    /// <summary>As <c>TYPE65280 \# …</c> (RFC 3597 §5), which every server loads, the text form behind it as a comment.</summary>
    Generic,

    /// <summary>By mnemonic and text form, which nobody else reads.</summary>
    Text,

    /// <summary>As the TXT alternative at <c>_rmx.OWNER</c> and nothing else.</summary>
    Txt,
}
