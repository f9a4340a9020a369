namespace RmxDns.Interop.Matrix;

/// <summary>A case as <c>rmx interop check</c> describes it.</summary>
/// <param name="Id">What it is called.</param>
/// <param name="Title">What it is about.</param>
/// <param name="Group">The group that it belongs to.</param>
/// <param name="Name">The name asked for, below the authority's zone.</param>
/// <param name="Type">The type asked for.</param>
/// <param name="Clause">What it exercises or breaks.</param>
/// <param name="Timing">Whether its verdict depends on time, so that two runs may differ.</param>
/// <param name="Authority">What the authority does.</param>
/// <param name="Resolver">What a good resolver does.</param>
internal sealed record CheckedCase(string Id, string Title, string Group, string Name, string Type, string Clause, bool Timing, string Authority, string Resolver);
