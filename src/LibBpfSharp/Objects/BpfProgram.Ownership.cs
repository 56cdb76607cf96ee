namespace LibBpfSharp;

public sealed partial class BpfProgram
{
    /// <summary>Makes a program of a handle: of a descriptor that another library gave, say.</summary>
    /// <param name="handle">The handle, which belongs to the program from then on: disposing the program disposes it. After an exception it is still the caller's.</param>
    /// <remarks>
    /// As for <see cref="OpenPinned(string)"/>, the kernel kept 15 characters of its name, and does not tell what attach type it was loaded for. Nor does what attaches it hold the
    /// program arrays it jumps through, which lose their programs with their last descriptor or pin: hold these while it runs.
    /// </remarks>
    /// <exception cref="ArgumentException">The descriptor is no program: it is another kind of object, a file, or not open.</exception>
    /// <exception cref="ObjectDisposedException">The handle is disposed.</exception>
    /// <exception cref="BpfException">The kernel does not tell about the program (4.13).</exception>
    public static BpfProgram FromHandle(BpfProgramHandle handle)
    {
        handle.Require(BpfPinKind.Program);
        return new(handle, BpfProgramInfo.Read(handle), pinPath: null);
    }
}
