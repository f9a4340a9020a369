using System.Net;
using ARSoft.Tools.Net;
using ARSoft.Tools.Net.Dns;

namespace RmxDns.Bench.Servers;

/// <summary>ARSoft.Tools.Net's server, answering from a dictionary: what a .NET program gets without a server of its own.</summary>
internal static class ArsoftServer
{
    /// <summary>Serves until the process is ended.</summary>
    public static void Run(IPEndPoint address, string masterFile)
    {
        var records = new Dictionary<(DomainName, RecordType), List<DnsRecordBase>>();
        foreach (DnsRecordBase record in Zone.ParseMasterFile(DomainName.Parse(Path.GetFileNameWithoutExtension(masterFile)), masterFile))
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
}
