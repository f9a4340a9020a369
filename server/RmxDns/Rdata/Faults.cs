using RmxDns.Wire;

namespace RmxDns.Rdata;

/// <summary>What is wrong with RDATA in wire form, and where.</summary>
/// <param name="Offset">Where the field at fault starts, counted from 0.</param>
/// <param name="Message">What is wrong, naming the field; no position in it.</param>
public readonly record struct RdataFault(int Offset, string Message);

/// <summary>What is wrong with a mapping, and where.</summary>
/// <param name="Index">Which pair of the mapping is at fault, counted from 0; -1 when a key is missing.</param>
/// <param name="Key">The key at fault.</param>
/// <param name="Fault">What is wrong, its place counted in the key's value; 0 and 0 when the key itself is wrong.</param>
public readonly record struct MappingFault(int Index, string Key, TextFault Fault);

/// <summary>A reference from RDATA to RRsets that belong into the additional section of an answer (RFC 1034 §4.3.2 step 6).</summary>
/// <param name="Target">The owner of these RRsets; null for the owner of the record itself.</param>
/// <param name="Types">Their types, in the order in which they are added.</param>
/// <param name="ThenExchanges">Whether the addresses of each MX exchange follow: what an RMX entry <c>mx</c> needs.</param>
public readonly record struct AdditionalReference(Name? Target, IReadOnlyList<ushort> Types, bool ThenExchanges = false);
