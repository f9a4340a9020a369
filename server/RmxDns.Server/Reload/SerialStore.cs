namespace RmxDns.Server.Reload;

/// <summary>
/// Where the serials are kept: in a file of the state folder, or with this process alone. A damaged file is reported, set
/// aside and read as far as it is whole; zones that it no longer tells anything about start from the clock.
/// </summary>
internal sealed class SerialStore : IDisposable
{
    private const string FileName = "serials";
    private const string DamagedName = "serials.damaged";

    private SerialStore(StateFolder? folder, SerialBook book, IReadOnlyList<string> damage)
    {
        Folder = folder;
        Book = book;
        Damage = damage;
    }

    /// <summary>The state folder; null for none.</summary>
    public StateFolder? Folder { get; }

    /// <summary>The serials.</summary>
    public SerialBook Book { get; }

    /// <summary>What was wrong with the file; empty when it was whole or there was none.</summary>
    public IReadOnlyList<string> Damage { get; }

    /// <summary>Where a damaged file was put.</summary>
    public string DamagedPath => Folder?.PathOf(DamagedName) ?? "";

    /// <summary>Opens the store and makes sure that it can be written.</summary>
    /// <param name="path">The state folder; null for none.</param>
    /// <param name="clock">Where serials start whose earlier value is lost.</param>
    /// <param name="store">The store.</param>
    /// <param name="fault">Why the folder cannot be used.</param>
    public static bool TryOpen(string? path, TimeProvider clock, out SerialStore store, out string fault)
    {
        fault = "";
        store = new SerialStore(null, new SerialBook([], floor: null), []);
        if (path is null)
            return true;
        StateFolder? folder = null;
        try
        {
            folder = StateFolder.Open(path);
            store = Load(folder, unchecked((uint)clock.GetUtcNow().ToUnixTimeSeconds()));
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            folder?.Dispose();
            fault = exception.Message;
            return false;
        }
    }

    /// <summary>Writes the serials to disk if some have changed; false when that failed and the disk holds the earlier ones.</summary>
    public bool TrySave(out string fault)
    {
        fault = "";
        if (!Book.HasChanged)
            return true;
        try
        {
            if (Folder is { } folder)
                Write(folder, Book);
            Book.MarkSaved();
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            fault = exception.Message;
            return false;
        }
    }

    public void Dispose() => Folder?.Dispose();

    private static SerialStore Load(StateFolder folder, uint now)
    {
        SerialBook book = Read(folder.PathOf(FileName), now, out IReadOnlyList<string> damage);
        if (damage.Count > 0)
            folder.SetAside(FileName, DamagedName);
        // Written at once, so that a folder that cannot be written stops the start and not the first change.
        Write(folder, book);
        return new SerialStore(folder, book, damage);
    }

    private static void Write(StateFolder folder, SerialBook book) => folder.Replace(FileName, stream =>
    {
        using var writer = new StreamWriter(stream, leaveOpen: true);
        SerialFile.Write(writer, book);
    });

    private static SerialBook Read(string path, uint now, out IReadOnlyList<string> damage)
    {
        damage = [];
        if (new FileInfo(path).LinkTarget is not null)
        {
            damage = ["it is a symbolic link, which is not followed"];
            return new SerialBook([], now);
        }
        if (!File.Exists(path))
            return new SerialBook([], floor: null);
        using var reader = new StreamReader(path);
        return SerialFile.Read(reader, now, out damage);
    }
}
