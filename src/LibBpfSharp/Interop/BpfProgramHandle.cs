using LibBpfSharp.Interop;

namespace LibBpfSharp;

/// <summary>Holds the descriptor of a BPF program. <c>BpfProgram.FromHandle</c> makes an object of it, which is what the rest of the library takes.</summary>
public sealed class BpfProgramHandle : BpfHandle
{
    /// <summary>Holds a descriptor that was made elsewhere, by another library for one.</summary>
    /// <param name="descriptor">
    /// The open descriptor of a program. One of 0 to 2 is duplicated, since no handle keeps these, and closed if it is owned; after an exception it is still the caller's; a negative one makes a handle that is invalid.
    /// </param>
    /// <param name="ownsHandle">
    /// Whether disposing the handle closes the descriptor. If not, it must stay open as long as the handle, and what is made of it, is used.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">The descriptor is no number that descriptors have.</exception>
    /// <exception cref="BpfException">The descriptor is one of 0 to 2 and cannot be duplicated: it is not open (EBADF), or the process has too many (EMFILE).</exception>
    public BpfProgramHandle(nint descriptor, bool ownsHandle)
        : base(Kernel.Running, descriptor, ownsHandle)
    {
    }

    internal BpfProgramHandle(Kernel kernel)
        : base(kernel)
    {
    }
}
