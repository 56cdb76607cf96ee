using System.Runtime.InteropServices;
using LibBpfSharp.Interop;

namespace LibBpfSharp;

/// <summary>A file descriptor that stands for something in the kernel: 3 or above, closed once, and, if this library made it, close-on-exec.</summary>
/// <remarks>Descriptors 0 to 2 are never kept, since 0 means "none" in many fields of <c>union bpf_attr</c>.</remarks>
public abstract class BpfHandle : SafeHandle
{
    private volatile bool _isDisposed;

    private protected BpfHandle(Kernel kernel)
        : base(invalidHandleValue: -1, ownsHandle: true)
    {
        Kernel = kernel;
        OwnsDescriptor = true;
    }

    /// <param name="kernel">The kernel the descriptor belongs to.</param>
    /// <param name="descriptor">An open descriptor, made elsewhere. One of 0 to 2 is duplicated, and closed if it is owned. After an exception it is the caller's, and open.</param>
    /// <param name="ownsHandle">Whether disposing the handle closes the descriptor.</param>
    private protected BpfHandle(Kernel kernel, nint descriptor, bool ownsHandle)
        : base(invalidHandleValue: -1, ownsHandle || IsLow(descriptor))
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(descriptor, int.MaxValue);
        Kernel = kernel;
        OwnsDescriptor = ownsHandle || IsLow(descriptor);
        if (!IsLow(descriptor))
        {
            SetHandle(descriptor);
            return;
        }

        nint kept = kernel.Duplicate(descriptor);
        Errno errno = kept.ToErrno();
        if (errno == Errno.None)
        {
            SetHandle(kept);
            if (ownsHandle) kernel.Invoke(SystemCall.Close, descriptor);
            return;
        }

        throw new BpfException($"Descriptor {descriptor} cannot be duplicated, and no handle keeps one below 3: {errno.Describe()}.", errno);
    }

    /// <inheritdoc/>
    public override bool IsInvalid => handle < 0;

    /// <summary>Whether the handle was disposed, even if calls under way still hold the descriptor open.</summary>
    internal bool IsDisposed => _isDisposed;

    /// <summary>The kernel the descriptor belongs to.</summary>
    internal Kernel Kernel { get; }

    /// <summary>The descriptor's number, for use while the handle is known to be held.</summary>
    internal int Descriptor => (int)handle;

    /// <summary>Whether the descriptor is closed with the handle.</summary>
    internal bool OwnsDescriptor { get; }

    /// <summary>Takes ownership of a descriptor just returned by the kernel; moves one of 0–2 upwards first.</summary>
    /// <remarks>The handle is allocated before the system call, so that no failed allocation leaks a descriptor.</remarks>
    /// <returns>0, or the negated errno if the descriptor could not be moved.</returns>
    internal nint Adopt(nint descriptor)
    {
        if (IsLow(descriptor))
        {
            nint moved = Kernel.Duplicate(descriptor);
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

    private static bool IsLow(nint descriptor) => descriptor is >= 0 and < DuplicateCalls.LowestKept;
}
