using System.Globalization;
using System.Net;
using ARSoft.Tools.Net;
using ARSoft.Tools.Net.Dns;
using RmxDns.Wire;

namespace RmxDns.Bench.Servers;

/// <summary>ARSoft.Tools.Net's server, answering from a dictionary: what a .NET program gets without a server of its own.</summary>
internal static class ArsoftServer
{
    /// <summary>Serves until the process is ended.</summary>
    public static void Run(IPEndPoint address, string masterFile)
    {
        var records = new Dictionary<(DomainName, RecordType), List<DnsRecordBase>>();
        foreach (DnsRecordBase record in Records(DomainName.Parse(Path.GetFileNameWithoutExtension(masterFile)), File.ReadAllLines(masterFile)))
        {
            if (!records.TryGetValue((record.Name, record.RecordType), out List<DnsRecordBase>? set))
                records.Add((record.Name, record.RecordType), set = []);
            set.Add(record);
        }
        var server = new DnsServer(new UdpServerTransport(address), new TcpServerTransport(address));
        server.QueryReceived += (_, arguments) =>
        {
            if (arguments.Query is DnsMessage { Questions: [{ } question] } query)
            {
                DnsMessage response = query.CreateResponseInstance();
                response.ReturnCode = ReturnCode.NoError;
                if (records.TryGetValue((question.Name, question.RecordType), out List<DnsRecordBase>? set))
                    response.AnswerRecords.AddRange(set);
                else
                    response.ReturnCode = ReturnCode.NxDomain;
                arguments.Response = response;
            }
            return Task.CompletedTask;
        };
        server.Start();
        Thread.CurrentThread.Join();
    }

    /// <summary>The library's own reader stops at a type that it does not know (RFC 3597 §5): what it is asked for is read here.</summary>
    private static IEnumerable<DnsRecordBase> Records(DomainName origin, string[] lines)
    {
        const int Ttl = 3600;
        foreach (string[] parts in lines.Select(line => line.Split(' ')).Where(parts => !parts[0].StartsWith('$')))
        {
            DomainName owner = parts[0] == "@" ? origin : DomainName.Parse(parts[0]) + origin;
            DnsRecordBase? record = parts[1] switch
            {
                "TYPE65280" => new UnknownRecord(owner, (RecordType)RrType.DefaultRmx, RecordClass.INet, Ttl, Convert.FromHexString(parts[^1])),
                "A" => new ARecord(owner, Ttl, IPAddress.Parse(parts[2])),
                "AAAA" => new AaaaRecord(owner, Ttl, IPAddress.Parse(parts[2])),
                "MX" => new MxRecord(owner, Ttl, ushort.Parse(parts[2], CultureInfo.InvariantCulture), DomainName.Parse(parts[3])),
                "SOA" => new SoaRecord(owner, Ttl, DomainName.Parse(parts[2]), DomainName.Parse(parts[3]), 1, Ttl, Ttl, Ttl, Ttl),
                _ => null,
            };
            if (record is not null)
                yield return record;
        }
    }
}
