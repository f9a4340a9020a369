namespace RmxDns.Tool.Interop.Asking;

/// <summary>A message that was sent or came.</summary>
/// <param name="Outward">Whether it was sent.</param>
/// <param name="OverTcp">Whether over TCP.</param>
/// <param name="Octets">The message, without TCP's length.</param>
internal sealed record Carried(bool Outward, bool OverTcp, byte[] Octets);
