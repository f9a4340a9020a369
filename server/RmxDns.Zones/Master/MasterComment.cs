using RmxDns.Wire;

namespace RmxDns.Zones.Master;

/// <summary>A comment of a master file.</summary>
/// <param name="Line">Its line.</param>
/// <param name="EntryLine">The first line of the record or directive that it stands in or behind; 0 for one that has its lines to itself.</param>
/// <param name="Text">What stands behind the semicolon, white space around it left out.</param>
public sealed record MasterComment(int Line, int EntryLine, string Text);

/// <summary>Where a record of a master file starts.</summary>
/// <param name="Line">The first line of its entry.</param>
/// <param name="Owner">Its owner.</param>
/// <param name="Type">Its type code.</param>
public readonly record struct MasterPlace(int Line, Name Owner, ushort Type);
