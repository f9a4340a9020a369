using System.Globalization;
using System.Text;

namespace RmxDns.Zones.Tests.Master;

/// <summary>
/// A zone written as a master file in every way that RFC 1035 §5.1 leaves open, drawn at random: order of TTL and class, owners left out,
/// relative or absolute or as <c>@</c>, origins that change, parentheses, comments, blank lines, tabs, escapes, line ends.
/// </summary>
/// <param name="random">What is drawn from.</param>
internal sealed class MasterLayout(Random random)
{
    /// <summary>The zone of every file.</summary>
    public const string Zone = "layout.example.";

    private static readonly string[] Origins = [Zone, "sub." + Zone, "deep.sub." + Zone, "."];
    private readonly StringBuilder _text = new();
    private readonly string _lineEnd = random.Next(3) switch { 0 => "\r\n", _ => "\n" };
    private string _origin = Zone;
    private string _owner = "";
    private uint? _defaultTtl;
    private uint _lastTtl;

    /// <summary>A file of that many records beside SOA and NS.</summary>
    public static string Draw(Random random, int records)
    {
        var layout = new MasterLayout(random);
        layout.Write(Zone, "SOA", ["ns", "host\\.master", "2026112601", "2h", "900", "2w", "1h"]);
        layout.Write(Zone, "NS", ["ns." + Zone]);
        layout.Write("ns." + Zone, "A", ["192.0.2.53"]);
        for (int i = 0; i < records; i++)
            layout.WriteAny(i);
        return layout._text.ToString();
    }

    private void WriteAny(int number)
    {
        switch (random.Next(30))
        {
            case 0:
                _origin = Origins[random.Next(Origins.Length)];
                Line($"$ORIGIN {_origin}");
                break;
            case 1:
                _defaultTtl = (uint)random.Next(0, 100_000);
                Line(string.Create(CultureInfo.InvariantCulture, $"$TTL {_defaultTtl}"));
                break;
            case 2:
                Line("");
                break;
            case 3:
                Line($"{Blank()}; a comment with ( \" and \\");
                break;
        }
        string owner = random.Next(4) == 0 && _owner.Length > 0 ? _owner : $"n{number}.{Origins[random.Next(3)]}";
        (string Type, string[] Words) value = random.Next(7) switch
        {
            0 => ("A", [$"192.0.{number >> 8 & 255}.{number & 255}"]),
            1 => ("AAAA", [$"2001:db8::{number:x}"]),
            2 => ("MX", [$"{number & 65535}", Written("mail." + Zone)]),
            3 => ("TXT", [$"\"number {number} ; ( \\\" \\\\ \\{number & 255:D3}\"", $"word\\;{number}", "\"\""]),
            4 => ("SRV", ["1", "2", $"{number & 65535}", Written("a\\.b.sub." + Zone)]),
            5 => ("TYPE65280", ["\\#", "6", "0120C000", $"{number & 65535:X4}"]),
            _ => ("TYPE65400", ["\\#", "4", $"{number:X8}"]),
        };
        Write(owner, value.Type, value.Words);
    }

    private void Write(string owner, string type, string[] words)
    {
        // Of several TTLs in one RRset, BIND takes the first for the last one stated as well, which RFC 1035 §5.1 does not say.
        bool same = owner == _owner && _defaultTtl is null;
        uint? ttl = (random.Next(3) == 0 && !same) || (_defaultTtl is null && _lastTtl == 0) ? (uint)random.Next(1, 100_000) : null;
        _lastTtl = ttl ?? _lastTtl;
        bool left = owner == _owner && random.Next(2) == 0;
        _owner = owner;
        string seconds = ttl is { } written ? string.Create(CultureInfo.InvariantCulture, $"{Blank()}{written}") : "";
        string @class = random.Next(2) == 0 ? $"{Blank()}{(random.Next(4) == 0 ? "in" : "IN")}" : "";
        string middle = random.Next(2) == 0 ? seconds + @class : @class + seconds;
        var line = new StringBuilder((left ? "" : Written(owner)) + middle + Blank() + type);
        bool open = false;
        foreach (string word in words)
        {
            if (!open && random.Next(6) == 0)
                open = line.Append(Blank()).Append('(').Length > 0;
            _ = line.Append(open && random.Next(3) == 0 ? $"{Comment()}{_lineEnd}{(random.Next(2) == 0 ? "" : Blank())}" : Blank()).Append(word);
        }
        Line(line.Append(open ? $"{(random.Next(2) == 0 ? _lineEnd : "")} )" : "").Append(Comment()).ToString());
    }

    /// <summary>A name relative to the origin of the moment where it can be, or absolute.</summary>
    private string Written(string name)
    {
        if (name == _origin && random.Next(2) == 0)
            return "@";
        string behind = _origin == "." ? "." : "." + _origin;
        return name.EndsWith(behind, StringComparison.Ordinal) && name != _origin && random.Next(4) > 0 ? name[..^behind.Length] : name;
    }

    private string Comment() => random.Next(8) == 0 ? $"{Blank()}; so )" : "";

    private string Blank() => random.Next(4) switch { 0 => "\t", 1 => "  \t ", _ => " " };

    private void Line(string line) => _text.Append(line).Append(_lineEnd);
}
