using LibBpfSharp.Btf;
using LibBpfSharp.Interop;
using LibBpfSharp.KernelTests.Support;

namespace LibBpfSharp.KernelTests.Maps;

/// <summary>Every flag of an element operation, and every refusal.</summary>
public sealed class ElementFlagTests
{
    private static readonly byte[] s_key = [1, 0, 0, 0];

    [Fact]
    public void Conditions_decide_whether_an_element_is_written()
    {
        using BpfMap map = TestMap.Create<int, long>(BpfMapType.Hash, 4);
        Assert.Equal(Errno.ENOENT, Refusal(() => map.Update(s_key, new byte[8], BpfElementFlags.Exist)));
        map.Update(s_key, new byte[8], BpfElementFlags.Noexist);
        Assert.Equal(Errno.EEXIST, Refusal(() => map.Update(s_key, new byte[8], BpfElementFlags.Noexist)));
        map.Update(s_key, [1, 0, 0, 0, 0, 0, 0, 0], BpfElementFlags.Exist);
        Assert.Equal(1, map.Lookup(s_key)[0]);
    }

    [Fact]
    public void A_value_with_a_lock_is_read_and_written_under_it()
    {
        using BpfMap map = WithLock();
        BpfHash<int, Locked> view = map.AsHash<int, Locked>();
        view.Set(1, new Locked(0, 7));
        view.Set(1, new Locked(0, 8), BpfElementFlags.Lock | BpfElementFlags.Exist);
        Assert.True(view.TryGet(1, out Locked value, BpfElementFlags.Lock));
        Assert.Equal((8, 0), (value.Count, value.Lock));
        Assert.True(view.TryAdd(2, new Locked(0, 9), BpfElementFlags.Lock));
        Assert.True(view.TryUpdate(2, new Locked(0, 10), BpfElementFlags.Lock));
        view.SetBatch([3], [new Locked(0, 11)], BpfElementFlags.Lock);
        Locked[] values = new Locked[4];
        Assert.Equal(3, view.GetBatch(new(), new int[4], values, BpfElementFlags.Lock));
        Assert.Equal([8, 10, 11], values[..3].Select(v => v.Count).Order());
        using BpfMap without = TestMap.Create<int, long>(BpfMapType.Hash, 4);
        Assert.Equal(Errno.EINVAL, Refusal(() => without.TryLookup(s_key, new byte[8], BpfElementFlags.Lock)));
    }

    [Fact]
    public void A_value_with_a_lock_is_taken_out_under_it()
    {
        using BpfMap map = WithLock();
        BpfHash<int, Locked> view = map.AsHash<int, Locked>();
        view.Set(2, new Locked(0, 10));
        try
        {
            Assert.True(view.Remove(2, out Locked without));
            Assert.Equal(10, without.Count);
        }
        catch (BpfNotSupportedException lacking)
        {
            Assert.Equal(new Version(5, 14), lacking.Since);
            Assert.Skip($"needs what this kernel lacks: {lacking.Feature}");
        }

        view.Set(2, new Locked(0, 11));
        Assert.True(view.Remove(2, out Locked value, BpfElementFlags.Lock));
        Assert.Equal(11, value.Count);
        Assert.False(view.Remove(2, out _, BpfElementFlags.Lock));
    }

    [Fact]
    public void One_CPUs_value_is_written_where_the_kernel_can()
    {
        using BpfMap map = TestMap.Create<uint, long>(BpfMapType.PercpuArray, 2);
        BpfPerCpuArray<long> view = map.AsPerCpuArray<long>();
        view.SetAll(1, 4);
        try
        {
            view.Set(1, view.CpuCount - 1, 9L);
        }
        catch (BpfNotSupportedException lacking)
        {
            Assert.Equal(Errno.EINVAL, lacking.Errno);
            Assert.Equal(4, view.Get(1, 0));
            Assert.Skip($"needs what this kernel lacks: {lacking.Feature}");
        }

        Assert.Equal((4L * (view.CpuCount - 1)) + 9, view.Sum(1));
        Assert.Equal(9, view.Get(1, view.CpuCount - 1));
    }

    [Fact]
    public unsafe void A_kernel_that_reads_values_of_all_CPUs_reads_no_memory_of_others()
    {
        const int NoAccess = 0, ReadWrite = 3, PrivateAnonymous = 0x22;
        using BpfMap map = TestMap.Create<uint, long>(BpfMapType.PercpuArray, 2);
        BpfPerCpuArray<long> view = map.AsPerCpuArray<long>();
        int page = Environment.SystemPageSize;
        nint pages = Kernel.Running.Invoke(SystemCall.Mmap, 0, 2 * page, NoAccess, PrivateAnonymous, -1, 0);
        Assert.Equal(pages, Kernel.Running.Invoke(SystemCall.Mmap, pages, page, ReadWrite, PrivateAnonymous | 0x10, -1, 0));
        try
        {
            ref long last = ref *(long*)(pages + page - sizeof(long));
            last = 4;
            view.SetAll(1, last);
            Assert.Equal(4L * view.CpuCount, view.Sum(1));
            try
            {
                view.Set(1, 0, last);
            }
            catch (BpfNotSupportedException lacking)
            {
                Assert.Equal(Errno.EINVAL, lacking.Errno);
            }
        }
        finally
        {
            Kernel.Running.Invoke(SystemCall.Munmap, pages, 2 * page);
        }
    }

