using System.Buffers.Binary;
using RmxDns.Answering;
using RmxDns.Server.Tests.Reload;
using RmxDns.Snapshot;
using RmxDns.Testing.Zones;

namespace RmxDns.Server.Tests.Compiled;

/// <summary>
/// A zone from a file is taken as it was written, or not at all: whatever octets are changed, with check values that fit, it is refused or
/// every query gets an answer without a fault. Changes fall where offsets, lengths and flags are more often than elsewhere.
/// </summary>
public sealed class SoundZoneTests
{
    private const int Changes = 1500;
    private const int Queries = 60;

    private static readonly byte[] Extremes = [0, 1, 0x7F, 0x80, 0xFF];

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    [InlineData(14)]
    public void Changed_octets_are_refused_or_answered_with(int seed)
    {
        using var keeper = new KeeperBench();
        IReadOnlyList<GeneratedZone> generated = new ZoneGenerator(seed).Zones(4);
        for (int i = 0; i < generated.Count; i++)
            _ = keeper.Write($"zone{i}", generated[i].ToYaml());
        keeper.Start();
        var random = new Random(seed);
        int refused = 0, taken = 0;
        foreach (Zone zone in keeper.Current.Value.Zones)
        {
            byte[][] queries = [.. new QueryGenerator(seed).Queries([.. generated.Where(other => other.Apex.Equals(zone.Apex))], Queries).Select((query, i) => query.Query.Encode((ushort)i))];
            var memory = new Memory(zone);
            Assert.NotNull(memory.Restore(zone, zone.Numbers));
            for (int i = 0; i < Changes; i++)
            {
                ZoneNumbers numbers = memory.Change(zone, random);
                Zone? restored = memory.Restore(zone, numbers);
                refused += restored is null ? 1 : 0;
                taken += restored is null ? 0 : 1;
                if (restored is not null)
                    AskAll(restored, queries);
                memory.Reset(zone);
            }
        }
        Assert.True(refused > taken / 4 && taken > refused / 20, $"{refused} refused, {taken} taken");
    }

