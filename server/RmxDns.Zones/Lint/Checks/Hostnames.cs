using System.Buffers;
using RmxDns.Wire;
using RmxDns.Zones.Records;

namespace RmxDns.Zones.Lint.Checks;

/// <summary>
/// What owners and targets look like. All owners are looked at in one walk; only those of A, AAAA and MX are names of hosts. Names
/// that the practice of mail, Active Directory and service discovery gives underscores are left alone.
/// </summary>
internal static class Hostnames
{
    private const int MostTypes = 100;

    private static readonly SearchValues<byte> OddOctets = SearchValues.Create(" \"'!$%&()+,/:;<=>?@[]\\^`{|}~"u8);

    public static void Check(LintContext context)
    {
        Name? last = null;
        bool hostSeen = false;
        int types = 0;
        foreach (RrSet rrSet in context.Zone.Contents.RrSets)
        {
            if (!ReferenceEquals(rrSet.Owner, last))
            {
                hostSeen = false;
                types = 0;
                CheckShape(context, rrSet);
            }
            if (++types == MostTypes + 1)
                context.Add(SizeRules.TypesOver100, rrSet.Mark, $"more than {MostTypes} types at {rrSet.Owner}; BIND takes {MostTypes}", rrSet.Owner);
            last = rrSet.Owner;
            if (hostSeen || rrSet.Type is not (RrType.A or RrType.Aaaa or RrType.Mx))
                continue;
            hostSeen = true;
            if (!IsPlain(rrSet.Owner.Wire[..^context.Zone.Origin.Wire.Length]) && context.Zone.Cuts.Above(rrSet.Owner) is null)
                CheckOwner(context, rrSet);
        }
    }

    /// <summary>Judges a target that nothing else is wrong with.</summary>
    public static void CheckTarget(LintContext context, TargetForm form, RrSet rrSet, Name target, SourceMark mark, string of, string subject)
    {
        ReadOnlySpan<byte> wire = target.Wire;
        if (form == TargetForm.Host && EndsInNumber(wire))
            context.Add(OwnerRules.HostnameSyntax, mark, $"{of}: {target}: no domain at the top is a number", rrSet.Owner, subject);
        if (form == TargetForm.Any || IsPlain(wire[..^1]))
            return;
        if (form == TargetForm.Name)
        {
            if (OddCharacter(target) is { } odd)
                context.Add(ReferenceRules.TargetCharacters, mark, $"{of}: {target} has {odd} in it; no name that is in use has", rrSet.Owner, subject);
        }
        else if (Fault(wire, owner: false) is { } fault && fault.Rule != OwnerRules.Hyphens34 && !EndsInNumber(wire))
        {
            context.Add(fault.Rule, mark, $"{of}: {target}: {fault.Message}", rrSet.Owner, subject);
        }
    }

    private static bool EndsInNumber(ReadOnlySpan<byte> wire)
    {
        ReadOnlySpan<byte> last = [];
        for (int at = 0; wire[at] != 0; at += wire[at] + 1)
            last = wire.Slice(at + 1, wire[at]);
        return !last.IsEmpty && last.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;
    }

    /// <summary>A character that was hardly meant to be in a name; null where there is none. Services have names of their own, and networks a slash (RFC 2317).</summary>
    private static string? OddCharacter(Name target)
    {
        bool reverse = target.IsAtOrBelow(TargetNames.ReverseTree);
        string? odd = null;
        ReadOnlySpan<byte> wire = target.Wire;
        for (int at = 0; wire[at] != 0; at += wire[at] + 1)
        {
            ReadOnlySpan<byte> label = wire.Slice(at + 1, wire[at]);
            if (label[0] == '_')
                return null;
            int found = label.IndexOfAny(OddOctets);
            if (found >= 0 && !(reverse && label[found] == '/'))
                odd ??= label[found] == ' ' ? "a space" : $"'{(char)label[found]}'";
        }
        return odd;
    }

