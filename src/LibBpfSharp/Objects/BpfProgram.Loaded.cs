using LibBpfSharp.Loading;

namespace LibBpfSharp;

public sealed partial class BpfProgram
{
    private BpfProgramHandle? _handle;

    /// <summary>Whether the program is in the kernel and this object holds it.</summary>
    public bool IsLoaded => _handle is { IsDisposed: false };

    /// <summary>The program's descriptor. It stays this object's: do not dispose it.</summary>
    /// <exception cref="InvalidOperationException">The program is not loaded.</exception>
    /// <exception cref="ObjectDisposedException">The program or its object is disposed.</exception>
    public BpfProgramHandle Handle => _handle switch
    {
        { IsDisposed: false } handle => handle,
        { } => throw new ObjectDisposedException(nameof(BpfProgram), $"Program '{Name}' is disposed."),
        null => throw Phase.NotInKernel(_owner, $"Program '{Name}'", _autoLoad ? null : $"{nameof(AutoLoad)} is off for it"),
    };

    /// <summary>What the kernel tells of the program: id, tag, sizes, run time. Asked anew each time.</summary>
    /// <exception cref="InvalidOperationException">The program is not loaded.</exception>
    /// <exception cref="BpfException">The kernel refuses.</exception>
    public BpfProgramInfo Info => BpfProgramInfo.Read(Handle);

    /// <summary>What the verifier wrote when the program was loaded with a <see cref="LogLevel"/>; empty without one.</summary>
    public BpfVerifierLog Log { get; private set; } = BpfVerifierLog.Empty;

    /// <summary>Closes the descriptor. The program stays in the kernel while links, pins or other descriptors hold it.</summary>
    public void Dispose()
    {
        _handle?.Dispose();
        _arrays.Dispose();
    }

    internal ProgramPlan Plan(BpfLogLevel further) => new()
    {
        Spec = Spec!,
        Section = Section,
        AutoLoad = _autoLoad,
        Type = _type,
        ExpectedAttachType = _expectedAttachType,
        Flags = _flags,
        Interface = _interface,
        Replacement = _replacement,
        LogLevel = _logLevel | further,
        AttachTarget = _attachTarget,
        AttachProgram = _attachProgram?.Handle,
    };

    internal void SetLoaded(ProgramPlan loaded)
    {
        // struct_ops decides what of its programs is loaded, and as which member.
        _autoLoad = loaded.AutoLoad;
        _expectedAttachType = loaded.ExpectedAttachType;
        _handle = loaded.Handle;
        Log = loaded.Log;
        (_prepared, _loaded) = (null, loaded.Linked);
    }
}
