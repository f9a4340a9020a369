using System.Globalization;
using System.Net;
using ARSoft.Tools.Net;
using ARSoft.Tools.Net.Dns;
using DnsClient;
using RmxDns.Wire;
using UnknownRecord_ = DnsClient.Protocol.UnknownRecord;

namespace RmxDns.Interop.Clients;

/// <summary>The two libraries of .NET in the form of the other clients' programs.</summary>
internal static class DotnetClients
{
    private const int Patience = 3000;

    /// <summary>Asks for each name and prints a line.</summary>
    public static void Run(string library, IPAddress server, int port, IReadOnlyList<string> names)
    {
        Func<string, IEnumerable<byte[]>> ask = library == "arsoft" ? Arsoft(server, port) : DnsClientNet(server, port);
        foreach (string name in names)
        {
            try
            {
                Console.WriteLine($"{name}\trecords\t{string.Join(',', ask(name).Select(Convert.ToHexStringLower))}");
            }
            catch (Exception fault) when (fault is not OutOfMemoryException)
            {
                Console.WriteLine($"{name}\terror\t{fault.GetType().Name}: {fault.Message.ReplaceLineEndings(" ")}");
            }
        }
    }

    private static Func<string, IEnumerable<byte[]>> Arsoft(IPAddress server, int port)
    {
        var client = new ARSoft.Tools.Net.Dns.DnsClient([server], [new UdpClientTransport(port), new TcpClientTransport(port)], true, Patience);
        return name =>
        {
            DnsMessage message = client.Resolve(DomainName.Parse(name), (RecordType)RrType.DefaultRmx) ?? throw new TimeoutException("no answer (the library gives null)");
            if (message.ReturnCode != ReturnCode.NoError)
                throw new InvalidOperationException(message.ReturnCode.ToString());
            return message.AnswerRecords.OfType<UnknownRecord>().Where(record => (int)record.RecordType == RrType.DefaultRmx).Select(record => record.RecordData);
        };
    }

    private static Func<string, IEnumerable<byte[]>> DnsClientNet(IPAddress server, int port)
    {
        var client = new LookupClient(new LookupClientOptions(new IPEndPoint(server, port)) { UseCache = false, Timeout = TimeSpan.FromMilliseconds(Patience), Retries = 2 });
        return name =>
        {
            IDnsQueryResponse response = client.Query(name, (QueryType)RrType.DefaultRmx);
            if (response.HasError)
                throw new InvalidOperationException(response.ErrorMessage);
            return response.Answers.OfType<UnknownRecord_>().Where(record => (int)record.RecordType == RrType.DefaultRmx).Select(record => record.Data.ToArray());
        };
    }

    /// <summary>The port of a command line.</summary>
    public static int PortOf(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
