namespace LibBpfSharp;

public sealed partial class BpfProgram
{
    /// <summary>Attaches the program to the place its section's name says: <c>SEC("tp/sched/sched_switch")</c>, <c>SEC("fentry/vfs_read")</c>.</summary>
    /// <returns>The link, of the type of its kind; disposing it detaches.</returns>
    /// <remarks>Other kinds (XDP, traffic control, cgroup, sockets, perf events) are for a device, cgroup or event that no section can name: <see cref="Attach(BpfAttachOptions)"/>.</remarks>
    /// <exception cref="InvalidOperationException">The program is not loaded, or is attached by something else than a link.</exception>
    /// <exception cref="BpfAttachException">
    /// <see cref="BpfAttachError.NoTarget"/>: the section's name says no place; the message names the options that do. <see cref="BpfAttachError.InvalidTarget"/>:
    /// it is not of the form its kind takes. <see cref="BpfAttachError.TargetNotFound"/> and the others as for the method of its kind.
    /// </exception>
    /// <exception cref="BpfNotSupportedException">The kernel lacks the kind of attachment.</exception>
    /// <exception cref="BpfPermissionException">A capability is missing, or a security module refuses.</exception>
    /// <example>
    /// <code>
    /// using BpfLink link = tracing.Programs["raw"].Attach(); // SEC("raw_tp/task_rename")
    /// </code>
    /// </example>
    public BpfLink Attach()
    {
        IBpfAttachment attachment = AttachWay.Attach(this, BpfAttachOptions.None);
        if (attachment is BpfLink link) return link;
        attachment.Dispose();
        throw new InvalidOperationException($"The handler of SEC(\"{SectionName}\") attaches program '{Name}' by no link: use {nameof(Attach)} with options.");
    }

    /// <summary>Attaches the program by its section's name and by options, which name what a section cannot: cgroup, device, event, process, cookie.</summary>
    /// <param name="options">The place, and how.</param>
    /// <returns>The attachment, of the type of its kind; disposing it detaches.</returns>
    /// <inheritdoc cref="Attach()" path="/exception"/>
    public IBpfAttachment Attach(BpfAttachOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return AttachWay.Attach(this, options);
    }

    /// <summary>How the caller attaches programs of the section; <c>null</c> where he leaves it to this library.</summary>
    internal AttachWay? OwnWay => _handler?.Attach is { } attach
        ? new AttachWay("what the handler of its section asks for", request => attach(this, request.Options))
        : null;
}
