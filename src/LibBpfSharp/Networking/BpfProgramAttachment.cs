using LibBpfSharp.Interop;

namespace LibBpfSharp.Networking;

/// <summary>A program attached by <c>BPF_PROG_ATTACH</c> to a hook of an interface, a map of sockets, a network namespace or an infrared device.</summary>
/// <remarks>
/// It stays when the process ends, until it is detached or its target goes. Detaching works from any thread: what was attached in a
/// network namespace is detached there.
/// Safe for several threads at once, as every <see cref="BpfAttachment"/> is.
/// </remarks>
public sealed class BpfProgramAttachment : BpfAttachment
{
    private readonly HookTarget _target;

    private BpfProgramAttachment(HookTarget target) => _target = target;

    /// <summary>The hook.</summary>
    public BpfAttachType AttachType => _target.AttachType;

    private protected override string Place => _target.Place;

    /// <summary>Puts another program in the place of the attached one without a gap.</summary>
    /// <param name="program">A program of the same type.</param>
    /// <remarks>This object then holds the program arrays of the program's object, which may be disposed before it.</remarks>
    /// <exception cref="InvalidOperationException">The program is not loaded.</exception>
    /// <exception cref="BpfAttachException"><see cref="BpfAttachError.NotAttached"/>: the program is no longer there; or as for attaching.</exception>
    /// <exception cref="BpfNotSupportedException">The hook takes several programs and cannot exchange them: an infrared device.</exception>
    public void Replace(BpfProgram program) => Exchange(program, own =>
    {
        if (AttachType == BpfAttachType.LircMode2) throw new BpfNotSupportedException("replacing a program of an infrared device", hint: "Attach the new one, then detach this one.");
        Errno errno;
        if (_target.IsOrdered)
        {
            errno = _target.Attach(own, new() { Replaced = Program });
        }
        else
        {
            RequireStillThere(BpfCommand.ProgAttach);
            errno = _target.Attach(own, default);
        }

        if (errno != Errno.None) throw HookFailure.OfAttach(_target, own, errno, BpfCommand.ProgAttach, default);
    });

    /// <summary>Attaches, and owns <paramref name="target"/> from then on, whatever comes of it.</summary>
    internal static BpfProgramAttachment Create(HookTarget target, BpfProgramHandle program, ListRequest request = default)
    {
        BpfProgramAttachment attachment = new(target);
        attachment.Begin(program, own =>
        {
            ListRequest settled = target.Settle(request, BpfCommand.ProgAttach);
            Errno errno = target.Attach(own, settled);
            if (errno != Errno.None) throw HookFailure.OfAttach(target, own, errno, BpfCommand.ProgAttach, settled);
        });
        return attachment;
    }

    private protected override void Remove()
    {
        Errno errno = _target.Detach(Program);
        if (errno != Errno.None) throw HookFailure.OfDetach(_target, Program, errno);
    }

    private protected override void Release() => _target.Dispose();

    // The kernel exchanges whatever is there.
    private void RequireStillThere(BpfCommand command)
    {
        Errno errno = _target.Query(out BpfHookPrograms? programs);
        if (errno == Errno.None && !programs!.Ids.Contains(ProgramId)) throw HookFailure.NotAttached(_target, ProgramId, Errno.None, command);
    }
}
