using LibBpfSharp.Interop;

namespace LibBpfSharp;

public abstract partial class BpfLink
{
    /// <summary>Opens a pinned link. It comes as the type of its kind, <see cref="CgroupLink"/> for one on a cgroup.</summary>
    /// <param name="path">The pin.</param>
    /// <remarks>Needs read and write permission on the file; Linux 5.7. Disposing leaves the pin, and so the attachment.</remarks>
    /// <exception cref="BpfPinException"><see cref="BpfPinError.NotFound"/>, <see cref="BpfPinError.OtherKind"/> or <see cref="BpfPinError.NotBpfFs"/>.</exception>
    /// <example>
    /// <code>
    /// using (var link = BpfLink.OpenPinned(pin))             // of the class of its kind: here a CgroupLink
    /// {
    ///     Console.WriteLine($"{link.Type} {link.Id}: program {link.ProgramId}");
    ///     link.Unpin();
    /// }                                                      // detached: neither pin nor process holds it
    /// </code>
    /// </example>
    public static BpfLink OpenPinned(string path) => OpenPinned(path, Kernel.Running);

    /// <summary>Opens a link by its id, whoever made it.</summary>
    /// <param name="id">The id, as <see cref="BpfLinkInfo.Id"/> tells it.</param>
    /// <remarks>
    /// Needs CAP_SYS_ADMIN; Linux 5.8. The object holds the link while it is not disposed: it no longer detaches with its maker's process then.
    /// Unlike a link made or opened by pin, one opened by id is given back by the garbage collector if it is dropped.
    /// </remarks>
    /// <exception cref="BpfPermissionException">CAP_SYS_ADMIN is missing.</exception>
    /// <exception cref="BpfException">There is no such link (ENOENT), or the kernel refuses.</exception>
    public static BpfLink OpenById(uint id) => OpenById(id, Kernel.Running);

    internal static BpfLink OpenPinned(string path, Kernel kernel)
    {
        BpfLink link = Opened(PinFiles.OpenLink(path, kernel), rooted: true);
        link.OpenedBy(path);
        return link;
    }

    internal static BpfLink OpenById(uint id, Kernel kernel) => Opened(ObjectIds.OpenLink(kernel, id), rooted: false);

    /// <summary>A link just opened, which owns the handle.</summary>
    private static BpfLink Opened(BpfLinkHandle handle, bool rooted) => handle.GiveTo(handle => LinkKinds.Open(handle, rooted));
}
