using LibBpfSharp.Interop;

namespace LibBpfSharp;

public abstract partial class BpfLink
{
    /// <summary>Puts another program in the place of the attached one, or only of an expected one. No event goes unseen by both and none is seen by both.</summary>
    /// <param name="program">A program of the same type and expected attach type. Of packet filters on cgroups the kernel compares the type only: one for the other direction takes over.</param>
    /// <param name="expected">The program that must be attached now; <c>null</c> takes any.</param>
    /// <remarks>This object then holds the program arrays of the program's object, which may be disposed before it.</remarks>
    /// <exception cref="InvalidOperationException">A program is not loaded.</exception>
    /// <exception cref="BpfAttachException">
    /// <see cref="BpfAttachError.UnexpectedProgram"/>, <see cref="BpfAttachError.LinkDefunct"/> or <see cref="BpfAttachError.ProgramMismatch"/>;
    /// <see cref="BpfAttachError.InvalidOptions"/>: the kernel has no update for this kind of link;
    /// on a cgroup also <see cref="BpfAttachError.UpdateMisplaced"/> and <see cref="BpfAttachError.StorageMissing"/>, of which <see cref="CgroupLink"/> tells.
    /// </exception>
    /// <exception cref="BpfNotSupportedException">
    /// The attachment is no link of the kernel's own: operations of a kernel without links for them, a perf event, or a statically defined probe of several.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The link, or a program, is disposed.</exception>
    /// <example>
    /// <code>
    /// link.Update(next.Programs["count_egress"]);            // at once: no packet goes unseen, none is seen twice
    /// </code>
    /// </example>
    public void Update(BpfProgram program, BpfProgram? expected = null) => Exchange(program, expected?.Handle);

    /// <summary>Puts a program of an object in the place of one that need not be of any.</summary>
    internal void Exchange(BpfProgram program, BpfProgramHandle? expected)
    {
        ArgumentNullException.ThrowIfNull(program);
        program.Keeping(maps => Exchange(new(program.Handle, expected) { Name = program.Name, Program = program, Maps = maps }));
    }

    /// <summary>The one way to another program, or to other operations.</summary>
    internal void Exchange(LinkUpdate update)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            Require(LinkUse.Update);
            CheckFit(update);
            Errno errno = _handle.LinkUpdate(update.Next, update.Expected).ToErrno();
            if (errno != Errno.None) throw Refused(update, errno);
            if (update.Maps is { } maps) _maps.Exchange(maps);
        }
    }

    /// <summary>Refuses what does not fit, where the kernel does not.</summary>
    private protected virtual void CheckFit(LinkUpdate update)
    {
    }

    /// <summary>Words what the kernel answered.</summary>
    private protected virtual BpfAttachException Refused(LinkUpdate update, Errno errno)
    {
        LinkInfo info = Identify();
        string link = $"{info.Type} link {info.Id}";
        string mustBe = $"of the type and expected attach type of program {info.ProgId}";
        (string cause, BpfAttachError reason) = errno switch
        {
            Errno.EPERM when update.Expected is not null => ($"holds program {info.ProgId}, not the expected one; read it again and decide anew", BpfAttachError.UnexpectedProgram),
            Errno.ENOLINK => ("is defunct: it was detached or its target is gone; attach anew", BpfAttachError.LinkDefunct),
            Errno.EINVAL when TakesUpdates is true => ($"does not take the program: it must be {mustBe}", BpfAttachError.ProgramMismatch),
            Errno.EINVAL when TakesUpdates is null => ($"does not take the program: possibly the kernel has no update for links of this kind, or it is not {mustBe}", BpfAttachError.ProgramMismatch),
            Errno.EINVAL or Errno.EOPNOTSUPP => ("is of a kind that the kernel has no update for; attach the next program and dispose of the link", BpfAttachError.InvalidOptions),
            _ => ("cannot be updated", BpfAttachError.Unknown),
        };
        return new BpfAttachException($"The {link} {cause} ({errno.Describe()}).", reason, errno, BpfCommand.LinkUpdate, link);
    }
}
