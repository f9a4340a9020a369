using System.Buffers.Binary;
using System.Net;
using CsCheck;
using RmxDns.Rdata;
using RmxDns.Tool.Messages;
using RmxDns.Tool.Output;
using RmxDns.Tool.Queries;
using RmxDns.Wire;

namespace RmxDns.Tool.Tests;

/// <summary>Messages of any octets are read and shown without a fault of the program, and nothing that a terminal acts on is printed.</summary>
public class HostileMessageTests
{
    private static readonly TypeTable Types = new();
    private static readonly QuerySettings Settings = new(new IPEndPoint(IPAddress.Loopback, 53));

    /// <summary>Records of every type with octets of every kind, some of them pointers, behind a right question.</summary>
    private static readonly Gen<byte[]> Messages =
        from type in Gen.OneOf(Gen.Const((ushort)65280), Gen.UShort, OneOf<ushort>(1, 6, 15, 16, 33, 41, 42, 64, 99))
        from rdata in Gen.OneOf(Gen.Byte, OneOf<byte>(0, 1, 2, 8, 12, 0x1B, 0xC0)).Array[0, 40]
        from owner in Gen.OneOf(Gen.Const<byte[]>([0xC0, 12]), Gen.Byte.Array[1, 8])
        from counts in Gen.UShort[0, 4].Array[3]
        from cut in Gen.Int[0, 20]
        select Make(type, rdata, owner, counts, cut);

    [Fact]
    public void Any_octets_are_read_and_shown() => Gen.OneOf(Gen.Byte.Array[0, 80], Messages).Sample(Show, iter: 5_000);

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static byte[] Make(ushort type, byte[] rdata, byte[] owner, ushort[] counts, int cut)
    {
        var message = new List<byte>(QueryMessage.Encode(7, Name.Parse("victim.example."), type, null, recursion: true));
        for (int i = 0; i < 3; i++)
        {
            message.AddRange([.. owner, (byte)(type >> 8), (byte)type, 0, 1, 0, 0, 0, 60, 0, (byte)rdata.Length, .. rdata]);
            BinaryPrimitives.WriteUInt16BigEndian(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(message)[(6 + (2 * i))..], counts[i]);
        }
        message[2] |= 0x80;
        return [.. message[..Math.Max(0, message.Count - cut)]];
    }

    private static void Show(byte[] octets)
    {
        if (MessageReader.Read(octets, Types) is not { } message)
        {
            Assert.True(octets.Length < 12);
            return;
        }
        Assert.All(message.Records, record => Assert.InRange(record.End, 12, octets.Length));
        var exchange = new Exchange(message, "UDP", null, []);
        using var output = new StringWriter { NewLine = "\n" };
        var report = new QueryReport(Types);
        report.Write(exchange, Name.Root, RrType.DefaultRmx, Settings, new Screen(output, isTerminal: false, colours: false, 80));
        JsonText.Write(output, report.ToJson(exchange, Name.Root, RrType.DefaultRmx, Settings));
        Assert.DoesNotContain(output.ToString(), c => c is not ((>= ' ' and <= '~') or '\n' or '§'));
    }
}
