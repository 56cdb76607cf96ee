namespace LibBpfSharp.Interop;

internal static partial class BpfCalls
{
    /// <summary><c>BPF_LINK_CREATE</c> (5.7). The caller holds the handles whose descriptors the attributes name.</summary>
    public static nint LinkCreate(this Kernel kernel, ref LinkCreateAttr attributes, out BpfLinkHandle link)
    {
        link = new BpfLinkHandle(kernel);
        return BpfActivities.StartAttach("link_create", attributes.AttachType).End(kernel.BpfOpen(BpfCommand.LinkCreate, ref attributes, link));
    }

    /// <summary><c>BPF_LINK_CREATE</c> of a program or a struct_ops map, whose descriptor is filled in.</summary>
    public static Errno TryLink(this BpfHandle attached, ref LinkCreateAttr attributes, out BpfLinkHandle link)
    {
        using HandleHold hold = attached.Hold();
        attributes.ProgFd = hold.Descriptor;
        return attached.Kernel.LinkCreate(ref attributes, out link).ToErrno();
    }

    /// <summary><c>BPF_LINK_UPDATE</c> (5.7): another program, or another struct_ops map; with <paramref name="expected"/> only in its place.</summary>
    public static nint LinkUpdate(this BpfLinkHandle link, BpfHandle replacement, BpfHandle? expected = null)
    {
        using HandleHold holdLink = link.Hold();
        using HandleHold holdNew = replacement.Hold();
        using HandleHold holdOld = new(expected);
        LinkUpdateAttr attributes = new()
        {
            LinkFd = holdLink.Descriptor,
            NewProgFd = holdNew.Descriptor,
            Flags = expected is null ? BpfAttachFlags.None : BpfAttachFlags.Replace,
            OldProgFd = holdOld.Descriptor,
        };
        return link.Kernel.Bpf(BpfCommand.LinkUpdate, ref attributes);
    }

    /// <summary><c>BPF_LINK_DETACH</c> (5.9): the attachment ends, the descriptor stays.</summary>
    public static nint LinkDetach(this BpfLinkHandle link)
    {
        using HandleHold hold = link.Hold();
        LinkDetachAttr attributes = new() { LinkFd = hold.Descriptor };
        return link.Kernel.Bpf(BpfCommand.LinkDetach, ref attributes);
    }

    /// <summary><c>BPF_ITER_CREATE</c> (5.8): a descriptor whose reading runs the iterator's program.</summary>
    public static nint IteratorCreate(this BpfLinkHandle link, out DescriptorHandle iterator)
    {
        using HandleHold hold = link.Hold();
        iterator = new DescriptorHandle(link.Kernel);
        IterCreateAttr attributes = new() { LinkFd = hold.Descriptor };
        return link.Kernel.BpfOpen(BpfCommand.IterCreate, ref attributes, iterator);
    }
}
