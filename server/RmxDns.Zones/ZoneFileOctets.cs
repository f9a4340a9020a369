namespace RmxDns.Zones;

/// <summary>The octets of a file; one that cannot be read, or is too large, is a message and no exception.</summary>
internal static class ZoneFileOctets
{
    /// <summary>Reads a whole file.</summary>
    public static bool TryRead(string path, long most, out byte[] octets, out string fault)
    {
        (octets, fault) = ([], "");
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            if (stream.Length > most)
            {
                fault = TooMany(stream.Length, most);
                return false;
            }
            octets = new byte[stream.Length];
            int read = stream.ReadAtLeast(octets, octets.Length, throwOnEndOfStream: false);
            Array.Resize(ref octets, read);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            fault = exception.Message;
            return false;
        }
    }

    /// <summary>Says that a file is too large.</summary>
    public static string TooMany(long octets, long most) => $"{octets:N0} octets; a zone file has {most:N0} at most";
}
