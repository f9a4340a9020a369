using System.Security.Cryptography;

namespace RmxDns.Server.Compiled;

/// <summary>A check value over long octets that all cores can work on: the SHA-256 of the SHA-256 of each piece.</summary>
internal static unsafe class PieceDigest
{
    public const int Length = SHA256.HashSizeInBytes;

    private const int Piece = 1 << 22;

    /// <summary>The check value of octets in memory that does not move.</summary>
    public static byte[] Of(byte* start, long length)
    {
        int pieces = checked((int)((length + Piece - 1) / Piece));
        byte[] digests = new byte[pieces * Length];
        if (pieces <= 1)
            Hash(0);
        else
            _ = Parallel.For(0, pieces, Hash);
        return SHA256.HashData(digests);

        void Hash(int piece)
        {
            long at = (long)piece * Piece;
            if (at < length)
                _ = SHA256.HashData(new ReadOnlySpan<byte>(start + at, (int)Math.Min(Piece, length - at)), digests.AsSpan(piece * Length, Length));
        }
    }

    /// <summary>The check value of octets.</summary>
    public static byte[] Of(ReadOnlySpan<byte> octets)
    {
        fixed (byte* start = octets)
            return Of(start, octets.Length);
    }
}
