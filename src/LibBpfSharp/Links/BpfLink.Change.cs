using LibBpfSharp.Interop;

namespace LibBpfSharp;

public abstract partial class BpfLink
{
    /// <summary>Puts another program in the place of the attached one, or only of an expected one. No event goes unseen by both and none is seen by both.</summary>
    /// <param name="program">A program of the same type and expected attach type.</param>
    /// <param name="expected">The program that must be attached now; <c>null</c> takes any.</param>
    /// <remarks>This object then holds the program arrays of the program's object, which may be disposed before it.</remarks>
    /// <exception cref="InvalidOperationException">A program is not loaded.</exception>
    /// <exception cref="BpfAttachException">
    /// <see cref="BpfAttachError.UnexpectedProgram"/>, <see cref="BpfAttachError.LinkDefunct"/> or <see cref="BpfAttachError.ProgramMismatch"/>;
    /// on a cgroup also <see cref="BpfAttachError.UpdateMisplaced"/> and <see cref="BpfAttachError.StorageMissing"/>, of which <see cref="CgroupLink"/> tells.
    /// </exception>
    /// <exception cref="BpfNotSupportedException">The attachment is of several links (<see cref="UsdtLink"/>).</exception>
    public void Update(BpfProgram program, BpfProgram? expected = null) => Exchange(program, expected?.Handle);

    /// <param name="program">The program that comes.</param>
    /// <param name="expected">The program that must be attached now, which need not be one of an object.</param>
    internal void Exchange(BpfProgram program, BpfProgramHandle? expected)
    {
        ArgumentNullException.ThrowIfNull(program);
        CheckFit(program);
        program.Keeping(this, () => Exchange(program.Handle, expected));
    }

    internal virtual void Exchange(BpfProgramHandle program, BpfProgramHandle? expected)
    {
        Errno errno = Handle.LinkUpdate(program, expected).ToErrno();
        if (errno != Errno.None) throw CannotUpdate(errno, expected is not null);
    }

    /// <summary>
    /// Ends the attachment now, also where pins or other descriptors hold the link: they hold a defunct link from then on.
    /// Doing it twice is fine. Linux 5.9.
    /// </summary>
    /// <exception cref="BpfNotSupportedException">The kernel, or this kind of link, has no detach by call; dispose of every descriptor and pin instead.</exception>
    public virtual void Detach()
    {
        Errno errno = Handle.LinkDetach().ToErrno();
        if (errno == Errno.None) return;
        throw errno is Errno.EOPNOTSUPP or Errno.EINVAL
            ? new BpfNotSupportedException($"detaching a {Type} link by call", new Version(5, 9), errno, BpfCommand.LinkDetach, hint: "Dispose of the link, and unpin it where it is pinned.")
            : new BpfException($"Link {Id} cannot be detached: {errno.Describe()}.", errno, BpfCommand.LinkDetach);
    }

    /// <summary>Puts a program in the place of another that ran on this very link before, so that it is known to fit.</summary>
    internal virtual void PutBack(BpfProgramHandle program, BpfProgramHandle? expected) => Exchange(program, expected);

    /// <summary>Refuses a program that does not fit, where the kernel does not.</summary>
    internal virtual void CheckFit(BpfProgram program)
    {
    }

    private BpfAttachException CannotUpdate(Errno errno, bool hadExpectation)
    {
        BpfLinkInfo info = Info;
        string link = $"{info.Type} link {info.Id}";
        (string cause, BpfAttachError reason) = errno switch
        {
            Errno.EPERM when hadExpectation => ($"holds program {info.ProgramId}, not the expected one; read it again and decide anew", BpfAttachError.UnexpectedProgram),
            Errno.ENOLINK => ("is defunct: it was detached or its target is gone; attach anew", BpfAttachError.LinkDefunct),
            Errno.EINVAL => ($"does not take the program: it must be of the type and expected attach type of program {info.ProgramId}, and this kind of link must allow updates", BpfAttachError.ProgramMismatch),
            Errno.EOPNOTSUPP => ("is of a kind that takes no update; dispose of it and attach anew", BpfAttachError.InvalidOptions),
            _ => ("cannot be updated", BpfAttachError.Unknown),
        };
        return new BpfAttachException($"The {link} {cause} ({errno.Describe()}).", reason, errno, BpfCommand.LinkUpdate, link);
    }
}
