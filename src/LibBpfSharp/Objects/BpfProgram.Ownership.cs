using LibBpfSharp.Interop;

namespace LibBpfSharp;

public sealed partial class BpfProgram
{
    /// <summary>The program arrays of its object, held by a program that no object owns: what attaches it holds them in turn.</summary>
    private KeptMaps _arrays = KeptMaps.None;

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

    /// <summary>The same program by a second descriptor: an object of its own, to be disposed by itself, which no <see cref="BpfObject"/> disposes of.</summary>
    /// <returns>The program: with all that is known of this one, but without a <see cref="PinPath"/>. It holds the program arrays of the object.</returns>
    /// <exception cref="InvalidOperationException">The program is not loaded.</exception>
    /// <exception cref="ObjectDisposedException">The program or its object is disposed.</exception>
    /// <exception cref="BpfException">The process is out of descriptors (EMFILE).</exception>
    public BpfProgram Duplicate() => Handle.Duplicate().GiveTo(copy => new BpfProgram(this, copy));

    /// <summary>Whether an object owns the program.</summary>
    internal bool IsOf(BpfObject owner) => _owner == owner;

    /// <summary>Second descriptors for the program arrays of the object that the program is or was of.</summary>
    internal KeptMaps ProgramArrays() => _owner?.ProgramArrays() ?? _arrays.Duplicate();

    /// <summary>Lets the program go its own way, with the program arrays: the object no longer disposes of it.</summary>
    internal void Leave(BpfObject owner)
    {
        if (_owner is null) throw Phase.TakenAlready(owner, $"Program '{Name}'");
        _ = Handle;
        _arrays = ProgramArrays();
        _owner = null;
    }

    private BpfProgram(BpfProgram original, BpfProgramHandle handle)
        : this(original)
    {
        _handle = handle;
        Log = original.Log;
        _loaded = original._loaded;
    }

    /// <summary>What a further program of the same definition has in common with it.</summary>
    private BpfProgram(BpfProgram original)
    {
        _origin = original._origin;
        _handler = original._handler;
        _types = original._types;
        Name = original.Name;
        SectionName = original.SectionName;
        Spec = original.Spec;
        _type = original._type;
        _expectedAttachType = original._expectedAttachType;
        _autoLoad = original._autoLoad;
        _flags = original._flags;
        _interface = original._interface;
        _logLevel = original._logLevel;
        _attachTarget = original._attachTarget;
        _attachProgram = original._attachProgram;
        AutoAttach = original.AutoAttach;
        _arrays = original.ProgramArrays();
    }
}
