using RmxDns.Rdata;
using RmxDns.Tool.Queries;
using RmxDns.Wire;
using RmxDns.Zones;
using RmxDns.Zones.Lint;
using RmxDns.Zones.Spf;
using LookupAnswer = RmxDns.Rmx.Receiving.LookupAnswer;
using LookupStatus = RmxDns.Rmx.Receiving.LookupStatus;

namespace RmxDns.Tool.Conversions;

/// <summary>What a conversion may look into: the zones that were given, then a server; without either nothing is known.</summary>
internal sealed class PolicySource
{
    private readonly LintedZones _zones;
    private readonly Lookups? _server;

    /// <param name="files">Zones that were read, none of them twice.</param>
    /// <param name="types">The record types.</param>
    /// <param name="server">The server to ask for what lies in none of the zones; null for none.</param>
    public PolicySource(IReadOnlyList<ZoneFile> files, TypeTable types, DnsClient? server)
    {
        _zones = LintedZones.Of(files, [.. files.Select(file => LintedZone.Of(file, types))], [], types);
        IsEmpty = files.Count == 0 && server is null;
        _server = server is null ? null : new Lookups(server, types);
    }

    /// <summary>Whether there is nothing to look into.</summary>
    public bool IsEmpty { get; }

    /// <summary>Looks up an RRset.</summary>
    public LookupAnswer Find(Name name, ushort type)
    {
        LookupAnswer answer = _zones.ResolveForReceiver(name, type);
        return answer.Status == LookupStatus.Failed && _server is not null ? _server.Find(name, type) : answer;
    }

    /// <summary>The policy text that a name publishes; null, with the reason, when there is none.</summary>
    public string? PolicyOf(Name name, out string fault)
    {
        LookupAnswer answer = Find(name, RrType.Txt);
        string[] texts = [.. answer.Rdata.Select(rdata => JoinedText.Of(rdata)).OfType<string>().Where(SpfPolicy.IsPolicy)];
        fault = answer.Status == LookupStatus.Failed ? $"the TXT records of {name} cannot be looked up: {answer.Reason}"
            : texts.Length == 0 ? $"{name} has no SPF policy" : $"{name} has {texts.Length} SPF policies, which receivers take for an error";
        return texts.Length == 1 ? texts[0] : null;
    }
}
