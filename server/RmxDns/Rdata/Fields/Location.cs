using System.Globalization;
using System.Text;
using RmxDns.Wire;

namespace RmxDns.Rdata.Fields;

/// <summary>
/// A place on Earth (RFC 1876 §2):
/// <code>
/// VERSION(8)=0 SIZE(8) HORIZ PRE(8) VERT PRE(8) LATITUDE(32) LONGITUDE(32) ALTITUDE(32)
/// </code>
/// Text: <c>d [m [s]] N|S d [m [s]] E|W altitude[m] [size[m] [horizontal[m] [vertical[m]]]]</c>. Sizes are one digit
/// times a power of ten centimetres; what is finer is cut off, as the RFC's own code does. Octets of another version
/// pass whatever they hold, since nothing may be assumed of them.
/// </summary>
internal sealed class LocationField(string label) : Field(label)
{
    private const uint Equator = 1u << 31;
    private const long Degree = 3_600_000;
    private const long SeaLevel = 10_000_000;
    private const long MaxSize = 9_000_000_000;

    private static readonly long[] DefaultSizes = [100, 1_000_000, 1_000];
    private static readonly string[] SizeLabels = ["size", "horizontal precision", "vertical precision"];

    internal override bool TakesRest => true;

    public override string Notation => "d [m [s]] N|S d [m [s]] E|W altitude[m] [size[m] [horizontal[m] [vertical[m]]]]";

    public override IReadOnlyList<MappingKey> MappingKeys { get; } =
    [
        new("lat_degrees"), new("lat_minutes"), new("lat_seconds"), new("lat_direction"),
        new("long_degrees"), new("long_minutes"), new("long_seconds"), new("long_direction"),
        new("altitude"), new("size"), new("precision_horz"), new("precision_vert"),
    ];

    internal override bool TryParse(ref RdataText text, RdataWriter rdata)
    {
        if (!TryParseAngle(ref text, "latitude", 90, 'N', 'S', out long latitude)
            || !TryParseAngle(ref text, "longitude", 180, 'E', 'W', out long longitude)
            || !TryParseMetres(ref text, "altitude", -SeaLevel, uint.MaxValue - SeaLevel, out long altitude))
            return false;
        rdata.U8(0);
        for (int i = 0; i < DefaultSizes.Length; i++)
        {
            long size = DefaultSizes[i];
            if (!text.AtEnd && !TryParseMetres(ref text, SizeLabels[i], 0, MaxSize, out size))
                return false;
            rdata.U8(PackSize(size));
        }
        rdata.U32((uint)(Equator + latitude));
        rdata.U32((uint)(Equator + longitude));
        rdata.U32((uint)(SeaLevel + altitude));
        return true;
    }

    /// <summary>Degrees, minutes and seconds up to a letter, as thousandths of a second of arc.</summary>
    private static bool TryParseAngle(ref RdataText text, string label, uint max, char positive, char negative, out long angle)
    {
        angle = 0;
        long unit = Degree;
        for (int i = 0; i < 4; i++)
        {
            if (!text.TryNextBare(label, out Token token))
                return false;
            if (i > 0 && token.Text.Length == 1 && char.ToUpperInvariant(token.Text[0]) is var letter && (letter == positive || letter == negative))
            {
                if (angle > max * Degree)
                    return text.Fail(token, $"a {label} over {max} degrees");
                angle = letter == negative ? -angle : angle;
                return true;
            }
            long limit = i == 0 ? max * Degree : (60 * unit) - 1;
            if (i == 3 || !TryReadDecimal(token.Text, i == 2 ? 3 : 0, out long value) || value * (i == 2 ? 1 : unit) > limit)
                return text.Fail(token, $"the {label} is degrees up to {max}, minutes, seconds up to 59.999, then {positive} or {negative}");
            angle += value * (i == 2 ? 1 : unit);
            unit /= 60;
        }
        return false;
    }

