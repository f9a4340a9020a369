namespace RmxDns.Testing.Peers;

/// <summary>A zone for a peer to serve.</summary>
/// <param name="Origin">The apex, presentation form, absolute.</param>
/// <param name="Text">A master file (RFC 1035 §5) with absolute owners or its own <c>$ORIGIN</c>.</param>
public sealed record PeerZone(string Origin, string Text);
