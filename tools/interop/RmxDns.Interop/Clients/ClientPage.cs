using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace RmxDns.Interop.Clients;

/// <summary>What the libraries gave, as a page.</summary>
internal static class ClientPage
{
    private const int LongestText = 160;

    private static readonly Regex NameOrAddress = new(@"r\d{7}\.[a-z0-9-]+\.interop\.test\.?|127\.0\.0\.1[:#]\d+(->\S+)?|\bID \d+, got \d+|Query \d+|\[[\w+/=]{20,}.*", RegexOptions.CultureInvariant);

    public static string Of(IReadOnlyList<ClientLibrary> libraries, IReadOnlyList<ClientResult> results)
    {
        var text = new StringBuilder($"""
            # What client libraries do with the type, and with bad data

            Measured on {DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)} with `tools/interop/run clients`: each library asks the [test authority](../interop-authority.md) itself,
            as a program would by its plain way to ask. The programs are in `tools/interop/clients`, those for .NET in
            `tools/interop/RmxDns.Interop/Clients`.

            *same*: the octets that are served. *other*: records with other octets. *none*: an answer without records of the type.
            *records*: records were given, where the message is broken or foreign and a client should give none. *error*: an error or
            an exception, told below. *cannot*: the library has no way to ask for the type.

            | library | version |
            |---|---|

            """);
        foreach (ClientLibrary library in libraries)
            text.Append(CultureInfo.InvariantCulture, $"| {library.Title} | {library.Version()} |\n");
        text.Append(CultureInfo.InvariantCulture, $"\n| case | the authority sends | {string.Join(" | ", libraries.Select(library => library.Id))} |\n|---|---|{string.Concat(libraries.Select(_ => ":-:|"))}\n");
        var kinds = results.ToDictionary(result => (result.Library, result.Case));
        foreach (ClientCase each in ClientCase.All)
            text.Append(CultureInfo.InvariantCulture, $"| `{each.Name}` | {each.About} | {string.Join(" | ", libraries.Select(library => Cell(kinds[(library.Id, each.Name)])))} |\n");
        if (results.Any(result => result.WithoutTcp))
            text.Append("\n¹ Over UDP alone: the authority saw no query over TCP. The library allows so many octets over UDP, or takes the truncated response, whose octets are whole by this case's doing (`tc-tcp-octets`).\n");
        text.Append("\n## What they said\n");
        foreach (ClientLibrary library in libraries)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n### {library.Title}\n\n");
            foreach (IGrouping<(string Kind, string Text), ClientResult> like in results.Where(result => result.Library == library.Id && result.Kind is not ("same" or "none")).GroupBy(result => (result.Kind, Short(result.Text, result.Kind))))
                text.Append(CultureInfo.InvariantCulture, $"- {string.Join(", ", like.Select(result => $"`{result.Case}`"))}: {like.Key.Kind}{(like.Key.Text.Length > 0 ? $", {like.Key.Text}" : "")}\n");
        }
        return text.ToString();
    }

    private static string Cell(ClientResult result) => result.WithoutTcp ? result.Kind + "¹" : result.Kind;

    /// <summary>A text that fits a line, without the name and address that differ from case to case.</summary>
    private static string Short(string text, string kind)
    {
        string line = kind is "records" or "other" ? $"`{text}`" : NameOrAddress.Replace(text, "…");
        return line.Length <= LongestText ? line : line[..LongestText] + (line[0] == '`' ? "…`" : "…");
    }
}
