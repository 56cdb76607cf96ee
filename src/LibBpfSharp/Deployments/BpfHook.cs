namespace LibBpfSharp.Deployments;

/// <summary>One place where a program of a generation runs. It keeps its name from generation to generation.</summary>
public sealed class BpfHook
{
    private BpfHook(StoredHook record, string program)
    {
        Record = record;
        Program = program;
    }

    /// <summary>The hook's name, unique in its deployment.</summary>
    public string Name => Record.Name;

    /// <summary>The name of the object's program that runs there.</summary>
    public string Program { get; }

    /// <summary>What is known of the hook without the object.</summary>
    internal StoredHook Record { get; }

    /// <summary>Attaches for the first time; <c>null</c> for a hook that is not held by a link.</summary>
    internal Func<BpfProgram, BpfLink>? Attach { get; private init; }

    /// <summary>The cgroup; <c>null</c> where the caller attaches.</summary>
    internal CgroupReference? Cgroup { get; private init; }

    /// <summary>Where on the cgroup; <c>null</c> for what the program says.</summary>
    internal BpfAttachType? AttachType { get; private init; }

    /// <summary>A hook held by a link, pinned for as long as the hook lasts and updated from generation to generation.</summary>
    /// <param name="program">The name of the object's program.</param>
    /// <param name="attach">Attaches the program, where the deployment has no such hook yet, or its link is defunct, and returns a link of that very program, which is the deployment's from then on. In <see cref="BpfSwitchMode.Selector"/> it is handed the dispatcher.</param>
    /// <param name="name">The hook's name; <c>null</c> for the program's.</param>
    /// <remarks>
    /// In <see cref="BpfSwitchMode.EachHook"/> any kind of link that the kernel can update: cgroup (5.7), netns (5.8), XDP (5.9), tcx (6.6), netkit (6.7), maps of sockets (6.10).
    /// Others, as netfilter's, end the first swap with <see cref="BpfDeploymentError.LinkNotUpdatable"/>. In <see cref="BpfSwitchMode.Selector"/> no link is updated, and any kind
    /// will do whose programs may tail-call.
    /// </remarks>
    /// <exception cref="ArgumentException"><paramref name="program"/> is empty, or the hook's name is, or has a dot or a slash in it.</exception>
    public static BpfHook Link(string program, Func<BpfProgram, BpfLink> attach, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(attach);
        return new(new LinkHook(Checked(name ?? program, program)), program) { Attach = attach };
    }

    /// <summary>A hook on a cgroup held by a link. Linux 5.7.</summary>
    /// <param name="program">The name of the object's program.</param>
    /// <param name="cgroup">The cgroup: its path, the open <see cref="Cgroup"/>, which must stay open until the swap is done, its id, or a descriptor.</param>
    /// <param name="options">Attach type, position and conditions of the first attachment; updates keep them.</param>
    /// <param name="name">The hook's name; <c>null</c> for the program's.</param>
    /// <exception cref="ArgumentException"><paramref name="program"/> is empty, or the hook's name is, or has a dot or a slash in it.</exception>
    public static BpfHook CgroupLink(string program, CgroupReference cgroup, CgroupOptions? options = null, string? name = null)
        => new(new LinkHook(Checked(name ?? program, program)), program)
        {
            Attach = loaded => loaded.AttachCgroup(cgroup, options),
            Cgroup = cgroup,
            AttachType = options?.AttachType,
        };

    /// <summary>A hook on a cgroup by the legacy call in <see cref="CgroupAttachMode.AllowMulti"/>, whose program is swapped by <c>BPF_F_REPLACE</c> (5.6).</summary>
    /// <param name="program">The name of the object's program.</param>
    /// <param name="cgroup">The cgroup: its path, the open <see cref="Cgroup"/>, its id, or a descriptor. It is looked up at once.</param>
    /// <param name="attachType">Where on the cgroup.</param>
    /// <param name="name">The hook's name; <c>null</c> for the program's.</param>
    /// <inheritdoc cref="Cgroup.Open(string)" path="/exception"/>
    /// <exception cref="ArgumentException"><paramref name="program"/> is empty, the hook's name is, or has a dot or a slash in it, or <paramref name="attachType"/> is not an attach type of cgroups.</exception>
    public static BpfHook CgroupLegacy(string program, CgroupReference cgroup, BpfAttachType attachType, string? name = null)
    {
        string pin = Checked(name ?? program, program);
        if (!CgroupHook.IsOne(attachType)) throw new ArgumentException($"{attachType} is not an attach type of cgroups.", nameof(attachType));
        using Cgroup open = cgroup.Open(Kernel.Running);
        return new(new LegacyHook(pin, open.Id, attachType), program);
    }

    /// <summary>A slot of a program array that generations share (<see cref="BpfMapHandover.Reuse"/>).</summary>
    /// <param name="program">The name of the object's program.</param>
    /// <param name="map">The name of the program array.</param>
    /// <param name="index">The slot.</param>
    /// <param name="name">The hook's name; <c>null</c> for the map's and the slot.</param>
    /// <exception cref="ArgumentException"><paramref name="program"/> or <paramref name="map"/> is empty, or the hook's name is, or has a dot or a slash in it.</exception>
    public static BpfHook Slot(string program, string map, uint index, string? name = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(map);
        return new(new SlotHook(Checked(name ?? $"{map}_{index}", program), PinFiles.NameFor(map), index), program);
    }

    private static string Checked(string name, string program)
    {
        ArgumentException.ThrowIfNullOrEmpty(program);
        ArgumentException.ThrowIfNullOrEmpty(name);
        return name.AsSpan().ContainsAny('.', '/') ? throw new ArgumentException($"'{name}' is to be the name of a pin: it can have neither a dot nor a slash.", nameof(name)) : name;
    }
}
