using LibBpfSharp.Interop;

namespace LibBpfSharp;

public sealed partial class BpfProgram
{
    /// <summary>Attaches an iterator program (<c>iter/…</c>). Linux 5.8.</summary>
    /// <param name="options">What to walk; <c>null</c> for everything, where the kind of iterator has such a thing.</param>
    /// <returns>The link, whose <see cref="IteratorLink.OpenIterator"/> runs the program.</returns>
    /// <exception cref="InvalidOperationException">The program is not loaded.</exception>
    /// <exception cref="BpfAttachException">
    /// <see cref="BpfAttachError.MissingParameter"/>: the iterator needs a map. <see cref="BpfAttachError.ProgramMismatch"/>: the program is no iterator,
    /// its target does not go with it, or a kind that needs one has none.
    /// </exception>
    /// <exception cref="BpfPermissionException">A capability is missing.</exception>
    /// <example>
    /// <code>
    /// using IteratorLink link = program.AttachIterator();
    /// using Stream tasks = link.OpenIterator();              // reading runs the program for each task
    /// using BinaryReader reader = new(tasks);
    /// int first = reader.ReadInt32();                        // what bpf_seq_write wrote
    /// </code>
    /// </example>
    public unsafe IteratorLink AttachIterator(IteratorOptions? options = null)
    {
        IteratorTarget? target = options?.Target;
        BpfProgramHandle program = Handle;
        Cgroup? opened = null;
        using HandleHold walked = target is null ? default : target.Hold(program.Kernel, out opened);
        using Cgroup? closed = opened;
        IterLinkInfo info = target?.Describe(walked) ?? default;
        LinkCreateAttr attributes = new() { AttachType = BpfAttachType.TraceIter };
        if (target is not null) attributes.Iter = new() { IterInfo = (ulong)(&info), IterInfoLen = (uint)sizeof(IterLinkInfo) };

        Errno errno = program.TryLink(ref attributes, out BpfLinkHandle link);
        if (errno == Errno.None) return Kept(new IteratorLink(link, rooted: true));
        string? hint = errno switch
        {
            Errno.EBADF => $"It walks a map: give one, by {nameof(IteratorTarget)}.{nameof(IteratorTarget.OfMap)}.",
            Errno.EINVAL when target is null => $"The program is no iterator, or its kind needs a target: see {nameof(IteratorTarget)}.",
            Errno.EINVAL or Errno.EACCES => "The target does not go with this kind of iterator, or the program takes more of an element than it has.",
            _ => null,
        };
        throw TracingFailure.Of(this, $"iterator '{AttachTarget}' over {target?.Name ?? "everything"}", errno, BpfCommand.LinkCreate, hint);
    }
}
