using System.CommandLine;
using System.Text.Json.Nodes;
using RmxDns.Rmx;
using RmxDns.Tool.Help;
using RmxDns.Tool.Output;
using RmxDns.Wire;
using RmxDns.Zones.Lint;
using RmxDns.Zones.Records;

namespace RmxDns.Tool.Commands;

/// <summary>
/// <c>rmx address</c>: a mail address to the owner name of its own record and to the key of a zone file, and back. What is no
/// address, or has no name, is told on standard error, exit code 1.
/// </summary>
internal static class AddressCommand
{
    private const string Details = """
        A domain whose record holds the entry full keeps one record for each mail address, at a name made of the address:
        some.user@example.com is at some.user._rmx.example.com. What DNS would lose is written =HH: upper case, characters other
        than letters, digits, - and _, and dots that would make an empty label.

        Prints that name, and the key under which a zone file holds the record. An address whose name would have a label over 63 or
        more than 255 octets has no record, and no receiver looks for one.
        """;

    public static Command Create()
    {
        Argument<string[]> addresses = TextArgument.Create("USER@DOMAIN", "Mail addresses; with --reverse, owner names.");
        var reverse = new Option<bool>("--reverse") { Description = "Turn owner names into mail addresses." };
        var zone = new Option<string?>("--zone") { Description = "The zone whose file the key is for, where it is not the address's domain.", HelpName = "NAME" };
        Option<ushort> rmxType = ServerOptions.RmxType();
        Option<bool> json = JsonOption.Create();
        var command = new Verb("address", "Show where the record of a full mail address stands.")
        {
            Details = Details,
            Found = "Something is no mail address, has no name, or is a name of no address.",
            Examples =
            [
                new("rmx address John.Doe@example.com", """
                    address               owner                           key
                    John.Doe@example.com  =4Aohn.=44oe._rmx.example.com.  =4Aohn.=44oe._rmx
                    """),
                new("rmx address --reverse =4Aohn._rmx.example.com", """
                    address           owner                     key
                    John@example.com  =4Aohn._rmx.example.com.  =4Aohn._rmx
                    """),
            ],
        };
        command.Add(addresses);
        command.Add(reverse);
        command.Add(zone);
        command.Add(json);
        command.Add(rmxType);
        command.SetAction(parsed => Map(
            parsed.GetValue(addresses)!, parsed.GetValue(reverse), parsed.GetValue(zone), parsed.GetValue(json),
            parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error));
        return command;
    }

    private static int Map(string[] texts, bool reverse, string? zoneText, bool json, TextWriter output, TextWriter error)
    {
        Name? zone = null;
        if (zoneText is not null && !RmxAddress.TryParseDomain(InternationalNames.ToAscii(zoneText) ?? zoneText, out zone))
        {
            error.WriteLine($"rmx: --zone {FindingText.Quote(zoneText)} is no domain name");
            return ExitCode.CannotRun;
        }
        var found = new List<(RmxAddress Address, Name Owner, string? Key)>();
        foreach (string text in texts.Select(TextArgument.WithoutBrackets))
        {
            string? fault = TryMap(text, reverse, out RmxAddress? address, out Name? owner);
            if (fault is null && zone is not null && !owner!.IsAtOrBelow(zone))
                fault = $"{owner} is outside the zone {zone}";
            if (fault is null)
                found.Add((address!, owner!, KeyOf(owner!, zone ?? address!.Domain)));
            else
                error.WriteLine($"rmx: {FindingText.Quote(text)}: {fault}");
        }
        Write(found, json, output);
        return found.Count == texts.Length ? ExitCode.Fine : ExitCode.Found;
    }

    private static void Write(List<(RmxAddress Address, Name Owner, string? Key)> found, bool json, TextWriter output)
    {
        if (json)
        {
            JsonText.Write(output, JsonText.List(found.Select(row => new JsonObject
            {
                ["address"] = row.Address.ToString(),
                ["owner"] = row.Owner.ToString(),
                ["key"] = row.Key,
            })));
            return;
        }
        var sheet = new Sheet("address", "owner", "key");
        foreach ((RmxAddress address, Name owner, string? key) in found)
            sheet.Add(address.ToString(), owner.ToString(), key ?? "");
        if (found.Count > 0)
            sheet.WriteTo(Screen.Of(output));
    }

    /// <summary>What is wrong; null with an address and its name.</summary>
    private static string? TryMap(string text, bool reverse, out RmxAddress? address, out Name? owner)
    {
        (address, owner) = (null, null);
        if (reverse)
        {
            if (!Name.TryParse(InternationalNames.ToAscii(text) ?? text, Name.Root, out owner, out TextFault fault))
                return fault.Message;
            address = RmxAddress.FromName(owner);
            return address is null ? "no mail address has this name" : null;
        }
        int at = text.LastIndexOf('@');
        string ascii = at >= 0 && InternationalNames.ToAscii(text[(at + 1)..]) is { } domain ? text[..(at + 1)] + domain : text;
        if (!RmxAddress.TryParse(ascii, out address))
            return "no mail address with a domain name; it is USER@DOMAIN";
        owner = address!.ToName();
        return owner is null ? "its name would have a label over 63 or more than 255 octets: it has no record" : null;
    }

    /// <summary>The owner relative to the zone, in quotes where YAML would not take it as it is.</summary>
    private static string KeyOf(Name owner, Name zone)
    {
        string text = owner.ToString(), key = text[..^(zone.ToString().Length + 1)];
        bool plain = key.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or '=') && key[0] is not '-' and not '.';
        return plain ? key : $"'{key.Replace("'", "''", StringComparison.Ordinal)}'";
    }
}
