using System.Runtime.CompilerServices;

namespace RmxDns.Snapshot;

/// <summary>
/// Where a part of a zone lies: in an array, or in a file that is mapped into memory. Whoever maps one keeps it mapped for as
/// long as the process runs, so that no query can meet memory that is gone.
/// </summary>
internal readonly unsafe struct ZoneMemory<T> where T : unmanaged
{
    private readonly T[]? _array;
    private readonly T* _start;

    public ZoneMemory(T[] array) => (_array, Length) = (array, array.Length);

    public ZoneMemory(T* start, int length)
    {
        _start = start;
        Length = length;
    }

    /// <summary>The number of elements.</summary>
    public int Length { get; }

    /// <summary>The elements.</summary>
    public ReadOnlySpan<T> Span
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _array is { } array ? array : new ReadOnlySpan<T>(_start, Length);
    }
}
