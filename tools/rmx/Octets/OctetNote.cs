namespace RmxDns.Tool.Octets;

/// <summary>Some octets of RDATA and what they mean.</summary>
/// <param name="Offset">Where they start, counted from the start of RDATA.</param>
/// <param name="Octets">The octets; none where something is missing.</param>
/// <param name="Meaning">What they say.</param>
internal sealed record OctetNote(int Offset, byte[] Octets, string Meaning);
