using RmxDns.Rdata;
using RmxDns.Wire;

namespace RmxDns.Tests.Rdata;

/// <summary>
/// APL octets (RFC 3123 §4), whole matrix: decoders elsewhere have read past the end for some lengths and asserted on
/// others.
/// </summary>
public class AddressPrefixListTests
{
    private static readonly RdataType Apl = new TypeTable()[RrType.Apl];
    private static readonly Name Origin = Name.Parse("example.com.");

    [Fact]
    public void Every_length_family_prefix_and_negation_is_decided_as_the_RFC_says()
    {
        foreach (int family in (int[])[0, 1, 2, 65535])
        {
            for (int length = 0; length <= 127; length++)
            {
                for (int prefix = 0; prefix <= 255; prefix++)
                    AssertDecision(family, prefix, length);
            }
        }
    }

    private static void AssertDecision(int family, int prefix, int length)
    {
        byte[] address = [.. Enumerable.Repeat((byte)0xA5, length)];
        int size = family switch { 1 => 4, 2 => 16, _ => 127 };
        int limit = family switch { 1 => 32, 2 => 128, _ => 255 };
        bool valid = length <= size && prefix <= limit;
        foreach (int negation in (int[])[0, 0x80])
        {
            byte[] item = [(byte)(family >> 8), (byte)family, (byte)prefix, (byte)(negation | length), .. address];
            Assert.Equal(valid, Apl.Check(item) is null);
            if (!valid)
                continue;
            Assert.True(Apl.TryParseText(Apl.Format(item), Origin, out byte[] again, out _));
            Assert.Equal(item, again);
        }
        if (length == 0)
            return;
        address[^1] = 0;
        bool zeroMayEnd = family is not 1 and not 2;
        Assert.Equal(zeroMayEnd, Apl.Check([(byte)(family >> 8), (byte)family, (byte)Math.Min(prefix, limit), (byte)length, .. address]) is null);
        Assert.NotNull(Apl.Check([(byte)(family >> 8), (byte)family, (byte)Math.Min(prefix, limit), (byte)length, .. address[..^1]]));
    }

    [Fact]
    public void A_fault_in_a_later_item_is_found()
    {
        Assert.Null(Apl.Check(Convert.FromHexString("00011803C00002" + "000118830A0000".Replace("0000", "0001", StringComparison.Ordinal))));
        Assert.NotNull(Apl.Check(Convert.FromHexString("00011803C00002" + "0001")));
        Assert.NotNull(Apl.Check(Convert.FromHexString("00011803C00002" + "00012101C0")));
    }
}
