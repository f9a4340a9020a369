using RmxDns.Tool.Interop.Asking;

namespace RmxDns.Tool.Interop.Judging;

/// <summary>What the authority saw.</summary>
/// <param name="OfLabel">The queries with the label of a variant.</param>
/// <param name="OfCase">The queries with any of the case's labels.</param>
internal sealed record Seen(IReadOnlyList<SeenQuery> OfLabel, IReadOnlyList<SeenQuery> OfCase);
