using System.Globalization;
using RmxDns.Wire;
using RmxDns.Zones.Records;

namespace RmxDns.Zones.Lint.Checks;

/// <summary>Types that clients ask for at names of one form only: SRV, TLSA, SMIMEA, URI.</summary>
internal static class ServiceOwners
{
    private const ushort Tlsa = 52, Smimea = 53, Uri = 256;

    public static void Check(LintContext context)
    {
        Check(context, RrType.Srv, OwnerRules.SrvOwner, "_service._protocol in front", IsServiceOwner);
        Check(context, Uri, OwnerRules.UriOwner, "_service._protocol, or a name with an underscore, in front", labels => labels.Take(2).Any(label => label[0] == '_'));
        Check(context, Tlsa, OwnerRules.TlsaOwner, "_port._protocol in front, such as _25._tcp", IsPortOwner);
        Check(context, Smimea, OwnerRules.SmimeaOwner, "56 hexadecimal digits and _smimecert in front", IsHashOwner);
    }

    private static void Check(LintContext context, ushort type, Rule rule, string form, Func<string[], bool> isRight)
    {
        foreach (RrSet rrSet in context.Zone.Served(type))
        {
            string[] labels = [.. LabelsOf(rrSet.Owner)];
            if (!isRight(labels))
                context.Add(rule, rrSet.OwnerMark, $"{context.Types.NameOf(type)} at {rrSet.Owner}; it needs {form}", rrSet.Owner);
        }
    }

    /// <summary>Service and protocol stand first, or second behind the name of an instance (RFC 6763 §4.1). A wildcard may stand for the service.</summary>
    private static bool IsServiceOwner(string[] labels)
    {
        bool Starts(int at) => labels.Length > at + 1 && (labels[at][0] == '_' || labels[at] == "*") && labels[at + 1][0] == '_';
        return Starts(0) || Starts(1) || (labels.Length > 0 && labels[0] == "*");
    }

    private static bool IsPortOwner(string[] labels)
    {
        if (labels.Length > 0 && labels[0] == "*")
            return true;
        bool port = labels.Length > 1 && labels[0][0] == '_'
            && (labels[0] == "_*" || ushort.TryParse(labels[0].AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out _));
        return port && labels[1].ToLowerInvariant() is "_tcp" or "_udp" or "_sctp" or "_dccp";
    }

    private static bool IsHashOwner(string[] labels) => labels.Length > 0
        && (labels[0] == "*" || (labels.Length > 1 && labels[0].Length == 56 && labels[0].All(char.IsAsciiHexDigit) && labels[1].Equals("_smimecert", StringComparison.OrdinalIgnoreCase)));

    private static IEnumerable<string> LabelsOf(Name name)
    {
        for (int at = 0; name.Wire[at] != 0; at += name.Wire[at] + 1)
            yield return System.Text.Encoding.Latin1.GetString(name.Wire.Slice(at + 1, name.Wire[at]));
    }
}
