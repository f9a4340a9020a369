using System.Text;
using CsCheck;

namespace RmxDns.Tests.Rmx;

/// <summary>Valid RDATA of RMX, entry by entry, put together here from the record's specification and not by the code under test.</summary>
internal static class RecordGenerator
{
    private static readonly Gen<byte[]> Label =
        Gen.Frequency<byte[]>((8, Gen.Byte.Array[1, 12]), (1, Gen.Byte.Array[60, 63]), (4, Gen.Char.AlphaNumeric.Array[1, 10].Select(c => Encoding.ASCII.GetBytes(c))))
            .Select(octets => (byte[])[(byte)octets.Length, .. octets]);

    private static readonly Gen<byte[]> Name = Label.Array[1, 5].Select(labels =>
    {
        byte[] name = [.. labels.SelectMany(label => label), 0];
        return name.Length <= 255 ? name : [.. labels[0], 0];
    });

    private static readonly Gen<byte[]> NameOrRoot = Gen.Frequency<byte[]>((1, Gen.Const(new byte[] { 0 })), (3, Name));

    private static readonly Gen<byte[]> Mechanisms =
        Gen.OneOf<char>("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_".ToCharArray()).Array[1, 20].Select(c => new string(c)).Array[0, 5]
            .Select(names => Encoding.ASCII.GetBytes(string.Join(' ', names)));

    /// <summary>The octets of one entry.</summary>
    public static readonly Gen<byte[]> Entry = Gen.OneOf<byte[]>(
        Prefix(1, 32),
        Prefix(2, 128),
        Negatable(Gen.Select(Gen.OneOf<byte>(3, 4), Name, (code, name) => (byte[])[code, .. name])),
        Negatable(Gen.Select(Gen.OneOf<byte>(5, 9), NameOrRoot, (code, name) => (byte[])[code, .. name])),
        Gen.OneOf<byte>(6, 7).Select(code => new[] { code }),
        Negatable(Gen.Const(new byte[] { 8 })),
        WithLength(64, Gen.OneOf<byte[]>(Keyed(1, Gen.Byte.Array[32]), Keyed(2, Gen.Byte.Array[64]))),
        WithLength(65, NameOrRoot),
        WithLength(66, Mechanisms),
        WithLength(67, Gen.OneOf<byte[]>(Keyed(1, Gen.Byte.Array[1, 40]), Keyed(2, Gen.Byte.Array[1, 254]))),
        Gen.Byte[68, 127].SelectMany(code => WithLength(code, Gen.Byte.Array[0, 255])));

    /// <summary>RDATA with up to 12 entries.</summary>
    public static readonly Gen<byte[]> Rdata = Entry.Array[0, 12].Select(entries => (byte[])[.. entries.SelectMany(entry => entry)]);

    private static Gen<byte[]> Keyed(byte kind, Gen<byte[]> key) => key.Select(octets => (byte[])[kind, .. octets]);

    private static Gen<byte[]> WithLength(byte code, Gen<byte[]> value) =>
        Negatable(value.Select(octets => (byte[])[code, (byte)octets.Length, .. octets]));

    private static Gen<byte[]> Prefix(byte code, int most) => Negatable(Gen.Select(Gen.Int[0, most], Gen.Byte.Array[most / 8], (length, address) =>
    {
        int octets = (length + 7) / 8;
        byte[] network = address[..octets];
        if (length % 8 != 0)
            network[^1] &= (byte)(0xFF << (8 - (length % 8)));
        return (byte[])[code, (byte)length, .. network];
    }));

    private static Gen<byte[]> Negatable(Gen<byte[]> entry) =>
        Gen.Select(Gen.Bool, entry, (negated, octets) => negated ? [(byte)(octets[0] | 0x80), .. octets[1..]] : octets);
}
