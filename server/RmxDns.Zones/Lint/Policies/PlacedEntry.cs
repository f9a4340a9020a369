using RmxDns.Rmx;
using RmxDns.Zones.Records;

namespace RmxDns.Zones.Lint.Policies;

/// <summary>An RMX entry and where it stands.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Record">The record that holds it.</param>
/// <param name="RecordIndex">The record's place in the RRset, as written.</param>
/// <param name="Index">Its place in the record.</param>
internal sealed record PlacedEntry(RmxEntry Entry, SourceRecord Record, int RecordIndex, int Index)
{
    /// <summary>The entry's own place; that of the record where it is not known.</summary>
    public SourceMark Mark => Record.IsGeneric ? Record.Mark : Record.TokenMark(Index);

    /// <summary>The canonical text.</summary>
    public string Text { get; } = RmxText.Format(Entry);
}
