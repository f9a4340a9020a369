using CsCheck;
using RmxDns.Rdata;
using RmxDns.Wire;

namespace RmxDns.Tests.Rdata;

/// <summary>Properties of every row: no octets and no text make it throw, and what it accepts reads back.</summary>
public class RdataPropertyTests
{
    private const int Iterations = 400;

    private static readonly TypeTable Types = new();
    private static readonly Name Origin = Name.Parse("example.com.");

    public static TheoryData<string> Mnemonics => new(Types.Known.Select(row => row.Mnemonic).Append("TYPE65400"));

    /// <summary>Valid octets of each type, from the cases.</summary>
    private static readonly ILookup<string, byte[]> Seeds =
        RdataCase.All.Where(c => c.Hex is not null).ToLookup(c => c.Type, c => Convert.FromHexString(c.Hex!));

    [Theory]
    [MemberData(nameof(Mnemonics))]
    public void Any_octets_are_a_value_that_reads_back_or_a_fault(string mnemonic)
    {
        RdataType row = Row(mnemonic);
        OctetsNear(mnemonic).Sample(
            octets =>
            {
                if (row.Check(octets) is { } fault)
                {
                    Assert.False(string.IsNullOrEmpty(fault.Message));
                    Assert.InRange(fault.Offset, 0, octets.Length);
                    Assert.StartsWith(@"\#", row.Format(octets));
                    Assert.False(row.TryParseText(RdataType.FormatGeneric(octets), Origin, out _, out _));
                    return;
                }
                string text = row.Format(octets);
                _ = row.NamesIn(octets);
                _ = row.References(octets);
                if (row.IsMeta)
                    return;
                Assert.True(row.TryParseText(text, Origin, out byte[] again, out TextFault wrong), $"{text}: {wrong}");
                Assert.True(octets.AsSpan().SequenceEqual(again), $"{text}: {Convert.ToHexString(octets)} became {Convert.ToHexString(again)}");
                Assert.Equal(text, row.Format(again));
            },
            iter: Iterations, print: Convert.ToHexString);
    }

    [Theory]
    [MemberData(nameof(Mnemonics))]
    public void Any_text_is_octets_that_pass_or_a_fault_within_it(string mnemonic)
    {
        RdataType row = Row(mnemonic);
        TextsNear(mnemonic).Sample(
            text =>
            {
                if (row.TryParseText(text, Origin, out byte[] octets, out TextFault fault))
                {
                    Assert.Null(row.Check(octets));
                    return;
                }
                Assert.Empty(octets);
                Assert.False(string.IsNullOrEmpty(fault.Message));
                Assert.InRange(fault.Offset, 0, text.Length);
                Assert.InRange(fault.Length, 0, text.Length - fault.Offset);
            },
            iter: Iterations);
    }

    [Theory]
    [MemberData(nameof(Mnemonics))]
    public void Valid_octets_cut_short_or_with_one_more_never_throw(string mnemonic)
    {
        RdataType row = Row(mnemonic);
        foreach (byte[] seed in Seeds[mnemonic])
        {
            for (int length = 0; length < seed.Length; length++)
            {
                byte[] cut = seed[..length];
                if (row.Check(cut) is { } fault)
                    Assert.InRange(fault.Offset, 0, length);
                else
                    Assert.NotEmpty(row.Format(cut) + " ");
            }
            _ = row.Check([.. seed, 0]);
        }
    }

    private static RdataType Row(string mnemonic)
    {
        Assert.True(Types.TryParseType(mnemonic, out ushort code));
        return Types[code];
    }

    /// <summary>Octets at random, and valid ones with an octet changed, left out or put in.</summary>
    private static Gen<byte[]> OctetsNear(string mnemonic)
    {
        Gen<byte[]> random = Gen.Byte.Array[0, 40];
        byte[][] seeds = [.. Seeds[mnemonic]];
        if (seeds.Length == 0)
            return random;
        Gen<byte[]> changed = Gen.Select(Gen.Int[0, seeds.Length - 1], Gen.Int[0, 3], Gen.Int[0, 1000], Gen.Byte, (seed, kind, at, octet) =>
        {
            byte[] octets = seeds[seed];
            int place = octets.Length == 0 ? 0 : at % octets.Length;
            return kind switch
            {
                0 => [.. octets[..place], octet, .. octets[place..]],
                1 when octets.Length > 0 => [.. octets[..place], .. octets[(place + 1)..]],
                2 when octets.Length > 0 => [.. octets[..place], octet, .. octets[(place + 1)..]],
                _ => octets,
            };
        });
        return Gen.OneOf(random, changed, changed);
    }

    /// <summary>Texts at random, and those of the cases with a piece put in or cut out.</summary>
    private static Gen<string> TextsNear(string mnemonic)
    {
        string[] seeds = [.. RdataCase.All.Where(c => c.Type == mnemonic).Select(c => c.Text), @"\# 0"];
        Gen<string> piece = Gen.OneOf("\"", "\\", "\\0", "\\300", " ", ";", "(", ".", "..", "@", "-1", "65536", "99999999999", "é", "\ud800", "\0", "\n", "/", "=", ",", "::", "\\#");
        Gen<string> changed = Gen.Select(Gen.Int[0, seeds.Length - 1], Gen.Int[0, 1000], Gen.Int[0, 3], piece, (seed, at, cut, put) =>
        {
            string text = seeds[seed];
            int place = at % (text.Length + 1);
            return text[..place] + put + text[Math.Min(text.Length, place + cut)..];
        });
        return Gen.OneOf(changed, changed, Gen.String[0, 30]);
    }
}
