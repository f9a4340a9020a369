using RmxDns.Wire;
using RmxDns.Zones.Records;

namespace RmxDns.Zones.Lint.Checks;

/// <summary>Texts with octets outside ASCII.</summary>
internal static class Texts
{
    public static void Check(LintContext context)
    {
        if (!context.Runs(WrittenRules.TxtNotAscii))
            return;
        foreach (RrSet txt in context.Zone.Served(RrType.Txt))
        {
            foreach (SourceRecord record in txt.Records)
            {
                if (HasOther(record.Rdata))
                    context.Add(WrittenRules.TxtNotAscii, record.Mark, $"TXT of {txt.Owner} has octets outside printable ASCII", txt.Owner);
            }
        }
    }

    private static bool HasOther(ReadOnlySpan<byte> rdata)
    {
        for (int at = 0; at < rdata.Length; at += rdata[at] + 1)
        {
            if (rdata.Slice(at + 1, rdata[at]).ContainsAnyExceptInRange((byte)' ', (byte)'~'))
                return true;
        }
        return false;
    }
}
