using RmxDns.Answering;
using RmxDns.Rmx;
using RmxDns.Wire;
using RmxDns.Zones.Lint.Policies;
using RmxDns.Zones.Records;

namespace RmxDns.Zones.Lint.Checks;

/// <summary>Whether the RRsets that RMX records refer to fit by themselves; each is named once in a zone, at the first entry that refers to it.</summary>
internal static class ReferencedSizes
{
    // Owner as a pointer, type, class, TTL, RDLENGTH; and all of the question that the longest name makes.
    private const int RrOctets = 12, MostBefore = 12 + NameOctets.MaxLength + 4;

    /// <summary>Checks all references of a zone; gives the RRsets that are too long.</summary>
    public static IReadOnlySet<DroppedRrSet> Check(LintContext context)
    {
        var tooLong = new HashSet<DroppedRrSet>();
        var seen = new HashSet<(Name, ushort)>();
        foreach (RrSet rmx in context.Zone.OfType(context.Types.RmxType))
        {
            foreach (PlacedEntry entry in RmxPolicy.InOrder(rmx))
            {
                foreach ((Name name, ushort type) in References(context, rmx, entry.Entry))
                {
                    if (seen.Add((name, type)) && IsTooLong(context, rmx, entry, name, type))
                        _ = tooLong.Add(new DroppedRrSet(name, type));
                }
            }
        }
        return tooLong;
    }

    private static IEnumerable<(Name Name, ushort Type)> References(LintContext context, RrSet rmx, RmxEntry entry)
    {
        switch (entry.Code)
        {
            case RmxCode.Host:
                return [(entry.Name!, RrType.A), (entry.Name!, RrType.Aaaa)];
            case RmxCode.Apl:
                return [(entry.Name!, RrType.Apl)];
            case RmxCode.Mx:
                Name domain = FullAddresses.DomainOf(rmx.Owner);
                LookupAnswer mx = context.Zones.Find(domain, RrType.Mx);
                IEnumerable<Name> exchanges = mx.Status == LookupStatus.Found ? Exchanges.Of(mx.Rdata) : [];
                return exchanges.SelectMany(exchange => (IEnumerable<(Name, ushort)>)[(exchange, RrType.A), (exchange, RrType.Aaaa)]).Prepend((domain, RrType.Mx));
            default:
                return [];
        }
    }

    private static bool IsTooLong(LintContext context, RrSet rmx, PlacedEntry entry, Name name, ushort type)
    {
        LookupAnswer answer = context.Zones.Find(name, type);
        if (answer.Status != LookupStatus.Found || MostBefore + answer.Rdata.Sum(rdata => RrOctets + rdata.Length) <= Answerer.PlainUdpSize)
            return false;
        if (SizeChecks.Measure(context.Zones.Served, name, type, ushort.MaxValue) is not { IsFound: true, Answer: > Answerer.PlainUdpSize } size)
            return false;
        context.Add(SizeRules.ReferencedOver512, entry.Mark, $"{entry.Text} leads to {name} {context.Types.NameOf(type)}, whose answer takes {size.Answer} octets, {size.Answer - Answerer.PlainUdpSize} more than {Answerer.PlainUdpSize}", rmx.Owner, entry.Text);
        return true;
    }
}
