using LibBpfSharp.Interop;

namespace LibBpfSharp;

public sealed partial class BpfProgram
{
    /// <summary>
    /// Attaches a program that was loaded for a target in BTF to that target: <c>tp_btf</c>, <c>fentry</c>, <c>fexit</c>, <c>fmod_ret</c>,
    /// <c>fsession</c>, <c>lsm</c>, <c>freplace</c>. Linux 5.5 (freplace 5.6, LSM 5.7).
    /// </summary>
    /// <param name="options">A cookie, and what an opened program was loaded as; <c>null</c> for none.</param>
    /// <returns>The link; disposing it detaches.</returns>
    /// <remarks>By <c>BPF_LINK_CREATE</c>, and where the kernel has none for these programs (before 5.19) by <c>BPF_RAW_TRACEPOINT_OPEN</c>.</remarks>
    /// <exception cref="ArgumentException">A cookie is given for a program of which it is not known what it was loaded as.</exception>
    /// <exception cref="InvalidOperationException">The program is not loaded.</exception>
    /// <exception cref="BpfNotSupportedException">A cookie is given and the kernel takes none.</exception>
    /// <exception cref="BpfAttachException"><see cref="BpfAttachError.ProgramMismatch"/>, <see cref="BpfAttachError.TargetBusy"/> or another refusal.</exception>
    /// <exception cref="BpfPermissionException">A capability is missing, or a security module refuses.</exception>
    /// <example>
    /// <code>
    /// program.AttachTarget = "do_nanosleep";                 // instead of what SEC("fentry/…") says; before the load
    /// tracing.Load();
    /// using TracingLink link = program.AttachTracing();
    /// </code>
    /// </example>
    public TracingLink AttachTracing(TracingOptions? options = null)
    {
        ulong cookie = options?.Cookie ?? 0;
        BpfProgramHandle program = Handle;
        BpfAttachType? attachType = options?.AttachType ?? ExpectedAttachType;
        LinkCreateAttr attributes = new() { AttachType = attachType ?? default, Tracing = new() { Cookie = cookie } };
        BpfCommand command = BpfCommand.LinkCreate;
        Errno errno = program.TryLink(ref attributes, out BpfLinkHandle link);
        if (errno == Errno.EINVAL && HasOldWay(attachType))
        {
            if (cookie != 0 && attachType is null)
                throw new ArgumentException($"What program '{Name}' was loaded as is not known, since it was opened: name it, where it is to have a cookie.", nameof(options));
            if (cookie != 0)
                throw new BpfNotSupportedException("a cookie for programs attached by BTF", new Version(5, 19), errno, command, Name, "Attach without one.");
            command = BpfCommand.RawTracepointOpen;
            errno = program.RawTracepointOpen("", 0, out link).ToErrno();
        }

        if (errno == Errno.None) return Kept(new TracingLink(link, rooted: true));
        throw TracingFailure.Of(this, $"'{AttachTarget}' ({attachType?.ToString() ?? $"{Type}"})", errno, command, HintOf(errno));
    }

    /// <summary>Attaches a program that replaces a function to a function other than the one it was loaded for, of the same prototype. Linux 5.10.</summary>
    /// <param name="target">The loaded program whose function is replaced.</param>
    /// <param name="function">The function's name.</param>
    /// <returns>The link; disposing it gives the function back.</returns>
    /// <exception cref="InvalidOperationException">A program is not loaded.</exception>
    /// <exception cref="BpfAttachException"><see cref="BpfAttachError.TargetNotFound"/>: the target has no such function, or no BTF. Otherwise as for <see cref="AttachTracing"/>.</exception>
    /// <exception cref="BpfPermissionException">A capability is missing.</exception>
    /// <exception cref="ArgumentException"><paramref name="function"/> is empty.</exception>
    public TracingLink AttachFreplace(BpfProgram target, string function)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentException.ThrowIfNullOrEmpty(function);
        string place = $"function '{function}' of program '{target.Name}'";
        uint id = Loading.AttachTargetFinder.FindFunction(target.Handle, function)
            ?? throw TracingFailure.Refuse(Name, place, "the target's BTF has no such function.", BpfAttachError.TargetNotFound);
        using HandleHold hold = target.Handle.Hold();
        LinkCreateAttr attributes = new() { TargetFd = hold.Descriptor, TargetBtfId = id };
        Errno errno = Handle.TryLink(ref attributes, out BpfLinkHandle link);
        return errno == Errno.None
            ? Kept(new TracingLink(link, rooted: true))
            : throw TracingFailure.Of(this, place, errno, BpfCommand.LinkCreate, HintOf(errno));
    }

    // Which of them a program is that was opened, the old way finds out by itself.
    private static bool HasOldWay(BpfAttachType? type) => type
        is null or BpfAttachType.TraceRawTp or BpfAttachType.TraceFentry or BpfAttachType.TraceFexit or BpfAttachType.ModifyReturn or BpfAttachType.LsmMac;

    private static string? HintOf(Errno errno) => errno switch
    {
        Errno.EBUSY => "Another program is there that excludes it: one that modifies the return value or replaces the function, or the same program.",
        Errno.E2BIG => "The function has as many programs attached as a trampoline takes (38).",
        Errno.ENOTSUPP => "The kernel has no trampolines on this architecture, or was built without function tracing.",
        _ => null,
    };
}
