using LibBpfSharp.Btf;
using LibBpfSharp.Interop;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.Tests.Maps;

/// <summary>A map of no object is made with all the care an object's map is.</summary>
public sealed unsafe class MapCreationTests
{
    private static readonly BpfMapOptions s_counters = new() { Type = BpfMapType.Hash, Name = "counters", KeySize = 4, ValueSize = 8, MaxEntries = 4 };

    [Theory]
    [InlineData(BpfMapType.Devmap, Errno.EINVAL)]
    [InlineData(BpfMapType.DevmapHash, Errno.EINVAL)]
    [InlineData(BpfMapType.Hash, Errno.EPERM)]
    public void Locked_memory_is_raised_for_what_a_type_says_where_it_lacks_some(BpfMapType type, Errno errno)
    {
        ScriptedBpf? kernel = null;
        kernel = new((command, _) => command is BpfCommand.ProgLoad or BpfCommand.MapCreate && kernel!.Raised == 0 ? -(nint)errno : null);
        RecordingKernel recorded = new(kernel);
        BpfMap.Create(s_counters with { Type = type }, recorded).Dispose();
        Assert.Equal(1, kernel.Raised);
        Assert.Equal(2, recorded.Of(BpfCommand.MapCreate).Count);
    }

    [Fact]
    public void Locked_memory_is_left_alone_where_EINVAL_cannot_be_about_it()
    {
        ScriptedBpf kernel = new((command, _) => command is BpfCommand.ProgLoad or BpfCommand.MapCreate ? -(nint)Errno.EINVAL : null);
        Assert.Throws<BpfException>(() => BpfMap.Create(s_counters, kernel));
        Assert.Equal(0, kernel.Raised);
    }

    [Fact]
    public void Types_are_left_out_where_the_map_is_refused_with_them()
    {
        RecordingKernel kernel = new(new ScriptedBpf((command, attributes)
            => command is BpfCommand.MapCreate && ((MapCreateAttr*)attributes)->BtfKeyTypeId != 0 ? -(nint)Errno.EINVAL : null));
        BpfMap.Create(WithTypes(s_counters), kernel).Dispose();
        Assert.Equal([(true, 1u, 2u), (false, 0u, 0u)], kernel.Of(BpfCommand.MapCreate).Select(TypesOf));
    }

    [Fact]
    public void Types_are_left_out_where_the_kernel_takes_no_BTF()
    {
        RecordingKernel kernel = new(new ScriptedBpf((command, _) => command is BpfCommand.BtfLoad ? -(nint)Errno.EINVAL : null));
        BpfMap.Create(WithTypes(s_counters), kernel).Dispose();
        Assert.Equal([(false, 0u, 0u)], kernel.Of(BpfCommand.MapCreate).Select(TypesOf));
    }

    [Fact]
    public void Types_are_rewritten_for_a_kernel_that_knows_fewer_kinds()
    {
        BtfBuilder types = BtfBuilder.Create();
        types.AddInt("int", 4);
        types.AddInt("long long", 8);
        types.AddFloat("double", 8);
        BtfKernel kernel = new(new ScriptedBpf((_, _) => null), spec => spec.EnumerateOwnTypes().All(type => type.Kind is not BtfKind.Float));
        RecordingKernel recorded = new(kernel);
        BpfMap.Create(s_counters with { Types = types.Build(), KeyTypeId = 1, ValueTypeId = 2 }, recorded).Dispose();
        Assert.Equal([(true, 1u, 2u)], recorded.Of(BpfCommand.MapCreate).Select(TypesOf));
    }

    [Fact]
    public void Local_storage_cannot_do_without_types()
    {
        ScriptedBpf kernel = new((command, _) => command is BpfCommand.BtfLoad ? -(nint)Errno.EINVAL : null);
        BpfException refused = Assert.Throws<BpfException>(() => BpfMap.Create(s_counters with { Type = BpfMapType.TaskStorage, MaxEntries = 0 }, kernel));
        Assert.Equal((Errno.EINVAL, BpfCommand.BtfLoad), (refused.Errno, refused.Command));
    }

