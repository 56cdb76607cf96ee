using LibBpfSharp.Interop;

namespace LibBpfSharp.Networking;

/// <summary>A hook that programs are attached to without a link: of an interface, a map of sockets, a network namespace, an infrared device.</summary>
/// <param name="kernel">The kernel.</param>
/// <param name="attachType">Which of the target's hooks.</param>
/// <param name="place">The hook, as the object of a sentence.</param>
internal sealed class HookTarget(Kernel kernel, BpfAttachType attachType, string place) : IDisposable
{
    public Kernel Kernel => kernel;

    public BpfAttachType AttachType => attachType;

    public string Place => place;

    /// <summary>What is attached to, by a descriptor of the target's own; <c>null</c> for an interface and for a namespace.</summary>
    public BpfHandle? Descriptor { get; init; }

    /// <summary>The interface's index; 0 if it is none.</summary>
    public int InterfaceIndex { get; init; }

    /// <summary>Where the index means something: what the kernel looks up by the calling thread, it must look up in this one.</summary>
    public NetworkNamespace? Namespace { get; init; }

    /// <summary>Whether the hook has a list whose links and revision it tells.</summary>
    public bool IsOrdered => AttachType is BpfAttachType.TcxIngress or BpfAttachType.TcxEgress or BpfAttachType.NetkitPrimary or BpfAttachType.NetkitPeer;

    /// <summary>Whether the attach type is an interface's and the target none: the kernel would take the descriptor for the interface of that number.</summary>
    public bool IsMisplaced => IsOrdered && Descriptor is not null;

    public static HookTarget OfInterface(Kernel kernel, BpfAttachType attachType, BpfInterface device) => new(kernel, attachType, $"{attachType} of interface {device}")
    {
        InterfaceIndex = NetworkInterfaces.IndexOf(kernel, device),
        Namespace = NetworkNamespace.OpenCurrent(kernel),
    };

    public Errno Attach(BpfProgramHandle program, in ListRequest request)
    {
        using HandleHold replaced = new(request.Replaced);
        using HandleHold anchor = new(request.Position?.AnchorHandle);
        return Change(BpfCommand.ProgAttach, program, new()
        {
            AttachFlags = request.Flags,
            ReplaceBpfFd = replaced.Descriptor,
            RelativeFd = AnchorField(request, anchor),
            ExpectedRevision = request.ExpectedRevision ?? 0,
        });
    }

    public Errno Detach(BpfProgramHandle program) => Change(BpfCommand.ProgDetach, program, default);

    public Errno Query(out BpfHookPrograms? programs)
    {
        programs = null;
        if (IsMisplaced) return Errno.EINVAL;
        using HandleHold hold = new(Descriptor);
        int target = Descriptor is null ? InterfaceIndex : hold.Descriptor;
        (Errno errno, programs) = Inside(() => (HookQuery.Ask(Kernel, AttachType, target, IsOrdered, out BpfHookPrograms? found), found));
        return errno;
    }

    /// <summary>
    /// A request as this hook takes it. The lists of interfaces have no word for "only if empty" as those of cgroups do: an empty list and its revision say the same.
    /// </summary>
    /// <exception cref="BpfAttachException">The list is not empty.</exception>
    public ListRequest Settle(in ListRequest request, BpfCommand command)
    {
        if (request.Position != BpfAttachPosition.OnlyIfEmpty) return request;
        Errno errno = Query(out BpfHookPrograms? programs);
        if (errno != Errno.None) throw HookFailure.OfQuery(this, errno);
        if (programs!.Programs.Count > 0) throw HookFailure.NotEmpty(this, programs, command);
        return request with { Position = null, ExpectedRevision = request.ExpectedRevision ?? programs.Revision };
    }

    public void Dispose()
    {
        Descriptor?.Dispose();
        Namespace?.Dispose();
    }

    /// <summary>What names the anchor in a call: its id, or the descriptor the caller holds.</summary>
    public static uint AnchorField(in ListRequest request, in HandleHold anchor)
        => request.Position is { AnchorId: > 0 } byId ? byId.AnchorId : (uint)anchor.Descriptor;

    private Errno Change(BpfCommand command, BpfProgramHandle program, ProgramAttachAttr attributes)
    {
        if (IsMisplaced) return Errno.EINVAL;
        using HandleHold target = new(Descriptor);
        using HandleHold held = program.Hold();
        attributes.TargetFd = Descriptor is null ? InterfaceIndex : target.Descriptor;
        attributes.AttachBpfFd = held.Descriptor;
        attributes.AttachType = AttachType;
        return Inside(() => (command == BpfCommand.ProgAttach ? Kernel.ProgramAttach(ref attributes) : Kernel.ProgramDetach(ref attributes)).ToErrno());
    }

    private T Inside<T>(Func<T> call) => Namespace is null ? call() : Namespace.Run(call);
}
