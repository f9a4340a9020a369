using RmxDns.Rdata;
using RmxDns.Wire;
using RmxDns.Zones.Lint;

namespace RmxDns.Zones.Records;

/// <summary>The values of an RRset without those that are there already, names in them compared without case (RFC 4034 §6.2, RFC 2181 §5).</summary>
internal sealed class DistinctRecords : IEqualityComparer<byte[]>
{
    private readonly RdataType _row;

    private DistinctRecords(RdataType row) => _row = row;

    /// <summary>The records, each once; a warning for each that was left out.</summary>
    public static IReadOnlyList<SourceRecord> Of(List<SourceRecord> records, RdataType row, ZoneContext context)
    {
        if (records.Count < 2)
            return records;
        var first = new Dictionary<byte[], SourceMark>(records.Count, new DistinctRecords(row));
        _ = records.RemoveAll(record =>
        {
            if (first.TryAdd(record.Rdata, record.Mark))
                return false;
            context.Findings.Add(RecordRules.DuplicateRecord, record.Mark, $"{row.Mnemonic}: the same value as in line {first[record.Rdata].Line}; it is served once", context.Owner, $"{row.Mnemonic} {row.Format(record.Rdata)}");
            return true;
        });
        return records;
    }

    /// <inheritdoc/>
    public bool Equals(byte[]? x, byte[]? y)
    {
        if (x is null || y is null)
            return x == y;
        if (x.AsSpan().SequenceEqual(y))
            return true;
        if (!NameOctets.EqualsIgnoreCase(x, y))
            return false;
        IReadOnlyList<Name> names = _row.NamesIn(x), others = _row.NamesIn(y);
        int inNames = 0;
        for (int i = 0; i < names.Count && names.Count == others.Count; i++)
            inNames += Differences(names[i].Wire, others[i].Wire);
        return inNames == Differences(x, y);
    }

    /// <inheritdoc/>
    public int GetHashCode(byte[] obj)
    {
        // Seeded, so that no file can be made of values that collide.
        var hash = default(HashCode);
        Span<byte> folded = stackalloc byte[256];
        for (int at = 0; at < obj.Length; at += folded.Length)
        {
            int length = Math.Min(folded.Length, obj.Length - at);
            for (int i = 0; i < length; i++)
                folded[i] = NameOctets.Fold(obj[at + i]);
            hash.AddBytes(folded[..length]);
        }
        return hash.ToHashCode();
    }

    private static int Differences(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        int count = 0;
        for (int i = 0; i < a.Length && i < b.Length; i++)
            count += a[i] == b[i] ? 0 : 1;
        return count;
    }
}
