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
        CheckTlsaHosts(context);
        CheckReverse(context);
        if (context.Runs(OwnerRules.ServiceName))
            CheckServices(context);
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

    private static void CheckTlsaHosts(LintContext context)
    {
        foreach (RrSet tlsa in context.Zone.Served(Tlsa).Where(tlsa => !tlsa.Owner.IsWildcard && IsPortOwner([.. LabelsOf(tlsa.Owner)])))
        {
            Name host = tlsa.Owner.Parent!.Parent!;
            if (TargetNames.StateOf(context, host, out string why) == HostState.Missing)
                context.Add(ReferenceRules.TlsaHostMissing, tlsa.OwnerMark, $"TLSA at {tlsa.Owner}: the host {host} {why}", tlsa.Owner);
        }
    }

    private static void CheckReverse(LintContext context)
    {
        foreach (RrSet ptr in context.Zone.Served(RrType.Ptr).Where(ptr => ptr.Owner.IsAtOrBelow(TargetNames.ReverseTree)))
        {
            string[] labels = [.. LabelsOf(ptr.Owner)];
            if (labels is [.. var own, var tree, "arpa"] && ReverseFault(own, tree) is { } fault)
                context.Add(OwnerRules.PtrOwner, ptr.OwnerMark, $"PTR at {ptr.Owner}: {fault}", ptr.Owner);
        }
    }

    /// <summary>What keeps labels from being an address; null where nothing does. Networks that share a zone have other labels too (RFC 2317), and so have services.</summary>
    private static string? ReverseFault(string[] labels, string tree)
    {
        if (labels.Any(label => label[0] is '_' or '*'))
            return null;
        if (tree.Equals("in-addr", StringComparison.OrdinalIgnoreCase) && labels.All(label => label.All(char.IsAsciiDigit)))
        {
            return labels.Length > 4 ? $"{labels.Length} numbers; an IPv4 address has four"
                : labels.FirstOrDefault(label => !byte.TryParse(label, NumberStyles.None, CultureInfo.InvariantCulture, out _)) is { } number ? $"{number} is no number of an IPv4 address" : null;
        }
        if (!tree.Equals("ip6", StringComparison.OrdinalIgnoreCase))
            return null;
        return labels.FirstOrDefault(label => label.Length > 1 || !char.IsAsciiHexDigit(label[0])) is { } other ? $"{FindingText.Quote(other)} is not one hexadecimal digit"
            : labels.Length != 32 ? $"{labels.Length} digits; an IPv6 address has 32" : null;
    }

    private static void CheckServices(LintContext context)
    {
        foreach (RrSet rrSet in context.Zone.Served(RrType.Srv).Concat(context.Zone.Served(Uri)))
        {
            string label = LabelsOf(rrSet.Owner).FirstOrDefault("*"), name = label[1..];
            bool sound = name.Length <= 15 && name.Any(char.IsAsciiLetter) && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')
                && name[0] != '-' && name[^1] != '-' && !name.Contains("--", StringComparison.Ordinal);
            if (label[0] == '_' && !sound)
                context.Add(OwnerRules.ServiceName, rrSet.OwnerMark, $"{context.Types.NameOf(rrSet.Type)} at {rrSet.Owner}: {FindingText.Quote(name)} cannot be the name of a service", rrSet.Owner);
        }
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
