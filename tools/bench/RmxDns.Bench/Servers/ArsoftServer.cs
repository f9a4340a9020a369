using System.Net;
using System.Text;
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
        var server = new DnsServer(new UdpServerTransport(address));
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

    /// <summary>The library reads master files, but not the generic form of types that it does not know (RFC 3597 §5), which RMX stands in.</summary>
    private static IEnumerable<DnsRecordBase> Records(DomainName origin, string[] lines)
    {
        const string Generic = " TYPE65280 \\# ";
        const int Ttl = 3600;
        foreach (string line in lines.Where(line => line.Contains(Generic, StringComparison.Ordinal)))
        {
            string[] parts = line.Split(' ');
            yield return new UnknownRecord(DomainName.Parse(parts[0]) + origin, (RecordType)RrType.DefaultRmx, RecordClass.INet, Ttl, Convert.FromHexString(parts[^1]));
        }
        // APL is not known to it either; nobody asks for it by itself.
        IEnumerable<string> others = lines.Where(line => !line.Contains(Generic, StringComparison.Ordinal) && !line.Contains(" APL ", StringComparison.Ordinal));
        using var known = new MemoryStream(Encoding.ASCII.GetBytes(string.Join('\n', others)));
        foreach (DnsRecordBase record in Zone.ParseMasterFile(origin, known))
            yield return record;
    }
}
