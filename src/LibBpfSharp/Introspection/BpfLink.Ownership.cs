namespace LibBpfSharp;

public abstract partial class BpfLink
{
    /// <summary>Makes a link of a handle: of a descriptor that another library gave, say. It comes as the type of its kind, <see cref="CgroupLink"/> for one on a cgroup.</summary>
    /// <param name="handle">The handle, which belongs to the link from then on: disposing the link disposes it. After an exception it is still the caller's.</param>
    /// <remarks>
    /// Where the handle does not own its descriptor, disposing the link does not detach: whoever owns it does. What is attached before 5.15 to a probe, tracepoint or perf event
    /// by another library is no link but an event.
    /// </remarks>
    /// <exception cref="ArgumentException">The descriptor is no link: it is another kind of object, a file, or not open.</exception>
    /// <exception cref="ObjectDisposedException">The handle is disposed.</exception>
    /// <exception cref="BpfException">The kernel does not tell about the link (5.8).</exception>
    public static BpfLink FromHandle(BpfLinkHandle handle)
    {
        handle.Require(BpfPinKind.Link);
        return LinkKinds.Open(handle, rooted: handle.OwnsDescriptor);
    }
}