    [Fact]
    public void Types_are_kept_from_a_map_that_never_takes_any()
    {
        RecordingKernel kernel = new(new ScriptedBpf((_, _) => null));
        BpfMap.Create(WithTypes(s_counters with { Type = BpfMapType.Cpumap }), kernel).Dispose();
        Assert.Equal([(false, 0u, 0u)], kernel.Of(BpfCommand.MapCreate).Select(TypesOf));
    }

    [Fact]
    public void A_name_is_left_out_where_it_is_refused()
    {
        RecordingKernel kernel = new(new ScriptedBpf((command, attributes)
            => command is BpfCommand.MapCreate && ((MapCreateAttr*)attributes)->MapName[0] != 0 ? -(nint)Errno.E2BIG : null));
        BpfMap.Create(WithTypes(s_counters), kernel).Dispose();
        Assert.Equal("", kernel.Of(BpfCommand.MapCreate)[^1].Attributes<MapCreateAttr>().MapName.ToString());
        Assert.Equal((true, 1u, 2u), TypesOf(kernel.Of(BpfCommand.MapCreate)[^1]));
    }

    [Theory]
    [InlineData(BpfMapType.Ringbuf)]
    [InlineData(BpfMapType.UserRingbuf)]
    public void The_size_of_a_ring_buffer_is_rounded_to_what_the_kernel_takes(BpfMapType type)
    {
        uint page = (uint)Environment.SystemPageSize;
        RecordingKernel kernel = new(new ScriptedBpf((_, _) => null));
        BpfMap.Create(new() { Type = type, MaxEntries = (2 * page) + 1 }, kernel).Dispose();
        Assert.Equal(4 * page, kernel.Of(BpfCommand.MapCreate).Single().Attributes<MapCreateAttr>().MaxEntries);
    }

    [Fact]
    public void A_perf_event_array_without_a_size_has_an_element_for_each_CPU()
    {
        RecordingKernel kernel = new(new ScriptedBpf((_, _) => null));
        BpfMap.Create(new() { Type = BpfMapType.PerfEventArray, KeySize = 4, ValueSize = 4 }, kernel).Dispose();
        Assert.Equal((uint)PossibleCpus.Count(Kernel.Running), kernel.Of(BpfCommand.MapCreate).Single().Attributes<MapCreateAttr>().MaxEntries);
    }

    [Theory]
    [InlineData(BpfMapType.LpmTrie, BpfMapFlags.NoPrealloc)]
    [InlineData(BpfMapType.Rhash, BpfMapFlags.NoPrealloc)]
    [InlineData(BpfMapType.InodeStorage, BpfMapFlags.NoPrealloc)]
    [InlineData(BpfMapType.Arena, BpfMapFlags.Mmapable)]
    public void Flags_without_which_there_is_no_such_map_are_added(BpfMapType type, BpfMapFlags flags)
    {
        RecordingKernel kernel = new(new ScriptedBpf((_, _) => null));
        BpfMap.Create(s_counters with { Type = type }, kernel).Dispose();
        Assert.Equal(flags, kernel.Of(BpfCommand.MapCreate).Single().Attributes<MapCreateAttr>().MapFlags);
    }

    [Fact]
    public void A_token_goes_along_with_the_types_as_well()
    {
        RecordingKernel kernel = new(new ScriptedBpf((_, _) => null));
        BpfMap.Create(WithTypes(s_counters) with { TokenPath = "/" }, kernel).Dispose();
        int token = (int)kernel.Of(BpfCommand.TokenCreate).Single().Result;
        Assert.Equal(token, kernel.Of(BpfCommand.BtfLoad).Single().Attributes<BtfLoadAttr>().BtfTokenFd);
        Assert.Equal(token, kernel.Of(BpfCommand.MapCreate).Single().Attributes<MapCreateAttr>().MapTokenFd);
    }

    private static BpfMapOptions WithTypes(BpfMapOptions options)
    {
        BtfBuilder types = BtfBuilder.Create();
        return options with { KeyTypeId = types.AddInt("int", 4), ValueTypeId = types.AddInt("long long", 8), Types = types.Build() };
    }

    private static (bool Has, uint Key, uint Value) TypesOf(RecordedCall call)
    {
        MapCreateAttr map = call.Attributes<MapCreateAttr>();
        return (map.BtfFd != 0, map.BtfKeyTypeId, map.BtfValueTypeId);
    }
}
