using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using RmxDns.Rdata;
using RmxDns.Server.Reload;
using RmxDns.Snapshot;
using RmxDns.Zones;

namespace RmxDns.Server.Compiled;

/// <summary>
/// What a compiled snapshot depends on besides the zone files: the program, down to the build of each part that reads or compiles,
/// and the settings that they read. A setting that is new to one of the records counts without being named here.
/// </summary>
internal static class CompiledKey
{
    /// <summary>Octets of a key.</summary>
    public const int Length = SHA256.HashSizeInBytes;

    // These say where zones are looked for and when, not what comes of them.
    private static readonly string[] Indifferent =
        [nameof(ReloadSettings.Paths), nameof(ReloadSettings.Poll), nameof(ReloadSettings.RemovedZoneGrace), nameof(ReloadSettings.Lint)];

    /// <summary>The key of this program with these settings.</summary>
    public static byte[] Of(TypeTable types, LoadSettings load, ReloadSettings reload) => Of(types, load, reload, Modules());

    internal static byte[] Of(TypeTable types, LoadSettings load, ReloadSettings reload, IEnumerable<string> modules)
    {
        var text = new StringBuilder();
        foreach (string module in modules)
            _ = text.AppendLine(module);
        _ = text.AppendLine(CultureInfo.InvariantCulture, $"{Environment.Version} {BitConverter.IsLittleEndian} {types.RmxType}");
        Append(text, load);
        Append(text, reload);
        return SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()));
    }

    /// <summary>Adds every property but the indifferent ones; a program that was trimmed has all of them too.</summary>
    private static void Append<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] T>(StringBuilder text, T settings)
    {
        foreach (PropertyInfo property in typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance).OrderBy(property => property.Name, StringComparer.Ordinal))
        {
            if (!Indifferent.Contains(property.Name))
                _ = text.AppendLine(CultureInfo.InvariantCulture, $"{typeof(T).Name}.{property.Name}={Text(property.GetValue(settings))}");
        }
    }

    /// <summary>The build of each part: an identifier that differs between any two builds of different sources.</summary>
    private static IEnumerable<string> Modules() =>
        new[] { typeof(Zone).Module, typeof(CompiledKey).Module }.Concat(ZoneFileLoader.Modules).Select(module => $"{module.Name} {module.ModuleVersionId}");

    private static string Text(object? value) => value switch
    {
        string text => text,
        IEnumerable list => string.Join(' ', list.Cast<object>().Select(Text)),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}
