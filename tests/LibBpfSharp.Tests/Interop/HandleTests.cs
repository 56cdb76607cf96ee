using LibBpfSharp.Interop;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.Tests.Interop;

public sealed class HandleTests
{
    private readonly List<string> _calls = [];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void A_descriptor_below_3_is_moved_and_the_old_one_closed(int descriptor)
    {
        BpfMapHandle handle = new(Answering(duplicate: 9));
        Assert.Equal(0, handle.Adopt(descriptor));
        Assert.Equal(9, handle.Descriptor);
        handle.Dispose();
        Assert.Equal([$"F_DUPFD_CLOEXEC {descriptor} from 3", $"Close {descriptor}", "Close 9"], _calls);
    }

    [Fact]
    public void A_descriptor_that_cannot_be_moved_is_closed_all_the_same()
    {
        BpfMapHandle handle = new(Answering(duplicate: -(int)Errno.EMFILE));
        Assert.Equal(-(nint)Errno.EMFILE, handle.Adopt(2));
        Assert.True(handle.IsInvalid);
        handle.Dispose();
        Assert.Equal(["F_DUPFD_CLOEXEC 2 from 3", "Close 2"], _calls);
    }

    [Fact]
    public void A_failure_is_passed_on_and_nothing_closed()
    {
        BpfMapHandle handle = new(Answering(duplicate: 9));
        Assert.Equal(-(nint)Errno.EPERM, handle.Adopt(-(nint)Errno.EPERM));
        handle.Dispose();
        Assert.Empty(_calls);
    }

    [Fact]
    public void Disposing_twice_closes_once()
    {
        BpfMapHandle handle = new(Answering(duplicate: 9));
        handle.Adopt(5);
        handle.Dispose();
        handle.Dispose();
        Assert.Equal(["Close 5"], _calls);
    }

    [Fact]
    public void A_hold_keeps_the_descriptor_open_and_a_disposed_handle_gives_none()
    {
        BpfMapHandle handle = new(Answering(duplicate: 9));
        handle.Adopt(5);
        using (HandleHold hold = handle.Hold())
        {
            handle.Dispose();
            Assert.Equal(5, hold.Descriptor);
            Assert.Empty(_calls);
        }

        Assert.Equal(["Close 5"], _calls);
        Assert.Throws<ObjectDisposedException>(() => handle.Hold().Dispose());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_descriptor_below_3_that_cannot_be_moved_stays_its_givers(bool ownsHandle)
    {
        Assert.Equal(Errno.EMFILE, Assert.Throws<BpfException>(() => new GivenHandle(Answering(duplicate: -(int)Errno.EMFILE), 0, ownsHandle)).Errno);
        Assert.Equal(["F_DUPFD_CLOEXEC 0 from 3"], _calls);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_descriptor_below_3_that_is_given_is_closed_only_if_it_is_owned(bool ownsHandle)
    {
        using (GivenHandle handle = new(Answering(duplicate: 9), 0, ownsHandle)) Assert.Equal(9, handle.Descriptor);
        Assert.Equal(ownsHandle ? ["F_DUPFD_CLOEXEC 0 from 3", "Close 0", "Close 9"] : ["F_DUPFD_CLOEXEC 0 from 3", "Close 9"], _calls);
    }

    private ScriptedKernel Answering(int duplicate) => new((call, a, b, c) =>
    {
        _calls.Add(call == SystemCall.Fcntl ? $"F_DUPFD_CLOEXEC {a} from {c}" : $"{call} {a}");
        Assert.True(call != SystemCall.Fcntl || b == 1030);
        return call == SystemCall.Fcntl ? duplicate : 0;
    });

    private sealed class GivenHandle(Kernel kernel, nint descriptor, bool ownsHandle) : BpfHandle(kernel, descriptor, ownsHandle);
}
