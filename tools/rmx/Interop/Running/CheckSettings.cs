using System.Net;
using RmxDns.Tool.Interop.Cases;

namespace RmxDns.Tool.Interop.Running;

/// <summary>What is checked and how.</summary>
/// <param name="Resolver">The resolver.</param>
/// <param name="Authority">The authority, for what it serves and saw.</param>
/// <param name="Delegated">Whether the resolver iterates, so that each name that disturbs it has a server of its own.</param>
/// <param name="Cases">The cases.</param>
/// <param name="Patience">How long a client waits for a response.</param>
/// <param name="Wait">How long to wait for the canary.</param>
/// <param name="AtOnce">How many cases are asked at once.</param>
internal sealed record CheckSettings(IPEndPoint Resolver, IPEndPoint Authority, bool Delegated, IReadOnlyList<InteropCase> Cases, TimeSpan Patience, TimeSpan Wait, int AtOnce);
