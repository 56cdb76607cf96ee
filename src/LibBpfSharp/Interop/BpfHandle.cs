using System.Runtime.InteropServices;
using LibBpfSharp.Interop;

namespace LibBpfSharp;

/// <summary>A file descriptor that stands for something in the kernel: close-on-exec, 3 or above, closed once.</summary>
/// <remarks>
/// Descriptors 0 to 2 are never kept, since 0 means "none" in many fields of <c>union bpf_attr</c>.
/// Allocate the handle before the system call and <see cref="Adopt"/> its result, so that no failed allocation leaks a descriptor.
/// </remarks>
public abstract class BpfHandle : SafeHandle
{
    private const int DuplicateCloseOnExec = 1030; // F_DUPFD_CLOEXEC

    private volatile bool _isDisposed;

    private protected BpfHandle(Kernel kernel)
        : base(invalidHandleValue: -1, ownsHandle: true) => Kernel = kernel;

    /// <inheritdoc/>
    public override bool IsInvalid => handle < 0;

    /// <summary>Whether the handle was disposed, even if calls under way still hold the descriptor open.</summary>
    internal bool IsDisposed => _isDisposed;

    /// <summary>The kernel the descriptor belongs to.</summary>
    internal Kernel Kernel { get; }

    /// <summary>The descriptor's number, for use while the handle is known to be held.</summary>
    internal int Descriptor => (int)handle;

    /// <summary>Takes ownership of a descriptor just returned by the kernel; moves one of 0–2 upwards first.</summary>
    /// <returns>0, or the negated errno if the descriptor could not be moved.</returns>
    internal nint Adopt(nint descriptor)
    {
        if (descriptor is >= 0 and < 3)
        {
            nint moved = Kernel.Invoke(SystemCall.Fcntl, descriptor, DuplicateCloseOnExec, 3);
            Kernel.Invoke(SystemCall.Close, descriptor);
            descriptor = moved;
        }

        if (descriptor < 0) return descriptor;
        SetHandle(descriptor);
        return 0;
    }

    /// <summary>Keeps the descriptor open for a <c>using</c> scope; <see cref="ObjectDisposedException"/> if the handle was disposed.</summary>
    internal HandleHold Hold() => new(this);

    // A handle that is always in some call would otherwise never close: the base class goes on lending it until nobody holds it.
    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _isDisposed = true;
        base.Dispose(disposing);
    }

    /// <inheritdoc/>
    protected override bool ReleaseHandle() => Kernel.Invoke(SystemCall.Close, handle) == 0;
}
