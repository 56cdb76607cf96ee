using LibBpfSharp.Instructions;
using LibBpfSharp.KernelTests.Support;
using LibBpfSharp.TestSupport;
using static LibBpfSharp.Instructions.BpfRegister;

namespace LibBpfSharp.KernelTests.Maps;

/// <summary>Memory shared with programs.</summary>
public sealed class MemoryLeaseTests
{
    [Fact]
    public void The_elements_of_a_mapped_array_are_in_place()
    {
        using BpfMap map = TestMap.Create<uint, long>(BpfMapType.Array, 1000, BpfMapFlags.Mmapable);
        BpfArray<long> view = map.AsArray<long>();
        using BpfArrayLease<long> lease = view.Lease();
        lease[999] = 5;
        lease.Span[0] = 3;
        Assert.Equal((3L, 5L), (view[0], view[999]));
        view[1] = 4;
        Assert.Equal(4, lease.Read(1));
        Assert.Equal(1000, lease.Span.Length);
    }

    [Fact]
    public void Small_elements_have_places_of_eight_bytes()
    {
        using BpfMap map = TestMap.Create<uint, int>(BpfMapType.Array, 3, BpfMapFlags.Mmapable);
        using BpfArrayLease<int> lease = map.AsArray<int>().Lease();
        for (uint i = 0; i < 3; i++) lease[i] = (int)i + 10;
        Assert.Equal([10, 11, 12], map.AsArray<int>());
        try
        {
            _ = lease.Span;
            Assert.Fail("There is room between the elements.");
        }
        catch (InvalidOperationException refused)
        {
            Assert.Contains("indexer", refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Numbers_are_changed_in_one_step()
    {
        using BpfMap map = TestMap.Create<uint, long>(BpfMapType.Array, 4, BpfMapFlags.Mmapable);
        using BpfMemoryLease lease = map.LeaseMemory();
        Assert.Equal(4 * sizeof(long), lease.Length);
        lease.Write(8, 40L);
        Assert.Equal(42, lease.Add(8, 2L));
        Assert.Equal(42, lease.CompareExchange(8, 50L, 41L));
        Assert.Equal(42, lease.CompareExchange(8, 50L, 42L));
        Assert.Equal(50, lease.Read<long>(8));
        Interlocked.Increment(ref lease.At<long>(8));
        Assert.Equal(51, map.AsArray<long>()[1]);
        Assert.Equal(2u, lease.Add(0, 2u));
        try
        {
            lease.Read<long>(4);
            Assert.Fail("It is not aligned.");
        }
        catch (ArgumentException)
        {
        }

        try
        {
            lease.Read<long>(32);
            Assert.Fail("It is not in the memory.");
        }
        catch (ArgumentOutOfRangeException)
        {
        }
    }

    [Theory]
    [InlineData(BpfFileFlags.Rdonly, BpfMapFlags.None)]
    [InlineData(BpfFileFlags.Wronly, BpfMapFlags.None)]
    [InlineData(BpfFileFlags.Rdonly, BpfMapFlags.RdonlyProg)]
    public void Memory_of_a_map_opened_one_way_is_refused_with_the_cause(BpfFileFlags access, BpfMapFlags flags)
    {
        using BpfMap map = TestMap.Create<uint, long>(BpfMapType.Array, 4, BpfMapFlags.Mmapable | flags);
        using BpfMap opened = BpfMap.OpenById(map.Info.Id, access);
        Assert.Equal(BpfPermissionReason.AccessMode, Assert.Throws<BpfPermissionException>(() => opened.LeaseMemory()).Reason);
    }

    [Theory]
    [InlineData(BpfFileFlags.Rdonly)]
    [InlineData(BpfFileFlags.Wronly)]
    public void A_ring_of_a_map_opened_one_way_is_refused_with_the_cause(BpfFileFlags access)
    {
        Requires.MapType(BpfMapType.UserRingbuf);
        using BpfMap sent = BpfMap.Create(new() { Type = BpfMapType.UserRingbuf, MaxEntries = (uint)Environment.SystemPageSize });
        using BpfMap opened = BpfMap.OpenById(sent.Info.Id, access);
        Assert.Equal(BpfPermissionReason.AccessMode, Assert.Throws<BpfPermissionException>(() => opened.AsUserRingBuffer()).Reason);
    }

    [Fact]
    public void Memory_is_there_until_the_last_lease_is_returned_whoever_disposes()
    {
        BpfMap map = TestMap.Create<uint, long>(BpfMapType.Array, 512, BpfMapFlags.Mmapable);
        BpfMemoryLease first = map.LeaseMemory(), second = map.LeaseMemory();
        int before = Mappings();
        Thread other = new(map.Dispose);
        other.Start();
        other.Join();
        Assert.Throws<ObjectDisposedException>(() => map.LeaseMemory().Dispose());
        first.Bytes[0] = 1;
        first.Dispose();
        Assert.Equal(1, second.Bytes[0]);
        Assert.Equal(before, Mappings());
        second.Dispose();
        Assert.Equal(before - 1, Mappings());
    }

    [Fact]
    public void A_frozen_map_is_leased_for_reading()
    {
        using BpfMap map = TestMap.Create<uint, long>(BpfMapType.Array, 2, BpfMapFlags.Mmapable);
        map.AsArray<long>()[1] = 6;
        map.Freeze();
        using BpfMemoryLease lease = map.LeaseMemory();
        Assert.True(lease.IsReadOnly);
        Assert.Equal(6, lease.AsReadOnly<long>()[1]);
        Assert.Equal(6, lease.Read<long>(8));
        try
        {
            lease.Write(8, 7L);
            Assert.Fail("It may only be read.");
        }
        catch (InvalidOperationException)
        {
        }
    }

    [Fact]
    public void A_map_leased_for_writing_cannot_be_frozen()
    {
        using BpfMap map = TestMap.Create<uint, long>(BpfMapType.Array, 2, BpfMapFlags.Mmapable);
        using BpfMemoryLease lease = map.LeaseMemory();
        Assert.Equal(Errno.EBUSY, Assert.ThrowsAny<BpfException>(map.Freeze).Errno);
    }

    [Fact]
    public void A_program_and_a_lease_count_in_the_same_place()
    {
        using BpfMap map = TestMap.Create<uint, long>(BpfMapType.Array, 1, BpfMapFlags.Mmapable);
        BpfCode code = new BpfAssembler()
            .LoadMapValue(R1, "counter").Move(R2, 1).Atomic(BpfAtomicOperation.Add, BpfMemorySize.DoubleWord, R1, 0, R2).Move(R0, 1).Exit().Assemble();
        using BpfProgram program = BpfProgram.Load(code, new()
        {
            Type = BpfProgramType.CgroupSkb,
            Maps = new Dictionary<string, BpfMap> { ["counter"] = map },
        });
        using BpfMemoryLease lease = map.LeaseMemory();
        for (int i = 0; i < 10; i++) TestRun.Once(program);
        Assert.Equal(11, lease.Add(0, 1L));
    }

    [Fact]
    public void A_variable_is_leased_where_the_program_has_it()
    {
        Requires.Root();
        using BpfObject globals = BpfObject.Open(BpfFixtures.Path("globals"));
        globals.Load();
        BpfVariable variable = globals.Variables.First(v => !v.IsReadOnly && v.Size == 8 && (v.Map.Flags & BpfMapFlags.Mmapable) != 0);
        using BpfMemoryLease lease = variable.Lease();
        Assert.Equal(8, lease.Length);
        lease.Write(0, 77L);
        Assert.Equal(77, variable.Get<long>());
    }

    private static int Mappings() => File.ReadLines("/proc/self/maps").Count(line => line.EndsWith("anon_inode:bpf-map", StringComparison.Ordinal));
}
