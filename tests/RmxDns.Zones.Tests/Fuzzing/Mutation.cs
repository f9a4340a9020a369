namespace RmxDns.Zones.Tests.Fuzzing;

/// <summary>Makes an input of others: a few octets changed, put in, taken out, repeated, or two inputs joined.</summary>
internal static class Mutation
{
    private static readonly byte[] Telling = [0, 1, 0x3F, 0x40, 0x7F, 0x80, 0xC0, 0xFF, (byte)'\\', (byte)'"', (byte)'.', (byte)' ', (byte)'\n', (byte)':', (byte)'0', (byte)'9'];

    public static byte[] Of(List<byte[]> corpus, Random random)
    {
        var octets = new List<byte>(corpus[random.Next(corpus.Count)]);
        for (int rounds = random.Next(1, 6); rounds > 0; rounds--)
            Change(octets, corpus, random);
        return [.. octets];
    }

    private static void Change(List<byte> octets, List<byte[]> corpus, Random random)
    {
        int at = random.Next(octets.Count + 1);
        int length = Math.Min(random.Next(1, 9), octets.Count - at);
        switch (random.Next(6))
        {
            case 0 when at < octets.Count:
                octets[at] = (byte)random.Next(256);
                break;
            case 1 when at < octets.Count:
                octets[at] ^= (byte)(1 << random.Next(8));
                break;
            case 2:
                octets.Insert(at, Telling[random.Next(Telling.Length)]);
                break;
            case 3:
                octets.RemoveRange(at, length);
                break;
            case 4:
                octets.InsertRange(at, octets.GetRange(at, length));
                break;
            default:
                byte[] other = corpus[random.Next(corpus.Count)];
                int from = random.Next(other.Length + 1);
                octets.InsertRange(at, other.AsSpan(from, Math.Min(random.Next(1, 33), other.Length - from)).ToArray());
                break;
        }
    }
}
