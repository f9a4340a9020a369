using System.Globalization;
using System.Net;
using System.Text;
using ARSoft.Tools.Net;
using ARSoft.Tools.Net.Dns;
using DnsClient;
using RmxDns.Wire;
using UnknownRecord_ = DnsClient.Protocol.UnknownRecord;

namespace RmxDns.Interop.Clients;

/// <summary>The two libraries of .NET in the form of the other clients' programs.</summary>
internal static class DotnetClients
{
    /// <summary>What stands behind a name of which TXT is asked.</summary>
    public const string ForTxt = "/TXT";

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
        return asked =>
        {
            (string name, ushort type) = Split(asked);
            DnsMessage message = client.Resolve(DomainName.Parse(name), (RecordType)type) ?? throw new TimeoutException("no answer (the library gives null)");
            if (message.ReturnCode != ReturnCode.NoError)
                throw new InvalidOperationException(message.ReturnCode.ToString());
            if (type == RrType.Txt)
                return message.AnswerRecords.OfType<TxtRecord>().Select(record => Octets(record.TextParts));
            return message.AnswerRecords.OfType<UnknownRecord>().Where(record => (int)record.RecordType == RrType.DefaultRmx).Select(record => record.RecordData);
        };
    }

    private static Func<string, IEnumerable<byte[]>> DnsClientNet(IPAddress server, int port)
    {
        var client = new LookupClient(new LookupClientOptions(new IPEndPoint(server, port)) { UseCache = false, Timeout = TimeSpan.FromMilliseconds(Patience), Retries = 2 });
        return asked =>
        {
            (string name, ushort type) = Split(asked);
            IDnsQueryResponse response = client.Query(name, (QueryType)type);
            if (response.HasError)
                throw new InvalidOperationException(response.ErrorMessage);
            if (type == RrType.Txt)
                return response.Answers.TxtRecords().Select(record => Octets(record.Text));
            return response.Answers.OfType<UnknownRecord_>().Where(record => (int)record.RecordType == RrType.DefaultRmx).Select(record => record.Data.ToArray());
        };
    }

    private static (string Name, ushort Type) Split(string asked) =>
        asked.EndsWith(ForTxt, StringComparison.Ordinal) ? (asked[..^ForTxt.Length], RrType.Txt) : (asked, RrType.DefaultRmx);

    /// <summary>The RDATA of strings (RFC 1035 §3.3.14); those of the case are short and of ASCII.</summary>
    private static byte[] Octets(IEnumerable<string> strings) => [.. strings.SelectMany(text => (byte[])[(byte)text.Length, .. Encoding.ASCII.GetBytes(text)])];

    /// <summary>The port of a command line.</summary>
    public static int PortOf(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
