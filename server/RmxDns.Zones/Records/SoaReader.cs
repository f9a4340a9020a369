using RmxDns.Rdata;
using RmxDns.Wire;
using RmxDns.Zones.Lint;
using RmxDns.Zones.Yaml;

namespace RmxDns.Zones.Records;

/// <summary>
/// SOA as a mapping, in which each key may be left out. The primary server, if it is, is filled in when the whole file has been read.
/// </summary>
internal sealed class SoaReader(ZoneContext context)
{
    private static readonly string[] Times = ["refresh", "retry", "expire", "minimum"];

    /// <summary>Reads a mapping.</summary>
    public bool TryRead(RdataType row, YamlMap map, out byte[] rdata)
    {
        Name mname = Name.Root, rname = SoaDefaults.Rname(context.Origin);
        uint serial = 0;
        Span<uint> times = stackalloc uint[4];
        SoaDefaults.Times.CopyTo(times);
        bool sound = true;
        foreach ((YamlScalar key, YamlNode node) in map.Pairs)
        {
            if (key.Tag is not null || !context.TryText(node, $"key {FindingText.Quote(key.Text)}", out YamlScalar text))
            {
                sound = key.Tag is null ? false : context.FailTag(key);
                continue;
            }
            int time = Array.IndexOf(Times, key.Text);
            sound &= key.Text switch
            {
                "mname" => context.PrimaryGiven = TryName(text, text.Text, context.Origin, out mname),
                "rname" => TryMailbox(text, out rname),
                "serial" => TrySerial(text, out serial),
                _ when time >= 0 => TryTime(text, out times[time]),
                _ => context.Fail(RecordRules.RdataSyntax, key.Mark, $"{row.Mnemonic}: unknown key {FindingText.Quote(key.Text)}; there are mname, rname, serial, refresh, retry, expire and minimum"),
            };
        }
        rdata = sound ? SoaDefaults.Compose(mname, rname, serial, times) : [];
        return sound;
    }

    private bool TrySerial(YamlScalar text, out uint serial)
    {
        serial = 0;
        if (text.Text == "auto")
            return true;
        context.SerialGiven = true;
        return DecimalText.TryRead(text.Text, uint.MaxValue, out serial)
            || context.Fail(RecordRules.RdataSyntax, text.Mark, $"SOA: {FindingText.Quote(text.Text)} is no serial; 0 to 4294967295, or auto");
    }

    private bool TryTime(YamlScalar text, out uint seconds) =>
        (TimeText.TryParse(text.Text, out seconds) && seconds <= int.MaxValue)
        || context.Fail(RecordRules.RdataSyntax, text.Mark, $"SOA: {FindingText.Quote(text.Text)} is no time; seconds up to 2147483647, or a form such as 1h30m");

    /// <summary>A mailbox as a name, or as an e-mail address, which is absolute and in whose local part dots are no separators (RFC 1035 §8).</summary>
    private bool TryMailbox(YamlScalar text, out Name rname)
    {
        int at = text.Text.LastIndexOf('@');
        if (at < 0 || text.Text == "@")
            return TryName(text, text.Text, context.Origin, out rname);
        string local = text.Text[..at].Replace("\\", "\\\\", StringComparison.Ordinal).Replace(".", "\\.", StringComparison.Ordinal);
        return TryName(text, local + "." + text.Text[(at + 1)..], Name.Root, out rname);
    }

    private bool TryName(YamlScalar text, string written, Name origin, out Name name)
    {
        TextFault fault;
        name = Name.Root;
        if (InternationalNames.TryConvert(written, out string ascii, out fault) && Name.TryParse(ascii, origin, out name, out fault))
            return true;
        bool direct = ReferenceEquals(ascii, text.Text);
        return context.Fail(RecordRules.RdataSyntax, direct ? text.MarkAt(fault.Offset, fault.Length) : text.Mark, $"SOA: {fault.Message}: {FindingText.Quote(text.Text)}");
    }
}
