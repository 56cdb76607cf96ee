using LibBpfSharp.Interop;

namespace LibBpfSharp.Tests.Features;

public sealed class MapProbeTests
{
    private readonly ProbedKernel _kernel = new();

    [Theory]
    [InlineData(BpfMapType.Hash, 4u, 4u, 1u, BpfMapFlags.None)]
    [InlineData(BpfMapType.StackTrace, 4u, 8u, 1u, BpfMapFlags.None)]
    [InlineData(BpfMapType.LpmTrie, 8u, 8u, 1u, BpfMapFlags.NoPrealloc)]
    [InlineData(BpfMapType.CgroupStorage, 16u, 8u, 0u, BpfMapFlags.None)]
    [InlineData(BpfMapType.Queue, 0u, 4u, 1u, BpfMapFlags.None)]
    [InlineData(BpfMapType.TaskStorage, 4u, 4u, 0u, BpfMapFlags.NoPrealloc)]
    [InlineData(BpfMapType.BloomFilter, 0u, 4u, 1u, BpfMapFlags.None)]
    [InlineData(BpfMapType.Arena, 0u, 0u, 1u, BpfMapFlags.Mmapable)]
    [InlineData(BpfMapType.InsnArray, 4u, 16u, 1u, BpfMapFlags.None)]
    [InlineData(BpfMapType.Rhash, 4u, 4u, 1u, BpfMapFlags.NoPrealloc)]
    public void Each_type_gets_the_sizes_it_asks_for(BpfMapType type, uint key, uint value, uint entries, BpfMapFlags flags)
    {
        Assert.True(_kernel.Features.ProbeMapType(type).IsSupported);
        MapCreateAttr made = Made();
        Assert.Equal((type, key, value, entries, flags), (made.MapType, made.KeySize, made.ValueSize, made.MaxEntries, made.MapFlags));
    }

    [Theory]
    [InlineData(BpfMapType.SkStorage)]
    [InlineData(BpfMapType.CgrpStorage)]
    public void Local_storage_comes_with_types(BpfMapType type)
    {
        Assert.True(_kernel.Features.ProbeMapType(type).IsSupported);
        MapCreateAttr made = Made();
        Assert.Equal((100, 1u, 1u), (made.BtfFd, made.BtfKeyTypeId, made.BtfValueTypeId));
        Assert.Equal(0, _kernel.Kernel.OpenDescriptors);
    }

    [Fact]
    public void A_map_of_maps_comes_with_an_inner_one()
    {
        Assert.True(_kernel.Features.ProbeMapType(BpfMapType.HashOfMaps).IsSupported);
        Assert.Equal(100, Made().InnerMapFd);
        Assert.Equal(0, _kernel.Kernel.OpenDescriptors);
    }

    [Theory]
    [InlineData(Errno.ENOTSUPP, BpfFeatureVerdict.Supported)]
    [InlineData(Errno.EINVAL, BpfFeatureVerdict.NotSupported)]
    [InlineData(Errno.ENOMEM, BpfFeatureVerdict.Inconclusive)]
    public void A_struct_ops_map_of_a_number_is_refused_by_those_who_know_it(Errno errno, BpfFeatureVerdict verdict)
    {
        _kernel.Make = _ => errno;
        Assert.Equal(verdict, _kernel.Features.ProbeMapType(BpfMapType.StructOps).Verdict);
    }

    [Fact]
    public void A_type_this_library_does_not_know_is_never_said_to_be_missing()
    {
        _kernel.Make = _ => Errno.EINVAL;
        Assert.Equal(BpfFeatureVerdict.Inconclusive, _kernel.Features.ProbeMapType((BpfMapType)999).Verdict);
    }

    [Fact]
    public void A_flag_is_asked_for_with_its_own_type_of_map()
    {
        _kernel.Make = map => map.MapFlags.HasFlag(BpfMapFlags.RbOverwrite) ? Errno.EINVAL : Errno.None;
        BpfFeatureSupport result = _kernel.Features.ProbeMapFlag(BpfMapFlags.RbOverwrite);
        Assert.Equal((BpfFeatureVerdict.NotSupported, new Version(6, 19)), (result.Verdict, result.Since));
        Assert.Equal((BpfMapType.Ringbuf, BpfMapFlags.RbOverwrite), (Made().MapType, Made().MapFlags));
    }

    [Fact]
    public void A_flag_of_maps_that_are_missing_is_missing()
    {
        _kernel.Make = map => map.MapType is BpfMapType.Arena ? Errno.EINVAL : Errno.None;
        Assert.Equal(BpfFeatureVerdict.NotSupported, _kernel.Features.ProbeMapFlag(BpfMapFlags.NoUserConv).Verdict);
        Assert.Single(_kernel.Kernel.Of(BpfCommand.MapCreate));
    }

    [Theory]
    [InlineData(BpfMapFlags.TokenFd)]
    [InlineData(BpfMapFlags.VtypeBtfObjFd)]
    public void A_flag_that_names_a_descriptor_is_known_where_the_descriptor_is_looked_at(BpfMapFlags flag)
    {
        _kernel.Make = map => map.MapFlags.HasFlag(flag) ? Errno.EBADF : map.MapType is BpfMapType.StructOps ? Errno.ENOTSUPP : Errno.None;
        Assert.True(_kernel.Features.ProbeMapFlag(flag).IsSupported);
    }

    [Fact]
    public void A_flag_of_paths_is_asked_for_with_a_path()
    {
        _kernel.Refuse = command => command is BpfCommand.ObjGet ? Errno.EBADF : Errno.EINVAL;
        Assert.True(_kernel.Features.ProbeMapFlag(BpfMapFlags.PathFd).IsSupported);
    }

    [Theory]
    [InlineData(BpfMapFlags.None)]
    [InlineData(BpfMapFlags.Mmapable | BpfMapFlags.RdonlyProg)]
    [InlineData((BpfMapFlags)0x80000000)]
    public void One_known_flag_is_asked_for_at_a_time(BpfMapFlags flags)
        => Assert.Throws<ArgumentOutOfRangeException>(() => _kernel.Features.ProbeMapFlag(flags));

    private MapCreateAttr Made() => _kernel.Kernel.Of(BpfCommand.MapCreate)[^1].Attributes<MapCreateAttr>();
}