    [Fact]
    public void A_full_map_a_missing_key_and_a_frozen_map_have_errors_of_their_own()
    {
        using BpfMap map = TestMap.Create<int, long>(BpfMapType.Hash, 2, BpfMapFlags.NoPrealloc);
        BpfHash<int, long> view = map.AsHash<int, long>();
        view.SetBatch([1, 2], [1, 2]);
        BpfException full = Assert.ThrowsAny<BpfException>(() => view[3] = 3);
        Assert.Equal(Errno.E2BIG, full.Errno);
        Assert.Contains("2 elements", full.Message, StringComparison.Ordinal);
        Assert.Throws<KeyNotFoundException>(() => view[3]);

        map.Freeze();
        BpfPermissionException frozen = Assert.Throws<BpfPermissionException>(() => view[1] = 3);
        Assert.Equal((Errno.EPERM, BpfPermissionReason.AccessMode), (frozen.Errno, frozen.Reason));
        Assert.Throws<BpfPermissionException>(() => view.Remove(1));
        Assert.Equal(1, view[1]);
    }

    [Fact]
    public void A_map_opened_for_reading_or_writing_does_nothing_else()
    {
        using BpfMap map = TestMap.Create<int, long>(BpfMapType.Hash, 2);
        map.AsHash<int, long>()[1] = 5;
        using BpfMap reader = BpfMap.OpenById(map.Info.Id, BpfFileFlags.Rdonly), writer = BpfMap.OpenById(map.Info.Id, BpfFileFlags.Wronly);
        Assert.Equal(5, reader.AsHash<int, long>()[1]);
        Assert.Throws<BpfPermissionException>(() => reader.AsHash<int, long>()[1] = 6);
        writer.AsHash<int, long>()[1] = 6;
        Assert.Throws<BpfPermissionException>(() => writer.AsHash<int, long>()[1]);
        Assert.Equal("test", reader.Name);
    }

    [Fact]
    public void What_the_kernel_does_not_make_says_why()
    {
        BpfException large = Assert.ThrowsAny<BpfException>(() => TestMap.Create(BpfMapType.Hash, 4, int.MaxValue, 1));
        Assert.Equal(Errno.E2BIG, large.Errno);
        Assert.Contains("too large", large.Message, StringComparison.Ordinal);
        Assert.Equal(Errno.EINVAL, Refusal(() => TestMap.Create(BpfMapType.Array, 8, 8, 1)));
        Assert.Equal(Errno.EINVAL, Refusal(() => TestMap.Create(BpfMapType.ArrayOfMaps, 4, 4, 1)));
        Assert.Equal(Errno.ENOENT, Refusal(() => BpfMap.OpenById(uint.MaxValue - 1)));
    }

    [Fact]
    public void A_view_is_of_one_family()
    {
        using BpfMap map = TestMap.Create<int, long>(BpfMapType.Hash, 2);
        Assert.Contains("is a Hash", Assert.Throws<InvalidOperationException>(() => map.AsArray<long>()).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => map.AsQueue<long>());
        Assert.Throws<InvalidOperationException>(() => map.LeaseMemory().Dispose());
        Assert.Throws<BpfLayoutException>(() => map.AsHash<int, int>());
    }

    [Fact]
    public void A_disposed_map_says_so()
    {
        BpfMap map = TestMap.Create<int, long>(BpfMapType.Hash, 2);
        BpfHash<int, long> view = map.AsHash<int, long>();
        map.Dispose();
        map.Dispose();
        Assert.Throws<ObjectDisposedException>(() => view[1]);
        Assert.Throws<ObjectDisposedException>(() => view.Count());
        Assert.Throws<ObjectDisposedException>(() => map.AsHash<int, long>());
    }

    private static BpfMap WithLock()
    {
        Requires.Root();
        BtfBuilder types = BtfBuilder.Create();
        uint number = types.AddInt("int", 4, BtfIntEncoding.Signed), unsigned = types.AddInt("unsigned int", 4);
        uint spinLock = types.AddStruct("bpf_spin_lock", 4);
        types.AddMember("val", unsigned, 0);
        uint value = types.AddStruct("locked", 8);
        types.AddMember("lock", spinLock, 0);
        types.AddMember("count", number, 32);
        return BpfMap.Create(new()
        {
            Type = BpfMapType.Hash,
            Name = "locked",
            KeySize = 4,
            ValueSize = 8,
            MaxEntries = 4,
            Types = types.Build(),
            KeyTypeId = number,
            ValueTypeId = value,
        });
    }

    private static Errno Refusal(Action action) => Assert.ThrowsAny<BpfException>(action).Errno;

    private record struct Locked(int Lock, int Count);
}
