using System.Globalization;
using System.Net;

namespace RmxDns.Interop.Resolvers;

/// <summary>Where a resolver runs: its address, its folder, and the authority that it leads to.</summary>
/// <param name="address">Where it answers.</param>
/// <param name="folder">An empty folder for configuration and state.</param>
/// <param name="authority">Where it forwards to; an iterating one takes the root of <c>root.hints</c> instead.</param>
internal sealed class Seat(IPEndPoint address, string folder, IPEndPoint authority)
{
    private const string Hints = "root.hints";

    public IPEndPoint Address { get; } = address;

    public string Folder { get; } = folder;

    public IPEndPoint Authority { get; } = authority;

    /// <summary>What it prints, of itself and of its errors.</summary>
    public string Log => Path.Combine(Folder, "log");

    /// <summary>Writes the configuration from its template, and the root's hints beside it, and gives its path.</summary>
    /// <param name="template">A file of <c>tools/interop/resolvers</c>.</param>
    /// <param name="name">What it is called in the folder.</param>
    public string Configure(string template, string? name = null)
    {
        _ = Directory.CreateDirectory(Path.Combine(Folder, "cache"));
        File.Copy(Path.Combine(Folders.Resolvers, Hints), Path.Combine(Folder, Hints), overwrite: true);
        string text = File.ReadAllText(Path.Combine(Folders.Resolvers, template))
            .Replace("@ADDRESS@", Address.Address.ToString(), StringComparison.Ordinal).Replace("@PORT@", Number(Address.Port), StringComparison.Ordinal)
            .Replace("@AUTHORITY@", Authority.Address.ToString(), StringComparison.Ordinal).Replace("@AUTHORITY_PORT@", Number(Authority.Port), StringComparison.Ordinal)
            .Replace("@DIR@", Folder, StringComparison.Ordinal);
        string path = Path.Combine(Folder, name ?? template);
        File.WriteAllText(path, text);
        return path;
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