    private static void CheckShape(LintContext context, RrSet rrSet)
    {
        ReadOnlySpan<byte> own = rrSet.Owner.Wire[..^context.Zone.Origin.Wire.Length];
        if (own.Length >= context.Zone.Origin.Wire.Length - 1 && TargetNames.RepeatsZone(rrSet.Owner, context.Zone.Origin))
            context.Add(OwnerRules.LabelRepeatsZone, rrSet.OwnerMark, $"{rrSet.Owner} ends in the zone's name twice; is a final dot missing?", rrSet.Owner);
        if (own.IndexOf((byte)'*') is var star && star >= 0 && (star != 1 || own[0] != 1 || own[2..].Contains((byte)'*')))
            context.Add(OwnerRules.WildcardInside, rrSet.OwnerMark, $"{rrSet.Owner}: the asterisk stands for no other name there", rrSet.Owner);
    }

    private static void CheckOwner(LintContext context, RrSet rrSet)
    {
        byte[] own = [.. rrSet.Owner.Wire[..^context.Zone.Origin.Wire.Length], 0];
        if (Fault(own, owner: true) is { } fault)
            context.Add(fault.Rule, rrSet.OwnerMark, $"{rrSet.Owner} has {context.Types.NameOf(rrSet.Type)}, so it is a host or takes mail: {fault.Message}", rrSet.Owner);
    }

    /// <summary>Whether labels hold letters, digits and single hyphens inside alone, as nearly all do.</summary>
    private static bool IsPlain(ReadOnlySpan<byte> labels)
    {
        for (int at = 0; at < labels.Length; at += labels[at] + 1)
        {
            ReadOnlySpan<byte> label = labels.Slice(at + 1, labels[at]);
            foreach (byte octet in label)
            {
                if (!IsLetterOrDigit(octet))
                    return false;
            }
        }
        return true;
    }

    private static (Rule Rule, string Message)? Fault(ReadOnlySpan<byte> name, bool owner)
    {
        (Rule, string)? found = null;
        for (int at = 0; name[at] != 0; at += name[at] + 1)
        {
            ReadOnlySpan<byte> label = name.Slice(at + 1, name[at]);
            if (owner && IsTechnical(label))
                return null;
            if (owner && at == 0 && label is [(byte)'*'])
                continue;
            string text = System.Text.Encoding.Latin1.GetString(label);
            if (label.Contains((byte)'_') && found?.Item1 != OwnerRules.UnderscoreHost)
                found = (OwnerRules.UnderscoreHost, $"\"{text}\" has an underscore; hosts have letters, digits and hyphens");
            else if (IsHostLabel(label))
                found ??= label is [_, _, (byte)'-', (byte)'-', ..] && !NameOctets.EqualsIgnoreCase(label[..2], "xn"u8)
                    ? (OwnerRules.Hyphens34, $"\"{text}\" has hyphens in third and fourth place and is no xn-- label")
                    : null;
            else if (found is null && !label.Contains((byte)'*'))
                found = (OwnerRules.HostnameSyntax, $"\"{text}\" is no label of a host; those have letters, digits, and hyphens inside");
            else if (found is null && !owner)
                found = (OwnerRules.HostnameSyntax, "an asterisk stands for nothing in a target");
        }
        return found;
    }

    private static bool IsHostLabel(ReadOnlySpan<byte> label)
    {
        foreach (byte octet in label)
        {
            if (!IsLetterOrDigit(octet) && octet != '-')
                return false;
        }
        return label[0] != '-' && label[^1] != '-';
    }

    /// <summary>Labels that make a name one for programs: Active Directory, SPF's includes, services, the addresses below RMX.</summary>
    private static bool IsTechnical(ReadOnlySpan<byte> label) =>
        NameOctets.EqualsIgnoreCase(label, "_msdcs"u8) || NameOctets.EqualsIgnoreCase(label, "_tcp"u8) || NameOctets.EqualsIgnoreCase(label, "_udp"u8)
        || NameOctets.EqualsIgnoreCase(label, "_dns-sd"u8) || NameOctets.EqualsIgnoreCase(label, "_rmx"u8)
        || (label.Length >= 4 && NameOctets.EqualsIgnoreCase(label[..4], "_spf"u8));

    private static bool IsLetterOrDigit(byte octet) => octet is (>= (byte)'0' and <= (byte)'9') || (NameOctets.Fold(octet) is >= (byte)'a' and <= (byte)'z');
}
