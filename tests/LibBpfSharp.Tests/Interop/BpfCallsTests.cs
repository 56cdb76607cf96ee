using LibBpfSharp.Interop;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.Tests.Interop;

public sealed class BpfCallsTests
{
    private static readonly ScriptedKernel s_five = new((call, _, _, _) => call == SystemCall.Bpf ? 5 : 0);

    [Fact]
    public void A_load_is_asked_again_five_times_when_signals_interrupt_it()
    {
        RecordingKernel kernel = new(FailingKernel.At(s_five, BpfCommand.ProgLoad, Errno.EAGAIN, count: 5));
        ProgramLoadAttr attributes = default;
        Assert.Equal(0, kernel.ProgramLoad(ref attributes, out BpfProgramHandle program));
        Assert.Equal(5, program.Descriptor);
        Assert.Equal(6, kernel.Of(BpfCommand.ProgLoad).Count);
        program.Dispose();
        Assert.Equal(0, kernel.OpenDescriptors);
    }

    [Fact]
    public void A_load_gives_up_in_the_end()
    {
        RecordingKernel kernel = new(FailingKernel.At(s_five, BpfCommand.ProgLoad, Errno.EAGAIN, count: 100));
        ProgramLoadAttr attributes = default;
        Assert.Equal(-(nint)Errno.EAGAIN, kernel.ProgramLoad(ref attributes, out BpfProgramHandle program));
        Assert.True(program.IsClosed);
        Assert.Equal(6, kernel.Calls.Count);
    }

    [Theory]
    [InlineData(Errno.EPERM)]
    [InlineData(Errno.EINTR)]
    [InlineData(Errno.EINVAL)]
    public void Any_other_errno_of_a_load_surfaces_at_once(Errno errno)
    {
        RecordingKernel kernel = new(FailingKernel.At(s_five, BpfCommand.ProgLoad, errno));
        ProgramLoadAttr attributes = default;
        Assert.Equal(-(nint)errno, kernel.ProgramLoad(ref attributes, out _));
        Assert.Single(kernel.Calls);
    }

    [Fact]
    public void A_kernel_is_given_the_size_of_the_struct_used_and_the_command()
    {
        RecordingKernel kernel = new(s_five);
        MapCreateAttr attributes = new() { MapType = BpfMapType.Hash, KeySize = 4, ValueSize = 8, MaxEntries = 10, MapName = ObjectName.From("flows") };
        Assert.Equal(0, kernel.MapCreate(ref attributes, out BpfMapHandle map));
        RecordedCall call = Assert.Single(kernel.Calls);
        Assert.Equal((SystemCall.Bpf, BpfCommand.MapCreate), (call.Call, call.Command));
        Assert.Equal(96, call.Given.Length);
        Assert.Equal("flows", call.Attributes<MapCreateAttr>().MapName.ToString());
        map.Dispose();
    }

    [Fact]
    public void A_link_is_updated_only_in_the_place_of_the_one_expected()
    {
        RecordingKernel kernel = new(new ScriptedKernel((_, _, _, _) => 0));
        using BpfLinkHandle link = new(kernel);
        using BpfProgramHandle replacement = new(kernel), expected = new(kernel);
        link.Adopt(10);
        replacement.Adopt(11);
        expected.Adopt(12);
        Assert.Equal(0, link.LinkUpdate(replacement, expected));
        Assert.Equal(0, link.LinkUpdate(replacement));
        LinkUpdateAttr first = kernel.Calls[0].Attributes<LinkUpdateAttr>(), second = kernel.Calls[1].Attributes<LinkUpdateAttr>();
        Assert.Equal((10, 11, BpfAttachFlags.Replace, 12), (first.LinkFd, first.NewProgFd, first.Flags, first.OldProgFd));
        Assert.Equal((10, 11, BpfAttachFlags.None, 0), (second.LinkFd, second.NewProgFd, second.Flags, second.OldProgFd));
    }

    [Theory]
    [InlineData("a name longer than fifteen", "a_name_longer_t")]
    [InlineData("x.rodata", "x.rodata")]
    [InlineData("größe", "gr__e")]
    public void A_name_is_cut_and_cleaned_as_the_kernel_wants(string name, string kept) => Assert.Equal(kept, ObjectName.From(name).ToString());
}
