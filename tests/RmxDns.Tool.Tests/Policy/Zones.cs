namespace RmxDns.Tool.Tests.Policy;

/// <summary>Zones that several tests need.</summary>
internal static class Zones
{
    /// <summary>Breaks duplicate-record, a warning, in its last line, and nothing that is graver than a note beside.</summary>
    public const string Twice = """
        '':
          - {type: SOA, value: {mname: ns1, serial: 1}}
          - {type: NS, values: [ns1, ns2.example.net.]}
        ns1: {type: A, value: 192.0.2.53}
        mail: {type: A, values: [192.0.2.25, 192.0.2.25]}

        """;
}
