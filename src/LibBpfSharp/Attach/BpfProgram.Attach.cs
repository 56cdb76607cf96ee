namespace LibBpfSharp;

public sealed partial class BpfProgram
{
    /// <summary>Attaches the program to the place its section's name says: <c>SEC("tp/sched/sched_switch")</c>, <c>SEC("fentry/vfs_read")</c>.</summary>
    /// <returns>The link, of the type of its kind; disposing it detaches.</returns>
    /// <remarks>
    /// Other kinds (XDP, traffic control, cgroup, sockets, perf events) are for a device, cgroup or event that no section can name: they have methods of their own.
    /// </remarks>
    /// <exception cref="InvalidOperationException">The program is not loaded.</exception>
    /// <exception cref="BpfAttachException">
    /// <see cref="BpfAttachError.NoTarget"/>: the section's name says no place. <see cref="BpfAttachError.InvalidTarget"/>: it is not of the form its kind takes.
    /// <see cref="BpfAttachError.TargetNotFound"/> and the others as for the method of its kind.
    /// </exception>
    /// <exception cref="BpfNotSupportedException">The kernel lacks the kind of attachment.</exception>
    /// <exception cref="BpfPermissionException">A capability is missing, or a security module refuses.</exception>
    public BpfLink Attach() => SectionAttacher.TryAttach(this) ?? throw new BpfAttachException(
        $"Program '{Name}' is not attached by its section's name: {SectionAttacher.WhatToDo(this)}.", BpfAttachError.NoTarget, objectName: Name);
}
