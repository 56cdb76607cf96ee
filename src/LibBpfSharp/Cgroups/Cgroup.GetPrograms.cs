namespace LibBpfSharp;

public sealed partial class Cgroup
{
    /// <summary>The programs of a hook with who they belong to: which link holds each, where that is pinned, which processes hold it, and who can detach it.</summary>
    /// <param name="attachType">The hook.</param>
    /// <param name="effective">Whether to list what runs for the events of this cgroup, with the cgroup that each program comes from, in the order they run in.</param>
    /// <remarks>
    /// <para>
    /// The kernel tells these things in different places. They are read until nothing changed in between. That takes milliseconds, with many processes more:
    /// <see cref="Query"/> is the one call that lists ids.
    /// </para>
    /// <para>
    /// Needs CAP_NET_ADMIN, and CAP_SYS_ADMIN for all links (Linux 5.8) and programs' names; without it only links that this process holds or can open
    /// by a pin are known, and other programs are of <see cref="CgroupAttachmentKind.Unknown"/>.
    /// </para>
    /// </remarks>
    /// <exception cref="BpfAttachException"><see cref="BpfAttachError.CgroupRemoved"/>; <see cref="BpfAttachError.RevisionChanged"/>: the lists change faster than they can be read.</exception>
    /// <exception cref="BpfPermissionException">CAP_NET_ADMIN is missing.</exception>
    /// <exception cref="BpfNotSupportedException">This kernel does not know the attach type.</exception>
    /// <example>
    /// <code>
    /// using var web = Cgroup.Open(path);
    /// foreach (CgroupEntry entry in web.GetPrograms(BpfAttachType.CgroupInetEgress, effective: true).Entries)
    ///     Console.WriteLine($"{entry.ProgramName}, from {entry.CgroupPath}, held by {string.Join(", ", entry.Holders)}"); // also what is inherited
    /// </code>
    /// </example>
    public CgroupListing GetPrograms(BpfAttachType attachType, bool effective = false) => CgroupListingReader.Read(this, attachType, effective);
}