    private static bool TryParseMetres(ref RdataText text, string label, long min, long max, out long centimetres)
    {
        centimetres = 0;
        if (!text.TryNextBare(label, out Token token))
            return false;
        ReadOnlySpan<char> written = token.Text;
        bool negative = written.StartsWith("-");
        if (negative)
            written = written[1..];
        if (written.EndsWith("m", StringComparison.OrdinalIgnoreCase))
            written = written[..^1];
        bool valid = TryReadDecimal(written, 2, out centimetres);
        centimetres = negative ? -centimetres : centimetres;
        return (valid && centimetres >= min && centimetres <= max)
            || text.Fail(token, string.Create(CultureInfo.InvariantCulture, $"the {label} is metres from {min / 100m:0.##} to {max / 100m:0.##}, with two decimals at most"));
    }

    /// <summary>Reads digits with up to <paramref name="decimals"/> after a dot, as a whole number of the smallest unit.</summary>
    private static bool TryReadDecimal(ReadOnlySpan<char> text, int decimals, out long value)
    {
        int dot = text.IndexOf('.');
        ReadOnlySpan<char> whole = dot < 0 ? text : text[..dot], fraction = dot < 0 ? default : text[(dot + 1)..];
        value = 0;
        if (fraction.Length > decimals || (dot >= 0 && fraction.IsEmpty) || whole.Length > 10)
            return false;
        string digits = string.Concat(whole, fraction, new string('0', decimals - fraction.Length));
        return !whole.IsEmpty && digits.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0 && long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out value);
    }

    private static byte PackSize(long centimetres)
    {
        int exponent = 0;
        for (; centimetres > 9; exponent++)
            centimetres /= 10;
        return (byte)((centimetres << 4) | (uint)exponent);
    }

    internal override string? Check(ref WireReader rdata)
    {
        if (rdata.ReadU8() != 0)
        {
            rdata.ReadRest();
            return null;
        }
        for (int i = 0; i < SizeLabels.Length; i++)
        {
            int size = rdata.ReadU8();
            if (size >> 4 > 9 || (size & 15) > 9 || (size != 0 && size >> 4 == 0))
                return $"the {SizeLabels[i]} is a digit from 1 to 9 and an exponent from 0 to 9, or 0";
        }
        long latitude = rdata.ReadU32() - (long)Equator, longitude = rdata.ReadU32() - (long)Equator;
        _ = rdata.ReadU32();
        if (rdata.Failed)
            return null;
        return Math.Abs(latitude) > 90 * Degree || Math.Abs(longitude) > 180 * Degree ? "a latitude over 90 or a longitude over 180 degrees" : null;
    }

    internal override bool CanFormat(ReadOnlySpan<byte> rdata) => rdata[0] == 0;

    internal override void Format(ref WireReader rdata, StringBuilder text, TypeTable types)
    {
        _ = rdata.ReadU8();
        ReadOnlySpan<byte> sizes = rdata.ReadOctets(SizeLabels.Length);
        AppendAngle(text, rdata.ReadU32() - (long)Equator, "N ", "S ");
        AppendAngle(text, rdata.ReadU32() - (long)Equator, "E ", "W ");
        text.Append(CultureInfo.InvariantCulture, $"{(rdata.ReadU32() - SeaLevel) / 100m:0.00}m");
        foreach (byte size in sizes)
            text.Append(CultureInfo.InvariantCulture, $" {(size >> 4) * Pow10(size & 15) / 100m:0.00}m");
    }

    private static decimal Pow10(int exponent)
    {
        decimal power = 1;
        for (int i = 0; i < exponent; i++)
            power *= 10;
        return power;
    }

    private static void AppendAngle(StringBuilder text, long angle, string positive, string negative)
    {
        long size = Math.Abs(angle);
        text.Append(CultureInfo.InvariantCulture, $"{size / Degree} {size / 60_000 % 60} {size % 60_000 / 1000m:0.000} ")
            .Append(angle < 0 ? negative : positive);
    }
}
