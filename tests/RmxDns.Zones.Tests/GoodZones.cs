using System.Globalization;
using System.Text;

namespace RmxDns.Zones.Tests;

/// <summary>
/// Zones as careful people write them, drawn by a seed: mail with SPF, DKIM, DMARC and TLSA, delegations with glue and DS, aliases,
/// service discovery, Active Directory, wildcards, service bindings, reverse zones. Nothing is wrong with any of them.
/// </summary>
internal sealed class GoodZones(int seed)
{
    private readonly Random _random = new(seed);
    private readonly StringBuilder _text = new();
    private readonly StringBuilder _apex = new();

    /// <summary>The file of one zone: its name, and its text.</summary>
    public (string File, string Text) Next(int number)
    {
        _ = _text.Clear();
        _ = _apex.Clear();
        if (_random.Next(8) == 0)
            return ($"{number % 256}.{number / 256}.10.in-addr.arpa.yaml", Reverse());
        string zone = $"zone{number}.example";
        Apex(zone);
        foreach (Action<string> part in (Action<string>[])[Mail, Delegation, Discovery, Directory, Wildcard, Web, Certificates, Aliases, Odd])
        {
            if (_random.Next(3) > 0)
                part(zone);
        }
        return ($"{zone}.yaml", $"$ttl: {Pick("1h", "30m", "1d", "86400", "300")}\n'':\n{_apex}{_text}");
    }

    private void Apex(string zone)
    {
        string rname = Pick("hostmaster", "hostmaster@" + zone, "dns.admin@example.net");
        AtApex($"{{type: SOA, value: {{mname: ns1, rname: {rname}, serial: {_random.Next()}, refresh: {Pick("2h", "4h", "1d")}, retry: {Pick("15m", "1h")}, expire: {Pick("2w", "4w", "604800")}, minimum: {Pick("5m", "1h", "1d")}}}}}");
        AtApex($"{{type: NS, ttl: 2d, values: [ns1, {Pick("ns2", "ns.provider.test.")}]}}");
        Line($"ns1: [{{type: A, value: {Ipv4()}}}, {{type: AAAA, value: '{Ipv6()}'}}]");
        Line($"ns2: {{type: A, value: {Ipv4()}}}");
    }

