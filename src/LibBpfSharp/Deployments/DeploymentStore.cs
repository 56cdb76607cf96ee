using LibBpfSharp.Interop;

namespace LibBpfSharp.Deployments;

/// <summary>
/// What of a deployment lies in the BPF file system. Two symbolic links are the record of where it is: <c>current</c> leads to the generation
/// that runs, <c>staged</c>, while it is there, to the one that is taking over. Renaming the second to the first ends a swap in one step.
/// </summary>
internal sealed class DeploymentStore(string path, Kernel kernel)
{
    private const string Current = "current", Staged = "staged";

    public string Path => path;

    public Kernel Kernel => kernel;

    /// <summary>The folder of what outlives generations in <see cref="BpfSwitchMode.Selector"/>.</summary>
    public string SelectorDirectory { get; } = System.IO.Path.Combine(path, "selector");

    private string LinkDirectory { get; } = System.IO.Path.Combine(path, "links");

    public string LinkPath(string hook) => System.IO.Path.Combine(LinkDirectory, hook);

    public StoredGeneration? ReadCurrent()
    {
        StoredGeneration? current = Read(Current, out string target);
        return current is null || current.Exists ? current : throw new BpfDeploymentException(
            $"'{PathOf(Current)}' leads to '{target}', which is gone: somebody removed its pins. Remove '{path}' with all that is in it, which ends what its links attach, and begin anew.",
            BpfDeploymentError.Damaged, PathOf(Current));
    }

    /// <summary>The generation that is taking over. It may be gone (<see cref="StoredGeneration.Exists"/>), if somebody removed it: then there is a way back only.</summary>
    public StoredGeneration? ReadStaged() => Read(Staged, out _);

    /// <summary>The hooks that have a pinned link.</summary>
    public IReadOnlyList<string> ReadLinks() => PinFolder.Names(LinkDirectory, kernel);

    /// <summary>Whether a hook has a pinned link.</summary>
    public bool HasLink(string hook) => Has(LinkPath(hook));

    /// <summary>Whether something is pinned at a path.</summary>
    public bool Has(string pin) => kernel.KindOf(pin) == FileKind.Regular;

    /// <summary>Every generation something is left of, by number.</summary>
    public IReadOnlyList<StoredGeneration> ReadGenerations()
        => [.. kernel.List(path).Where(entry => entry.Kind == FileKind.Directory).Select(entry => StoredGeneration.NumberOf(entry.Name)).OfType<int>().Order().Select(Get)];

    public StoredGeneration Get(int number) => new(path, number, kernel);

    /// <summary>Says that a generation is about to take over: from here on a crash is settled by what is recorded.</summary>
    public void Stage(StoredGeneration next) => Check(kernel.MakeSymbolicLink(StoredGeneration.NameOf(next.Number), PathOf(Staged)), Staged);

    /// <summary>Says which generation runs, in one step, and that none is taking over.</summary>
    /// <param name="running"><c>null</c> for none.</param>
    public void Commit(StoredGeneration? running)
    {
        StoredGeneration? staged = ReadStaged();
        if (running is not null && staged?.Number == running.Number)
        {
            Check(kernel.Rename(PathOf(Staged), PathOf(Current)), Current);
            return;
        }

        if (staged is not null) Check(kernel.RemoveFile(PathOf(Staged)), Staged);
        if (running is null && ReadCurrent() is not null) Check(kernel.RemoveFile(PathOf(Current)), Current);
    }

    /// <summary>A hook's link; <c>null</c> if it has none, or one that attaches nothing since what it was attached to is gone.</summary>
    public BpfLink? OpenLink(string hook)
    {
        if (!HasLink(hook)) return null;
        BpfLink? spare = BpfLink.OpenPinned(LinkPath(hook), kernel);
        try
        {
            BpfLink? link = spare.IsDefunct ? null : spare;
            if (link is not null) spare = null;
            return link;
        }
        finally
        {
            spare?.Dispose();
        }
    }

    /// <summary>Attaches where <see cref="OpenLink"/> gave nothing.</summary>
    public void AttachLink(string hook, Func<BpfLink> attach)
    {
        if (HasLink(hook)) RemoveLink(hook);
        using BpfLink link = attach();
        link.Pin(LinkPath(hook));
    }

    /// <summary>Removes a hook's link: the attachment ends, whoever else holds the link.</summary>
    public void RemoveLink(string hook)
    {
        using (BpfLinkHandle link = PinFiles.OpenLink(LinkPath(hook), kernel)) link.LinkDetach(); // Kinds that cannot be detached go with the pin.
        Check(kernel.RemoveFile(LinkPath(hook)), LinkPath(hook));
    }

    public void Check(nint result, string what)
    {
        Errno errno = result.ToErrno();
        if (errno != Errno.None) throw PinFailure.OfPath(PathOf(what), errno, command: null, kernel);
    }

    private string PathOf(string name) => System.IO.Path.Combine(path, name);

    private StoredGeneration? Read(string record, out string target)
    {
        Errno errno = kernel.TryReadLink(PathOf(record), out target);
        if (errno is Errno.ENOENT or Errno.EINVAL) return null; // EINVAL: it is there, but no link
        Check(-(nint)errno, record);
        return StoredGeneration.NumberOf(System.IO.Path.GetFileName(target)) is { } number
            ? Get(number)
            : throw new BpfDeploymentException($"'{PathOf(record)}' leads to '{target}', which is no generation.", BpfDeploymentError.Damaged, PathOf(record));
    }
}
