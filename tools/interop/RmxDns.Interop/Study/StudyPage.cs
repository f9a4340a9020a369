using System.Globalization;
using System.Text;
using RmxDns.Answering;
using RmxDns.Tool.Messages;

namespace RmxDns.Interop.Study;

/// <summary>The study as a page with its table.</summary>
internal static class StudyPage
{
    public static string Of(IReadOnlyList<StudiedDomain> domains)
    {
        var text = new StringBuilder("""
            # SPF in TXT against RMX, in octets and queries

            Written by `tools/interop/run study` from the zones in `tools/interop/study`: domains in the shape of today's, with networks
            of their own invention. Sizes are answers to a client with EDNS (its OPT counts, 11 octets), made by this server's own code,
            without additional records. The receiver's client has an IPv4 address that nothing matches, so that every lookup is made.

            - *SPF*: the first answer, then all queries that a check needs.
            - *RMX, written out*: every network in the record itself. One query, always; but whoever writes it has to follow when a
              provider changes its networks, which an include does by itself.
            - *RMX, referring*: an `apl` entry for each policy that SPF includes (the provider publishes the list), hosts and exchanges by
              name. This is what an include is to SPF.

            ![Octets of all answers](spf.svg)


            """);
        text.Append("| domain | networks | SPF first | SPF queries / octets | RMX written out | RMX referring: first | queries / octets |\n|---|---|---|---|---|---|---|\n");
        foreach (StudiedDomain domain in domains)
            text.Append(CultureInfo.InvariantCulture, $"| {domain.About} (`{domain.Domain}`) | {domain.Ranges} | {Size(domain.Spf.First)} | {domain.Spf.Queries} / {domain.Spf.Total} | {(domain.Literal is { } literal ? Size(literal.First) : "–")} | {(domain.Shared is { } shared ? Size(shared.First) : "–")} | {(domain.Shared is { } refers ? $"{refers.Queries} / {refers.Total}" : "–")} |\n");
        text.Append("\nIn bold: over 512 octets without the OPT, so that a client without EDNS has to ask again over TCP.\n\n## What the figures say\n\n");
        AppendSums(text, domains);
        text.Append("\n## What RMX cannot say of these policies\n\n");
        foreach (StudiedDomain domain in domains.Where(domain => domain.Losses.Count > 0))
            text.Append(CultureInfo.InvariantCulture, $"- `{domain.Domain}`: {string.Join("; ", domain.Losses.Distinct())}.\n");
        return text.ToString();
    }

    private static void AppendSums(StringBuilder text, IReadOnlyList<StudiedDomain> domains)
    {
        StudiedDomain[] both = [.. domains.Where(domain => domain.Literal is not null && domain.Shared is not null)];
        int spf = both.Sum(domain => domain.Spf.Total), literal = both.Sum(domain => domain.Literal!.Total), shared = both.Sum(domain => domain.Shared!.Total);
        int firstLarger = both.Count(domain => domain.Literal!.First > domain.Spf.First);
        text.Append(CultureInfo.InvariantCulture, $"""
            - Over the {both.Length} domains that can be written out, a check costs {spf} octets of answers in {both.Sum(domain => domain.Spf.Queries)} queries with SPF, {literal} in {both.Length} with RMX written out ({Share(literal, spf)}), {shared} in {both.Sum(domain => domain.Shared!.Queries)} with RMX that refers ({Share(shared, spf)}).
            - The first answer speaks against RMX for {firstLarger} of them: written out, it is larger than that of an SPF policy that only refers to others.
            - First answers that a client without EDNS has to get over TCP: SPF {both.Count(domain => OverPlain(domain.Spf.First))}, RMX written out {both.Count(domain => OverPlain(domain.Literal!.First))}.

            """);
    }

    private static bool OverPlain(int octets) => octets - QueryMessage.OptLength > Answerer.PlainUdpSize;

    private static string Share(int part, int of) => string.Create(CultureInfo.InvariantCulture, $"{100.0 * part / of:0} %");

    private static string Size(int octets) => OverPlain(octets) ? string.Create(CultureInfo.InvariantCulture, $"**{octets}**") : octets.ToString(CultureInfo.InvariantCulture);
}
