using System.Text;
using RmxDns.Testing.Dns;
using RmxDns.Wire;

namespace RmxDns.Testing.Zones;

/// <summary>RDATA for generated zones, as master-file text, names absolute.</summary>
public sealed class ValueSource(Random random)
{
    private static readonly ushort[] DataTypes =
        [RrType.A, RrType.A, RrType.Aaaa, RrType.Txt, RrType.Mx, RrType.Srv, RrType.Ptr, RrType.Apl, RrType.DefaultRmx, 65400];

    /// <summary>The type of an RRset of plain data.</summary>
    public ushort DataType() => DataTypes[random.Next(DataTypes.Length)];

    /// <summary>A TTL, now and then 0 or the largest.</summary>
    public uint Ttl() => random.Next(20) switch { 0 => 0, 1 => int.MaxValue, _ => (uint)random.Next(1, 100_000) };

    /// <summary>An RRset of plain data whose names come from <paramref name="target"/>.</summary>
    public GeneratedSet Data(Name owner, ushort type, Func<Name> target)
    {
        if (type == RrType.Txt && random.Next(3) == 0)
            return new GeneratedSet(owner, type, Ttl(), Sized(owner));
        int count = random.Next(3) == 0 ? random.Next(2, 6) : 1;
        return new GeneratedSet(owner, type, Ttl(), [.. Enumerable.Range(0, count).Select(_ => Value(type, target)).Distinct()]);
    }

    /// <summary>An RRset of addresses.</summary>
    public GeneratedSet Address(Name owner, ushort type) => Data(owner, type, () => owner);

    /// <summary>An RRset that refers to each of these names.</summary>
    public GeneratedSet Referring(Name owner, ushort type, params IEnumerable<Name> targets) =>
        new(owner, type, Ttl(), [.. targets.Distinct().Select(t => Presentation.Of(t.Wire))]);

    /// <summary>An SOA.</summary>
    public GeneratedSet Soa(Name apex) => new(apex, RrType.Soa, Ttl(),
        [$"ns.{Presentation.Of(apex.Wire)} h\\046m.{Presentation.Of(apex.Wire)} {random.Next(1, int.MaxValue)} 7200 900 1209600 {Ttl()}"]);

    /// <summary>A DS RRset; its digest is of the right length and nothing else.</summary>
    public GeneratedSet Ds(Name owner) =>
        new(owner, RrType.Ds, Ttl(), [$"{random.Next(65536)} 8 2 {Convert.ToHexString(Octets(32))}"]);

    private string Value(ushort type, Func<Name> target) => type switch
    {
        RrType.A => $"192.0.2.{random.Next(256)}",
        RrType.Aaaa => $"2001:db8::{random.Next(1, 65536):x}",
        RrType.Txt => Strings(random.Next(1, 60)),
        RrType.Mx => $"{random.Next(65536)} {Presentation.Of(target().Wire)}",
        RrType.Srv => $"{random.Next(65536)} {random.Next(65536)} {random.Next(65536)} {Presentation.Of(target().Wire)}",
        RrType.Ptr => Presentation.Of(target().Wire),
        RrType.Apl => $"{(random.Next(2) == 0 ? "!" : "")}1:198.51.{random.Next(256)}.0/24",
        RrType.DefaultRmx => Generic(Rmx(target())),
        _ => Generic(Octets(random.Next(0, 40))),
    };

    private byte[] Rmx(Name name) => random.Next(4) switch
    {
        0 => [3, .. name.Wire],
        1 => [4, .. name.Wire, 1, 24, .. Octets(3)],
        2 => [8],
        _ => [0x81, 32, .. Octets(4), 1, 16, .. Octets(2)],
    };

    /// <summary>One TXT record, such that the answer with or without OPT comes out near one of the limits.</summary>
    private string[] Sized(Name owner)
    {
        int limit = random.Next(4) switch { 0 => 1232, 1 => 1221, 2 => 501, _ => 512 };
        return [Strings(Math.Max(1, limit - 12 - owner.Wire.Length - 4 - 12 + random.Next(-4, 5)))];
    }

    /// <summary>Character-strings of that many octets of RDATA.</summary>
    private string Strings(int octets)
    {
        var text = new StringBuilder();
        while (octets > 0)
        {
            int length = Math.Min(octets, 256) - 1;
            text.Append('"');
            for (int i = 0; i < length; i++)
                text.Append(random.Next(30) == 0 ? $"\\{random.Next(256):000}" : $"{(char)random.Next('a', 'z' + 1)}");
            text.Append("\" ");
            octets -= length + 1;
        }
        return text.ToString().TrimEnd();
    }

    private byte[] Octets(int count)
    {
        byte[] octets = new byte[count];
        random.NextBytes(octets);
        return octets;
    }

    private static string Generic(byte[] octets) => $"\\# {octets.Length} {Convert.ToHexString(octets)}".TrimEnd();
}
