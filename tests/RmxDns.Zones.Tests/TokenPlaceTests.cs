using RmxDns.Rdata;
using RmxDns.Zones.Records;

namespace RmxDns.Zones.Tests;

/// <summary>A zone read to be linted knows where each owner, TTL and token of a value stands; one read to be served keeps nothing.</summary>
public class TokenPlaceTests
{
    [Theory]
    [InlineData("www: {type: MX, value: 10 mail}", "10|mail")]
    [InlineData("www: {type: MX, value: '10   mail'}", "10|mail")]
    [InlineData("www: {type: MX, value: {exchange: mail, preference: 10}}", "10|mail")]
    [InlineData("www: {type: MX, value: {value: mail, priority: 10}}", "10|mail")]
    [InlineData("www: {type: TXT, value: '\"a b\" c'}", "\"a b\"|c")]
    [InlineData("www: {type: RMX, value: ['ipv4:192.0.2.1', mx]}", "ipv4:192.0.2.1|mx")]
    [InlineData("www: {type: RMX, value: 'ipv4:192.0.2.1 mx'}", "ipv4:192.0.2.1|mx")]
    [InlineData("www: {type: RMX, value: [!ipv4:192.0.2.1 '']}", "!ipv4:192.0.2.1")]
    [InlineData("www: {type: DS, value: {flags: 1, protocol: 8, algorithm: 1, public_key: 0123}}", "1|8|1|0123")]
    public void Each_token_has_its_place(string line, string tokens)
    {
        SourceRecord record = Read(line, forLint: true).Records[0];
        Assert.NotNull(record.Tokens);
        Assert.Equal(tokens, string.Join('|', record.Tokens.Select(mark => line.Substring(mark.Column - 1, Math.Max(1, mark.Length)).TrimEnd('\''))));
    }

    [Theory]
    [InlineData("www: {type: A, value: 192.0.2.1, ttl: 5}", 1, 39)]
    [InlineData("www: {type: A, value: 192.0.2.1}", 1, 13)]
    public void Owner_and_time_to_live_have_their_places(string line, int owner, int ttl)
    {
        RrSet rrSet = Read(line, forLint: true);
        Assert.Equal((owner, ttl), (rrSet.OwnerMark.Column, rrSet.TtlMark.Column));
    }

    [Fact]
    public void What_is_served_keeps_no_places()
    {
        RrSet rrSet = Read("www: {type: MX, value: 10 mail}", forLint: false);
        Assert.Null(rrSet.Places);
        Assert.Null(rrSet.Records[0].Tokens);
        Assert.Equal(rrSet.Records[0].Mark, rrSet.Records[0].TokenMark(1));
    }

    private static RrSet Read(string line, bool forLint)
    {
        ZoneFile file = new ZoneFileLoader(new TypeTable(), new LoadSettings { ForLint = forLint }).LoadText("example.com.yaml", line + "\n'': {type: NS, value: ns}\n");
        return file.Contents!.RrSets.Single(rrSet => rrSet.Owner.ToString() == "www.example.com.");
    }
}
