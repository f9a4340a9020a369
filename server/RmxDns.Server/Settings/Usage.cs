using System.Text;

namespace RmxDns.Server.Settings;

/// <summary>The help that <c>--help</c> prints, made from the settings' table.</summary>
internal static class Usage
{
    private const int Indent = 8;

    public static string Text()
    {
        var text = new StringBuilder();
        text.AppendLine(
            """
            RmxDns.Server - an authoritative DNS server for RMX ("Reverse MX")

            SYNOPSIS
                dotnet RmxDns.Server.dll [--zones PATH]... [--listen ADDRESS:PORT]... [SETTING]...

            DESCRIPTION
                Reads zones written in YAML and answers queries for them over UDP and TCP.
                An RMX answer brings along the A, AAAA, APL and MX records that it refers to,
                as far as there is room. Changed files are loaded while it runs; a zone that
                does not load keeps the version that was served before.

            SETTINGS
            """);
        foreach (Setting setting in Setting.All)
        {
            text.Append("    --").Append(setting.Name);
            text.AppendLine(setting.Placeholder is null ? "" : $" {setting.Placeholder}");
            foreach (string line in setting.Help.Split('\n'))
                text.Append(' ', Indent).AppendLine(line);
        }
        text.Append(
            """
                --help
                    Print this and end.

                Each setting can also stand in the environment, in upper case with RMXDNS_ in
                front and underscores for dashes (RMXDNS_EDNS_SIZE=1232; lists with commas),
                or in JSON: {"RmxDns": {"edns-size": 1232, "listen": ["127.0.0.1:53"]}}.
                appsettings.json beside the program is read first, then --config, then the
                environment, then the command line; what comes later counts.

            LOG
                The same files can hold a section for Serilog, the library that writes the log:
                levels ({"Serilog": {"MinimumLevel": "Warning"}}), or another place for the
                lines ("WriteTo", which takes the console's place). In the environment keys are
                joined by two underscores: RMXDNS_SERILOG__MINIMUMLEVEL=Warning.

            SIGNALS
                SIGHUP    read all zone files again, and forget zones whose file is gone
                SIGUSR1   log the statistics
                SIGTERM, SIGINT
                          finish what runs and end

            EXIT STATUS
                0   ended when told to, or --check found no error
                1   an address is in use, or --check found errors
                2   a setting is wrong, or the zones cannot be read

            EXAMPLES
                dotnet RmxDns.Server.dll --zones zones --listen 127.0.0.1:5301
                dotnet RmxDns.Server.dll --zones /etc/rmxdns --check --strict
                RMXDNS_LISTEN='127.0.0.1:5300,[::1]:5300' dotnet RmxDns.Server.dll

            """);
        return text.ToString();
    }
}
