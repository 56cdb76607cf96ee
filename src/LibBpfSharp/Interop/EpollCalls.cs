using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LibBpfSharp.Interop;

/// <summary>Waiting for descriptors: <c>epoll(7)</c> and <c>eventfd(2)</c>.</summary>
internal static unsafe class EpollCalls
{
    public const uint Readable = 0x1; // EPOLLIN
    public const uint Writable = 0x4; // EPOLLOUT
    public const uint EdgeTriggered = 0x8000_0000; // EPOLLET

    private const int CloseOnExec = 0x8_0000; // EPOLL_CLOEXEC, EFD_CLOEXEC
    private const int NonBlocking = 0x800; // EFD_NONBLOCK
    private const int Add = 1; // EPOLL_CTL_ADD
    private const int LargestEvent = 16;

    // struct epoll_event is packed on x86-64 only.
    private static readonly int s_dataOffset = RuntimeInformation.ProcessArchitecture is Architecture.X64 ? 4 : 8;
    private static readonly int s_eventSize = s_dataOffset + sizeof(ulong);

    /// <summary><c>epoll_create1(2)</c>, close-on-exec.</summary>
    public static nint CreateEpoll(this Kernel kernel, out DescriptorHandle epoll)
        => Adopt(kernel, kernel.Invoke(SystemCall.EpollCreate1, CloseOnExec), out epoll);

    /// <summary><c>eventfd2(2)</c> with a count of 0, close-on-exec, never blocking.</summary>
    public static nint CreateEventFd(this Kernel kernel, out DescriptorHandle eventFd)
        => Adopt(kernel, kernel.Invoke(SystemCall.EventFd2, 0, CloseOnExec | NonBlocking), out eventFd);

    /// <summary><c>EPOLL_CTL_ADD</c>.</summary>
    /// <param name="epoll">The set.</param>
    /// <param name="target">What to wait for.</param>
    /// <param name="events">When.</param>
    /// <param name="data">What the wait gives back for it.</param>
    public static nint AddToEpoll(this DescriptorHandle epoll, BpfHandle target, uint events, ulong data)
    {
        byte* buffer = stackalloc byte[LargestEvent];
        Unsafe.WriteUnaligned(buffer, events);
        Unsafe.WriteUnaligned(buffer + s_dataOffset, data);
        using HandleHold set = epoll.Hold();
        using HandleHold watched = target.Hold();
        return epoll.Kernel.Invoke(SystemCall.EpollCtl, set.Descriptor, Add, watched.Descriptor, (nint)buffer);
    }

    /// <summary><c>epoll_pwait(2)</c>.</summary>
    /// <param name="epoll">The set.</param>
    /// <param name="ready">Filled with the data of what is ready; holds one at least.</param>
    /// <param name="milliseconds">The longest wait; −1 for ever.</param>
    /// <returns>How many are ready, or the negated errno; EINTR by any signal, those of the runtime included.</returns>
    public static nint WaitEpoll(this DescriptorHandle epoll, Span<ulong> ready, int milliseconds)
    {
        byte* events = stackalloc byte[LargestEvent * ready.Length];
        using HandleHold hold = epoll.Hold();
        nint count = epoll.Kernel.Invoke(SystemCall.EpollPwait, hold.Descriptor, (nint)events, ready.Length, milliseconds, 0, sizeof(ulong));
        for (int i = 0; i < count; i++) ready[i] = Unsafe.ReadUnaligned<ulong>(events + i * s_eventSize + s_dataOffset);
        return count;
    }

    /// <summary>Makes an eventfd readable.</summary>
    public static nint Signal(this DescriptorHandle eventFd)
    {
        ulong one = 1;
        using HandleHold hold = eventFd.Hold();
        return eventFd.Kernel.Invoke(SystemCall.Write, hold.Descriptor, (nint)(&one), sizeof(ulong));
    }

    /// <summary>Makes an eventfd unreadable again.</summary>
    /// <returns>8, or the negated errno: EAGAIN if it was not readable.</returns>
    public static nint Clear(this DescriptorHandle eventFd)
    {
        ulong count;
        using HandleHold hold = eventFd.Hold();
        return eventFd.Kernel.Invoke(SystemCall.Read, hold.Descriptor, (nint)(&count), sizeof(ulong));
    }

    private static nint Adopt(Kernel kernel, nint result, out DescriptorHandle handle)
    {
        handle = new DescriptorHandle(kernel);
        result = handle.Adopt(result);
        if (result < 0) handle.Dispose();
        return result;
    }
}
