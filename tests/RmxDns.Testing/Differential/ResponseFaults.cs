using RmxDns.Testing.Dns;
using RmxDns.Testing.Zones;

namespace RmxDns.Testing.Differential;

/// <summary>What must hold for each response of this server by itself, whatever the peers do.</summary>
public static class ResponseFaults
{
    /// <summary>One line for each fault of a response to that query; empty when all is well.</summary>
    public static IEnumerable<string> Of(GeneratedQuery query, DnsMessage? response)
    {
        if (response is null)
        {
            yield return "no response";
            yield break;
        }
        int limit = query.OverTcp ? 65_535 : query.Query.EdnsSize is ushort size ? Math.Clamp(size, (ushort)512, (ushort)1232) : 512;
        if (response.Length > limit)
            yield return $"{response.Length} octets where {limit} are the limit";
        if (response.Trailing > 0)
            yield return "octets after the last record";
        if (!response.IsResponse || response.Questions.Count != 1)
            yield return "no response to one question";
        else if (!response.Questions[0].AsSpan().StartsWith(query.Query.Name))
            yield return "question not as asked";
        if (response.Opt.Count != (query.Query.EdnsSize is null ? 0 : 1))
            yield return "OPT without being asked for, or none although asked for";
        foreach (string fault in response.CompressionFaults)
            yield return fault.Split(" at ")[0];
        var all = response.Answer.Concat(response.Authority).Concat(response.Additional).Select(r => r.Canonical).ToList();
        if (all.Distinct().Count() != all.Count)
            yield return "a record twice";
    }
}
