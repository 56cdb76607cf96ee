namespace LibBpfSharp.Loading.Externs;

/// <summary>The descriptor array handed over with each program: a call of a module's function names its module by the place here.</summary>
internal sealed class ModuleDescriptors
{
    // Place 0 means the kernel proper.
    private readonly List<TargetModule?> _modules = [null];

    /// <summary>The descriptors, to be passed as <c>fd_array</c>; empty if no module is used.</summary>
    public int[] ToArray() => _modules.Count == 1 ? [] : [.. _modules.Select(module => module?.Descriptor ?? 0)];

    /// <summary>The module's place, taken at first use.</summary>
    /// <exception cref="BpfRelocationException">More modules are used than a call can tell apart.</exception>
    public short IndexOf(TargetModule module)
    {
        int index = _modules.IndexOf(module);
        if (index > 0) return (short)index;
        if (_modules.Count == short.MaxValue)
            throw new BpfRelocationException($"Functions of more than {short.MaxValue} modules are called.", errno: Errno.E2BIG);
        _modules.Add(module);
        return (short)(_modules.Count - 1);
    }
}
