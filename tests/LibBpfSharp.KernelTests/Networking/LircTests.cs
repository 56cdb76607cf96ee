using LibBpfSharp.KernelTests.Support;
using LibBpfSharp.KernelTests.Tracing;

namespace LibBpfSharp.KernelTests.Networking;

public sealed class LircTests
{
    public LircTests() => Requires.Root();

    [Fact]
    public void A_decoder_runs_for_what_its_device_receives()
    {
        using AttachedProgram program = NetworkProgram.Load("infrared");
        string? device = Directory.EnumerateFiles("/dev", "lirc*").FirstOrDefault();
        Assert.SkipWhen(device is null, "needs an infrared device, as the module rc-loopback makes one");
        BpfProgramAttachment attachment = program.Program.AttachLirc(device);
        Assert.Equal([attachment.ProgramId], Lirc.Query(device).Ids);
        program.RunsUntilDisposed(attachment, () => File.WriteAllBytes(device, BitConverter.GetBytes(500)));
        Assert.Empty(Lirc.Query(device).Ids);
    }

    [Fact]
    public void What_is_no_infrared_device_is_told()
    {
        Assert.Equal(BpfAttachError.TargetNotFound, Assert.Throws<BpfAttachException>(() => Lirc.Query("/dev/lirc-of-nobody")).Reason);
        Assert.Equal(Errno.EINVAL, Assert.Throws<BpfAttachException>(() => Lirc.Query("/dev/null")).Errno);
    }
}