    [Fact]
    public void Work_is_bounded_by_the_size_of_the_zone()
    {
        // Every slot leads to the same node, whose rows all lead to the same long RRset: cheap to write down, dear to follow.
        using var keeper = new KeeperBench();
        _ = keeper.Write("a.test", KeeperBench.Text("192.0.2.1"));
        keeper.Start();
        Zone small = Assert.Single(keeper.Current.Value.Zones);
        const int Rows = 60_000;
        int rrSet = 1, node = rrSet + 17 + (5000 * 28);
        byte[] block = GC.AllocateArray<byte>(node + 4 + (Rows * 6) + 8, pinned: true);
        BinaryPrimitives.WriteUInt16LittleEndian(block.AsSpan(rrSet), 1);
        BinaryPrimitives.WriteUInt16LittleEndian(block.AsSpan(rrSet + 2), 5000);
        BinaryPrimitives.WriteUInt32LittleEndian(block.AsSpan(rrSet + 4), 5000 * 28);
        for (int i = 0; i < 5000; i++)
        {
            Span<byte> rr = block.AsSpan(rrSet + 17 + (i * 28));
            ((ReadOnlySpan<byte>)[0xC0, 0x0C, 0, 1, 0, 1, 0, 0, 0, 1, 0, 16]).CopyTo(rr);
        }
        block[node + 1] = 8;
        BinaryPrimitives.WriteUInt16LittleEndian(block.AsSpan(node + 2), Rows);
        for (int i = 0; i < Rows; i++)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(block.AsSpan(node + 4 + (i * 6)), 1);
            BinaryPrimitives.WriteUInt32LittleEndian(block.AsSpan(node + 6 + (i * 6)), (uint)rrSet);
        }
        small.Apex.Wire.CopyTo(block.AsSpan(node + 4 + (Rows * 6)));
        var name = new HashedName();
        name.Set(small.Apex.Wire);
        ulong[] slots = GC.AllocateArray<ulong>(1 << 12, pinned: true);
        Array.Fill(slots, ((ulong)name.Hash(0) << 32) | (uint)node);
        slots[(name.Hash(0) - 1) & (slots.Length - 1)] = 0;
        var clock = System.Diagnostics.Stopwatch.StartNew();
        Assert.Null(Memory.Restore(small, small.Numbers with { NameCount = slots.Length - 1 }, block, slots));
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(5), $"{clock.Elapsed}");
    }

    private static void AskAll(Zone zone, byte[][] queries)
    {
        var answerer = new Answerer(new AnswerSettings());
        byte[] response = new byte[65_535];
        ZoneSet served = ZoneSet.Empty.With([zone], []);
        foreach (byte[] query in queries)
        {
            foreach (Transport transport in (Transport[])[Transport.Udp, Transport.Stream])
                Assert.InRange(answerer.Answer(served, query, response, transport), 12, response.Length);
        }
    }

    /// <summary>A copy of a zone's octets that does not move.</summary>
    private sealed class Memory
    {
        private readonly byte[] _block;
        private readonly ulong[] _slots;

        public Memory(Zone zone)
        {
            _block = GC.AllocateUninitializedArray<byte>(zone.Block.Length, pinned: true);
            _slots = GC.AllocateUninitializedArray<ulong>(zone.Slots.Length, pinned: true);
            Reset(zone);
        }

        public void Reset(Zone zone)
        {
            zone.Block.CopyTo(_block);
            zone.Slots.CopyTo(_slots);
        }

        public Zone? Restore(Zone zone, ZoneNumbers numbers) => Restore(zone, numbers, _block, _slots);

        public static unsafe Zone? Restore(Zone zone, ZoneNumbers numbers, byte[] pinned, ulong[] slots)
        {
            fixed (byte* block = pinned)
            {
                fixed (ulong* table = slots)
                    return Zone.Restore(zone.Apex, numbers, block, pinned.Length, table, slots.Length);
            }
        }

        /// <summary>Changes one thing or two.</summary>
        public ZoneNumbers Change(Zone zone, Random random)
        {
            ZoneNumbers numbers = zone.Numbers;
            for (int i = random.Next(1, 3); i > 0; i--)
            {
                int node = NodeOf(random);
                int rows = BinaryPrimitives.ReadUInt16LittleEndian(_block.AsSpan(node + 2));
                switch (random.Next(8))
                {
                    case 0:
                        _slots[random.Next(_slots.Length)] ^= 1UL << random.Next(64);
                        break;
                    case 1:
                        numbers = Change(numbers, random);
                        break;
                    case 2 or 3:
                        Change(random, node, 4 + (rows * 6));
                        break;
                    case 4 or 5 when rows > 0 && node + 10 <= _block.Length:
                        Change(random, (int)BinaryPrimitives.ReadUInt32LittleEndian(_block.AsSpan(node + 6)), 17 + 12);
                        break;
                    default:
                        Change(random, 0, _block.Length);
                        break;
                }
            }
            return numbers;
        }

        private int NodeOf(Random random)
        {
            int slot = random.Next(_slots.Length);
            while ((uint)_slots[slot] == 0 || (uint)_slots[slot] > _block.Length - 4)
                slot = (slot + 1) % _slots.Length;
            return (int)(uint)_slots[slot];
        }

        private void Change(Random random, int from, int length)
        {
            if (from < 0 || from >= _block.Length)
                return;
            int at = Math.Min(_block.Length - 1, from + random.Next(length));
            _block[at] = random.Next(2) == 0 ? Extremes[random.Next(Extremes.Length)] : (byte)random.Next(256);
        }

        private static ZoneNumbers Change(ZoneNumbers numbers, Random random) => random.Next(3) switch
        {
            0 => numbers with { NameCount = numbers.NameCount + random.Next(-1, 2) },
            1 => numbers with { MaxLabels = random.Next(0, 130) },
            _ => numbers with { NegativeSoa = random.Next(-5, 1000) },
        };
    }
}
