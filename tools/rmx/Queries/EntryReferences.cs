using RmxDns.Rdata;
using RmxDns.Rmx;
using RmxDns.Tool.Messages;
using RmxDns.Wire;

namespace RmxDns.Tool.Queries;

/// <summary>What the entries of an RMX record refer to, and what of it came along in the response.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Octets">Its octets.</param>
/// <param name="Came">RRsets that came, as <c>NAME TYPE</c>.</param>
/// <param name="Missing">RRsets that did not come; whether they exist, the response does not say.</param>
internal sealed record EntryReferences(RmxEntry Entry, int Octets, IReadOnlyList<string> Came, IReadOnlyList<string> Missing)
{
    /// <summary>The references of every entry of the RMX records in an answer.</summary>
    public static IReadOnlyList<EntryReferences> Of(Message message, TypeTable types)
    {
        var rows = new List<EntryReferences>();
        foreach (MessageRecord record in message.In(Section.Answer).Where(record => record.Type == types.RmxType))
        {
            _ = RmxWire.TryDecode(record.Rdata, out RmxRecord rmx, out _);
            foreach (RmxEntry entry in rmx.Entries)
                rows.Add(Of(entry, record.Owner, message, types));
        }
        return rows;
    }

    private static EntryReferences Of(RmxEntry entry, Name owner, Message message, TypeTable types)
    {
        byte[] rdata = new RmxRecord([entry]).Encode();
        List<string> came = [], missing = [];
        foreach (AdditionalReference reference in types[types.RmxType].References(rdata))
        {
            Name target = reference.Target ?? owner;
            foreach (ushort type in reference.Types)
                Sort(target, type);
            if (!reference.ThenExchanges)
                continue;
            foreach (MessageRecord mx in message.Records.Where(record => record.Type == RrType.Mx && record.Owner.Equals(target)))
            {
                if (types[RrType.Mx].Check(mx.Rdata) is not null || Name.FromWire(mx.Rdata.AsSpan(2)) is not { IsRoot: false } exchange)
                    continue;
                Sort(exchange, RrType.A);
                Sort(exchange, RrType.Aaaa);
            }
        }
        return new EntryReferences(entry, rdata.Length, came, missing);

        void Sort(Name target, ushort type)
        {
            bool held = message.Records.Any(record => record.Type == type && record.Section != Section.Authority && record.Owner.Equals(target));
            (held ? came : missing).Add($"{target} {types.NameOf(type)}");
        }
    }
}
