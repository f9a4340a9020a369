using RmxDns.Wire;
using RmxDns.Zones.Records;

namespace RmxDns.Zones.Lint.Checks;

/// <summary>Where aliases lead: in a circle, through other aliases, or into their own subtree. Followed through all linted zones.</summary>
internal static class Aliases
{
    private const int MaxLinks = 16;

    public static void Check(LintContext context)
    {
        foreach (RrSet cname in context.Zone.Served(RrType.Cname))
            CheckAlias(context, cname);
        foreach (RrSet dname in context.Zone.Served(RrType.Dname))
        {
            Name target = Name.FromWire(dname.Records[0].Rdata)!;
            if (target.IsAtOrBelow(dname.Owner))
                context.Add(ReferenceRules.DnameBelowItself, dname.Records[0].TokenMark(0), $"DNAME of {dname.Owner} leads to {target}, which it redirects again", dname.Owner, target.ToString());
        }
    }

    private static void CheckAlias(LintContext context, RrSet cname)
    {
        Name first = Name.FromWire(cname.Records[0].Rdata)!;
        SourceMark mark = cname.Records[0].TokenMark(0);
        var links = new List<Link>();
        Name? at = first;
        while (at is not null && links.Count < MaxLinks && links.FindIndex(link => link.Name.Equals(at)) < 0 && Follow(context, at, out Link? link))
        {
            links.Add(link!);
            at = link!.Target;
        }
        int start = at is null ? -1 : links.FindIndex(link => link.Name.Equals(at));
        if (start >= 0)
            ReportLoop(context, cname, mark, links[start..]);
        else if (links.Count > 0 && at is not null)
            context.Add(ReferenceRules.CnameChain, mark, $"{cname.Owner} leads to {first}, itself an alias; after {links.Count + 1} links the name is {at}", cname.Owner, first.ToString());
    }

    /// <summary>A circle is one fault: it is reported at the first of its names that this zone holds.</summary>
    private static void ReportLoop(LintContext context, RrSet cname, SourceMark mark, List<Link> circle)
    {
        Name? first = circle.Where(link => link.Zone.Equals(context.Zone.Origin)).Select(link => link.Node).Min();
        if (!cname.Owner.Equals(first))
            return;
        string names = string.Join(" → ", circle.Select(link => link.Name).Append(circle[0].Name));
        context.Add(ReferenceRules.CnameLoop, mark, $"the alias {cname.Owner} leads in a circle: {names}", cname.Owner);
    }

    /// <summary>The link that starts at a name; false where the name is no alias, or nobody here knows.</summary>
    private static bool Follow(LintContext context, Name name, out Link? link)
    {
        LookupAnswer answer = context.Zones.Find(name, RrType.A);
        link = null;
        if (answer.Status is not (LookupStatus.Alias or LookupStatus.Redirected))
            return false;
        Name target = Name.FromWire(answer.Rdata[0])!;
        Name? next = answer.Status == LookupStatus.Alias ? target : Substitute(name, answer.Node!, target);
        link = new Link(name, next, answer.Node!, answer.Zone!);
        return true;
    }

    /// <summary>The name with the redirected end replaced (RFC 6672 §2.2); null when it would be too long.</summary>
    private static Name? Substitute(Name name, Name redirected, Name target) =>
        Name.FromWire([.. name.Wire[..^redirected.Wire.Length], .. target.Wire]);

    private sealed record Link(Name Name, Name? Target, Name Node, Name Zone);
}
