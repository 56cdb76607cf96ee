using LibBpfSharp.Loading;

namespace LibBpfSharp;

public sealed partial class BpfProgram
{
    /// <summary>Loads the program once more, between <see cref="BpfObject.Prepare"/> and <see cref="BpfObject.Load"/>: for several attach targets, say.</summary>
    /// <param name="options">What is to be different.</param>
    /// <returns>A program of its own, to be disposed by the caller; it uses the object's maps. The object itself stays as it is.</returns>
    /// <exception cref="InvalidOperationException">The object is not <see cref="BpfObjectState.Prepared"/>, there is none, or <see cref="AutoLoad"/> was off when it was prepared.</exception>
    /// <exception cref="ObjectDisposedException">The object is disposed.</exception>
    /// <exception cref="BpfVerifierException">The verifier rejects the program.</exception>
    /// <exception cref="BpfPermissionException">The process may not load.</exception>
    /// <exception cref="BpfException">The kernel refuses for another reason, or the attach target is not there.</exception>
    public BpfProgram Clone(BpfProgramCloneOptions? options = null)
    {
        if (_owner is null) throw new InvalidOperationException($"Program '{Name}' belongs to no object: only a program of a prepared object can be loaded again.");
        ProgramPlan loaded = _owner.LoadAgain(this, options ?? new());
        try
        {
            return new BpfProgram(this, loaded);
        }
        catch
        {
            loaded.Handle?.Dispose();
            throw;
        }
    }

    /// <summary>The plan of a clone.</summary>
    internal ProgramPlan Plan(BpfProgramCloneOptions options)
    {
        ProgramPlan prepared = Prepared;
        return new()
        {
            Spec = prepared.Spec,
            Section = prepared.Section,
            AutoLoad = true,
            Type = prepared.Type,
            ExpectedAttachType = options.ExpectedAttachType ?? prepared.ExpectedAttachType,
            Target = prepared.Target,
            Flags = options.Flags ?? prepared.Flags,
            Interface = options.Interface ?? prepared.Interface,
            LogLevel = options.LogLevel ?? prepared.LogLevel,
            AttachTarget = options.AttachTarget ?? prepared.AttachTarget,
            AttachProgram = options.AttachProgram?.Handle ?? prepared.AttachProgram,
            Linked = prepared.Linked,
        };
    }

    private BpfProgram(BpfProgram original, ProgramPlan loaded)
        : this(original)
    {
        _type = loaded.Type;
        _flags = loaded.Flags;
        _interface = loaded.Interface;
        _logLevel = loaded.LogLevel;
        _attachTarget = loaded.AttachTarget;
        SetLoaded(loaded);
    }
}
