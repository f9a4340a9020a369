using RmxDns.Wire;

namespace RmxDns.Server.Reload;

/// <summary>What is known of a zone's serial.</summary>
/// <param name="Serial">The last one given out.</param>
/// <param name="Content">The content that it stands for; null when the file itself names the serial.</param>
internal readonly record struct SerialEntry(uint Serial, ContentHash? Content);

/// <summary>
/// The serials of all zones ever loaded, so that a serial goes up at every change of a zone's content and never otherwise.
/// Zones that are gone stay in the book: they may come back. Not thread-safe.
/// </summary>
internal sealed class SerialBook
{
    private readonly Dictionary<Name, SerialEntry> _entries;
    private readonly List<Name> _startedAtFloor = [];

    /// <param name="entries">What an earlier process wrote down.</param>
    /// <param name="floor">The least serial of zones that are not in the book, where some of what was in it was lost; null otherwise.</param>
    public SerialBook(IEnumerable<KeyValuePair<Name, SerialEntry>> entries, uint? floor)
    {
        _entries = new Dictionary<Name, SerialEntry>(entries);
        Floor = floor;
    }

    /// <summary>Everything in the book.</summary>
    public IReadOnlyDictionary<Name, SerialEntry> Entries => _entries;

    /// <summary>Whether something was added since <see cref="MarkSaved"/>.</summary>
    public bool HasChanged { get; private set; }

    /// <summary>The least serial of zones that are not in the book; null when nothing was ever lost from it.</summary>
    public uint? Floor { get; }

    /// <summary>Zones whose earlier serial may have been lost, and that were given one since <see cref="MarkSaved"/>.</summary>
    public IReadOnlyList<Name> StartedAtFloor => _startedAtFloor;

    /// <summary>The serial of a zone that leaves it to the server: the same for the same content, a later one for other content.</summary>
    /// <param name="zone">The apex.</param>
    /// <param name="content">What the zone says, its serial aside.</param>
    /// <param name="modified">The file's mtime in seconds, the serial to start from.</param>
    public uint Assign(Name zone, ContentHash content, uint modified)
    {
        uint serial;
        if (_entries.TryGetValue(zone, out SerialEntry known))
        {
            if (known.Content == content)
                return known.Serial;
            serial = SerialNumber.After(known.Serial, modified);
        }
        else
        {
            serial = Math.Max(1, modified);
            if (Floor is uint floor)
            {
                serial = SerialNumber.IsAfter(floor, serial) ? floor : serial;
                _startedAtFloor.Add(zone);
            }
        }
        Set(zone, new SerialEntry(serial, content));
        return serial;
    }

    /// <summary>Whether a zone of this content would get this serial.</summary>
    public bool Stands(Name zone, ContentHash content, uint serial) =>
        _entries.TryGetValue(zone, out SerialEntry known) && known == new SerialEntry(serial, content);

    /// <summary>Writes down a serial that the zone's file names, so that an automatic one later on comes after it.</summary>
    public void Note(Name zone, uint serial) => Set(zone, new SerialEntry(serial, null));

    /// <summary>The book is on disk as it stands.</summary>
    public void MarkSaved()
    {
        HasChanged = false;
        _startedAtFloor.Clear();
    }

    private void Set(Name zone, SerialEntry entry)
    {
        if (_entries.TryGetValue(zone, out SerialEntry known) && known == entry)
            return;
        _entries[zone] = entry;
        HasChanged = true;
    }
}
