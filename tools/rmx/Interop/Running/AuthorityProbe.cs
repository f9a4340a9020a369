using System.Net;
using System.Text;
using RmxDns.Rdata;
using RmxDns.Tool.Interop.Asking;
using RmxDns.Tool.Interop.Cases;
using RmxDns.Tool.Interop.Judging;
using RmxDns.Tool.Messages;
using RmxDns.Wire;

namespace RmxDns.Tool.Interop.Running;

/// <summary>
/// Asks the authority itself, over TCP and without EDNS: what it serves for a case, and what it saw. Where it does not answer there is
/// no such knowledge, and who needs it says so.
/// </summary>
/// <param name="authority">The authority.</param>
/// <param name="types">The record types.</param>
/// <param name="labels">Where fresh labels come from.</param>
internal sealed class AuthorityProbe(IPEndPoint authority, TypeTable types, Labels labels)
{
    private const int MostAnswers = 4;

    /// <summary>A case may lose the first query or hold its answer for five seconds.</summary>
    private static readonly TimeSpan[] Patience = [TimeSpan.FromSeconds(1.5), TimeSpan.FromSeconds(8)];

    private readonly InteropClient _control = new(authority, types, TimeSpan.FromSeconds(3));

    /// <summary>The RRset that the authority serves for a case, aliases followed; null when it does not answer.</summary>
    public async Task<Served?> ServedAsync(InteropCase subject, ushort type, CancellationToken ending)
    {
        Name name = Labels.NameOf(labels.Next(), subject.Name);
        for (int i = 0; i < MostAnswers; i++)
        {
            if (await AnswerAsync(name, type, ending) is not { } view)
                return null;
            if (view.Records.Count > 0 || view.Aliases == 0)
                return new Served(view.Records.Select(record => record.Rdata));
            // A chain that is too long for one response goes on where that ended.
            name = view.End;
        }
        return null;
    }

    /// <summary>What the authority saw of queries with a label; null when it does not say.</summary>
    public async Task<IReadOnlyList<SeenQuery>?> SeenAsync(string label, CancellationToken ending)
    {
        Conversation said = await _control.AskAsync(Labels.NameOf(label, "seen"), RrType.Txt, overTcp: true, null, ending);
        if (said.Response is not { Fault: null, Rcode: (int)Rcode.NoError } response)
            return null;
        return [.. response.In(Section.Answer).Where(record => record.Type == RrType.Txt).SelectMany(record => Strings(record.Rdata)).Select(SeenQuery.Parse).OfType<SeenQuery>()];
    }

    private async Task<AnswerView?> AnswerAsync(Name name, ushort type, CancellationToken ending)
    {
        foreach (TimeSpan patience in Patience)
        {
            Conversation said = await new InteropClient(authority, types, patience).AskAsync(name, type, overTcp: true, null, ending);
            if (said.Response is { Rcode: (int)Rcode.NoError } response)
                return new AnswerView(response, name, type, types);
        }
        return null;
    }

    private static List<string> Strings(byte[] rdata)
    {
        var strings = new List<string>();
        var reader = new WireReader(rdata);
        while (!reader.AtEnd && !reader.Failed)
            strings.Add(Encoding.Latin1.GetString(reader.ReadOctets(reader.ReadU8())));
        return strings;
    }
}
