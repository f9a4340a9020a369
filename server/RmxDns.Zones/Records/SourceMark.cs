namespace RmxDns.Zones.Records;

/// <summary>A place in a source file.</summary>
/// <param name="Line">The line, counted from 1; 0 for what has no place, such as a record that the server made up.</param>
/// <param name="Column">The column in characters, counted from 1.</param>
/// <param name="Length">How many characters the token has; 0 when only its start is known.</param>
public readonly record struct SourceMark(int Line, int Column, int Length = 0);