    private void Mail(string zone)
    {
        AtApex("{type: MX, values: [10 mx1, 20 mx2, 30 mx.provider.test.]}");
        AtApex("{type: TXT, values: [v=spf1 mx include:_spf.provider.test -all, 'google-site-verification=abcDEF_123-45']}");
        AtApex("{type: RMX, value: [mx, 'ipv4:192.0.2.0/28']}");
        Line($"mx1: {{type: A, value: {Ipv4()}}}");
        Line($"mx2: [{{type: A, value: {Ipv4()}}}, {{type: AAAA, value: '{Ipv6()}'}}]");
        Line($"_dmarc: {{type: TXT, value: '{Pick("v=DMARC1; p=none", "v=DMARC1;p=reject;rua=mailto:dmarc@" + zone, @"v=DMARC1\; p=quarantine\; sp=none\; adkim=s\; pct=50\;", "\"v=DMARC1; p=reject; fo=1\"")}'}}");
        Line($"s{_random.Next(99)}._domainkey: {{type: TXT, value: 'v=DKIM1; k=rsa; p={Base64(294)}'}}");
        Line("selector1._domainkey: {type: CNAME, value: selector1._domainkey.provider.test.}");
        Line("'*._report._dmarc': {type: TXT, value: v=DMARC1}");
        Line("_mta-sts: {type: TXT, value: v=STSv1; id=20260101000000}");
        Line("mta-sts: {type: CNAME, value: mx1}");
        Line("_smtp._tls: {type: TXT, value: 'v=TLSRPTv1; rua=mailto:tls@example.net'}");
        Line($"_25._tcp.mx1: {{type: TLSA, values: [3 1 1 {Hex(32)}, 2 1 2 {Hex(64)}]}}");
        foreach (string service in (string[])["_imaps._tcp", "_submission._tcp"])
            Line($"{service}: {{type: SRV, value: 0 1 993 mx1}}");
        Line("_pop3._tcp: {type: SRV, value: 0 0 0 .}");
        Line("autoconfig: {type: CNAME, value: mx1}");
    }

    private void Delegation(string zone)
    {
        Line($"sub: [{{type: NS, ttl: 1d, values: [ns1.sub, ns1, ns.provider.test.]}}, {{type: DS, values: [{_random.Next(65536)} 13 2 {Hex(32)}, {_random.Next(65536)} 8 4 {Hex(48)}]}}]");
        Line($"ns1.sub: [{{type: A, value: {Ipv4()}}}, {{type: AAAA, value: '{Ipv6()}'}}]");
        Line($"lab: {{type: NS, values: [ns.provider.test., ns1.sub.{zone}.]}}");
        Line("into-sub: {type: CNAME, value: www.sub}");
        Line("mail-sub: {type: MX, value: 10 mail.sub}");
    }

    private void Discovery(string zone)
    {
        Line("b._dns-sd._udp: {type: PTR, value: '@'}");
        Line("lb._dns-sd._udp: {type: PTR, value: '@'}");
        Line(@"_services._dns-sd._udp: {type: PTR, value: _ipp._tcp}");
        Line(@"_ipp._tcp: {type: PTR, value: 'Front\032Desk._ipp._tcp'}");
        Line(@"'Front\032Desk._ipp._tcp': [{type: SRV, value: 0 0 631 printer}, {type: TXT, value: '""txtvers=1"" ""note=ground floor""'}]");
        Line($"printer: {{type: A, value: {Ipv4()}}}");
    }

    private void Directory(string zone)
    {
        Line($"dc1: {{type: A, value: {Ipv4()}}}");
        foreach (string name in (string[])["_ldap._tcp", "_kerberos._udp", "_gc._tcp", "_ldap._tcp.Default-First-Site-Name._sites", "_ldap._tcp.dc._msdcs", "_kerberos._tcp.dc._msdcs", "_ldap._tcp.8f4bb9a1-7c43-4a63-9d6f-3a7d9c0b8a11.domains._msdcs"])
            Line($"{name}: {{type: SRV, ttl: 10m, value: 0 100 389 dc1}}");
        Line($"gc._msdcs: {{type: A, ttl: 10m, value: {Ipv4()}}}");
        Line("5ac1f6b2-0d52-43a5-a0c0-2f1c53b1d0f4._msdcs: {type: CNAME, value: dc1}");
        Line($"DomainDnsZones: {{type: A, value: {Ipv4()}}}");
        Line("_kerberos: {type: TXT, value: EXAMPLE.COM}");
    }

    private void Wildcard(string zone)
    {
        Line($"'*.pages': [{{type: A, value: {Ipv4()}}}, {{type: MX, value: 10 in.pages}}, {{type: TXT, value: 'v=spf1 -all'}}]");
        Line("docs: {type: CNAME, value: any.pages}");
        Line("_sip._tcp: {type: SRV, value: 10 5 5060 sip.pages}");
        Line("'*._tcp.pages': {type: TLSA, value: 3 1 1 " + Hex(32) + "}");
    }

    private void Web(string zone)
    {
        AtApex($"{{type: A, values: [{Ipv4()}, {Ipv4()}]}}");
        AtApex($"{{type: AAAA, value: '{Ipv6()}'}}");
        AtApex("{type: HTTPS, value: '1 . alpn=h2,h3 ipv4hint=192.0.2.80'}");
        AtApex("{type: CAA, values: ['0 issue \"ca.example.net\"', '0 issuewild \";\"', '128 issue \"ca.example.org; accounturi=https://ca.example.org/acct/1 validationmethods=dns-01\"', '0 iodef \"mailto:security@example.net\"', '0 iodef \"https://example.net/caa\"']}");
        Line("www: {type: CNAME, value: '@'}");
        Line("cdn: {type: HTTPS, value: 0 pool.provider.test.}");
        Line("app: [{type: HTTPS, values: ['1 . alpn=h3 mandatory=alpn', 2 www alpn=h2 port=8443]}, {type: A, value: " + Ipv4() + "}]");
        Line("_8443._https.api: {type: HTTPS, value: 1 www alpn=h2}");
        Line("_dns.resolver: {type: SVCB, value: '1 ns1 alpn=dot,h2 dohpath=/dns-query{?dns}'}");
        Line("_3639ac514e785e898d2646601fa951d5: {type: CNAME, value: _98d2646601fa.acm-validations.provider.test.}");
        Line("_acme-challenge: {type: TXT, value: " + Base64(33).Replace('+', '-').Replace('/', '_') + "}");
        Line("bücher: {type: CNAME, value: '@'}");
    }

    private void Certificates(string zone)
    {
        Line($"host: [{{type: A, value: {Ipv4()}}}, {{type: SSHFP, values: [4 2 {Hex(32)}, 1 1 {Hex(20)}]}}, {{type: LOC, value: 52 22 23.000 N 4 53 32.000 E -2.00m 0.00m 10000m 10m}}, {{type: HINFO, value: 'arm64 Linux'}}]");
        Line($"c93f1e400f26708f98cb19d936620da35eec8f72e57f9eec01c1afd6._smimecert: {{type: SMIMEA, value: 3 0 1 {Hex(32)}}}");
        Line($"c93f1e400f26708f98cb19d936620da35eec8f72e57f9eec01c1afd6._openpgpkey: {{type: OPENPGPKEY, value: {Base64(300)}}}");
        Line("_ftp._tcp: {type: URI, value: '10 1 \"ftp://ftp.example.net/public\"'}");
        AtApex("{type: RP, value: 'admin.example.net. people'}");
        Line("people: {type: TXT, value: 'Call +1 555 0100'}");
    }

    private void Aliases(string zone)
    {
        Line("ftp: {type: CNAME, value: files}");
        Line($"files: {{type: A, value: {Ipv4()}}}");
        Line("old: {type: DNAME, value: new}");
        Line("x.new: {type: TXT, value: moved}");
        Line("away: {type: CNAME, value: somewhere.provider.test.}");
    }

    private void Odd(string zone)
    {
        Line("'*.rbl': {type: A, value: 127.0.0.2}");
        Line("2.0.0.127.rbl: [{type: A, value: 127.0.0.2}, {type: TXT, value: 'a test entry'}]");
        Line("relays: {type: APL, value: ['1:192.0.2.0/24', '!1:192.0.2.66/32']}");
        Line("4.3.2.1.e164: {type: NAPTR, value: '100 10 \"u\" \"E2U+sip\" \"!^.*$!sip:info@example.net!\" .'}");
        Line("xn--bcher-kva2: {type: TXT, value: 'a-b--c'}");
        Line("unknown: {type: TYPE65400, value: '\\# 2 abcd'}");
        Line("a-host-1: {type: A, value: " + Ipv4() + "}");
    }

    private string Reverse()
    {
        AtApex("{type: SOA, value: {mname: ns.provider.test., serial: 1}}");
        AtApex("{type: NS, values: [ns.provider.test., ns2.provider.test.]}");
        for (int host = 1; host < 40; host += _random.Next(1, 9))
            Line($"'{host}': {{type: PTR, value: host-{host}.dyn.provider.test.}}");
        Line("64/26: {type: NS, values: [ns.customer.test., ns2.customer.test.]}");
        Line("'65': {type: CNAME, value: 65.64/26}");
        Line("'200': {type: CNAME, value: 200.128-255}");
        Line("200.128-255: {type: PTR, value: mail.customer.test.}");
        return $"'':\n{_apex}{_text}";
    }

    private void AtApex(string record) => _apex.Append("  - ").Append(record).Append('\n');

    private void Line(string line) => _text.Append(line).Append('\n');

    private string Pick(params string[] choices) => choices[_random.Next(choices.Length)];

    private string Ipv4() => string.Create(CultureInfo.InvariantCulture, $"192.0.{_random.Next(2, 200)}.{_random.Next(1, 255)}");

    private string Ipv6() => string.Create(CultureInfo.InvariantCulture, $"2001:db8:{_random.Next(1, 65535):x}::{_random.Next(1, 65535):x}");

    private string Hex(int octets) => Convert.ToHexStringLower(Octets(octets));

    private string Base64(int octets) => Convert.ToBase64String(Octets(octets));

    private byte[] Octets(int count)
    {
        var octets = new byte[count];
        _random.NextBytes(octets);
        return octets;
    }
}
