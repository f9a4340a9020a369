using System.Globalization;
using System.Text;
using RmxDns.Interop.Matrix;

namespace RmxDns.Interop.Pages;

/// <summary>The matrix as a page: at a glance, then every case.</summary>
internal static class MatrixPage
{
    public static string Of(MatrixData data)
    {
        var text = new StringBuilder("# What resolvers do with a record type that they don't know\n\n");
        text.Append(CultureInfo.InvariantCulture, $"""
            Measured on {data.Run.Date} with `tools/interop/run` at commit {data.Run.Commit}, on {data.Run.System}, {data.Run.Kernel}, {data.Run.Runtime}. This page and
            those of the resolvers are written by that command, and no verdict is changed by hand. The authority is this server with
            [names that misbehave on purpose](../interop-authority.md); the client is [`rmx interop check`](../interop-check.md), whose
            cases say what passes and what is tolerated: written from the RFCs before any resolver was run, and what was changed since is
            [told with its reason](../../tools/interop/cases/README.md#later-changes). [What it means](what-it-means.md) draws the conclusions.
            [The packets](figures.md) say more than verdicts; [client libraries](clients.md) are asked, too. A run leaves every verdict with its messages in
            `artifacts/interop/results.json`; `--captures` writes all messages as pcap.

            {Verdict.Legend}. Each case is asked first and again from the cache, over UDP and TCP, with and without EDNS; the worst
            of these variants counts. Verdicts of cases marked ⏱ depend on time, and may differ from run to run.
            A case about EDNS passes only where the authority saw a query with EDNS. Where one server has all names, such a case that is tolerated
            is asked again of the resolver started anew, so that what it learnt from another has no part in it.

            ## At a glance

            Cases that pass, are tolerated, fail or give no verdict, and each group of cases.


            """);
        AppendGlance(text, data);
        text.Append("\n![The matrix as a picture](matrix.svg)\n\n## Every case\n");
        foreach (string group in data.Groups)
            AppendGroup(text, data, group);
        AppendVersions(text, data);
        text.Append("""

            ## Captures

            The files in `captures`, which Wireshark and tshark open, hold the DNS messages of each variant that fails, as they were sent and
            received. The packets around them are made: no network interface was listened to. Addresses, the server's port 53, the ports of clients, TCP's
            sequence numbers and the times (a millisecond apart, from midnight of the day on) say nothing, and there are no handshakes. Lengths
            and checksums are right. What passed between resolver and authority is not in them; what the authority saw is in `results.json`.

            """);
        return text.ToString();
    }

    private static void AppendVersions(StringBuilder text, MatrixData data)
    {
        text.Append("\n## Versions\n\n| resolver | Debian package | version |\n|---|---|---|\n");
        foreach (Place place in data.Places.DistinctBy(place => place.Resolver.Id))
            text.Append(CultureInfo.InvariantCulture, $"| [{place.Resolver.Title}]({place.Resolver.Id}.md) | {place.Resolver.Package} | {data.Run.Versions[place.Resolver.Id]} |\n");
    }

    private static void AppendGlance(StringBuilder text, MatrixData data)
    {
        text.Append(CultureInfo.InvariantCulture, $"| resolver | mode | ✓ | ~ | ✗ | ! | {string.Join(" | ", data.Groups)} |\n|---|---|---|---|---|---|{string.Concat(data.Groups.Select(_ => ":-:|"))}\n");
        foreach (Place place in data.Places)
        {
            string counts = string.Join(" | ", CaseResult.Outcomes.Select(outcome => data.Count(place, outcome)));
            string cells = string.Join(" | ", data.Groups.Select(group => data.Cell(place, group).Text));
            text.Append(CultureInfo.InvariantCulture, $"| [{place.Resolver.Title}]({place.Resolver.Id}.md) | {place.Mode} | {counts} | {cells} |\n");
        }
    }

    private static void AppendGroup(StringBuilder text, MatrixData data, string group)
    {
        string columns = string.Join(" | ", data.Places.Select(place => $"{place.Resolver.Id} {place.Mode}"));
        text.Append(CultureInfo.InvariantCulture, $"\n### {group}\n\n| case | {columns} |\n|---|{string.Concat(data.Places.Select(_ => ":-:|"))}\n");
        foreach (CheckedCase each in data.Run.Cases.Where(each => each.Group == group))
            text.Append(CultureInfo.InvariantCulture, $"| `{each.Id}` {each.Title}{(each.Timing ? " ⏱" : "")} | {string.Join(" | ", data.Places.Select(place => data.Cell(place, each).Text))} |\n");
    }
}
