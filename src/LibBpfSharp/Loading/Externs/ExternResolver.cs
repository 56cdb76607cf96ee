namespace LibBpfSharp.Loading.Externs;

/// <summary>Finds for every extern of an object what it stands for in one kernel. The whole object is resolved, whatever of it is loaded.</summary>
/// <param name="spec">The object.</param>
/// <param name="target">The kernel.</param>
internal sealed class ExternResolver(BpfObjectSpec spec, TargetKernel target)
{
    private readonly ExternSpec[] _externs = spec.Externs;

    /// <summary>Resolves all externs.</summary>
    /// <param name="extraConfig">Configuration text that goes before the kernel's own; <c>null</c> for none.</param>
    /// <param name="modules">Takes note of the modules whose functions are called.</param>
    /// <exception cref="BpfRelocationException">A strong extern is missing, or one does not fit what the kernel has.</exception>
    public ResolvedExterns Resolve(string? extraConfig, ModuleDescriptors modules)
    {
        var values = new ExternValue[_externs.Length];
        KconfigImage config = ResolveConfig(extraConfig);
        ResolveAddresses(values);
        ResolveTyped(values, modules);

        for (int i = 0; i < _externs.Length; i++)
        {
            ExternSpec wanted = _externs[i];
            bool isSet = wanted.Kind == ExternKind.Kconfig ? config.IsSet(i) : values[i].IsSet;
            if (isSet || wanted.IsWeak) continue;
            throw new BpfRelocationException(
                $"The strong extern '{wanted.Name}' is not in this kernel. Mark it __weak and test for it if the object can do without.",
                errno: Errno.ESRCH);
        }

        return new ResolvedExterns(values, config.Bytes);
    }

    private KconfigImage ResolveConfig(string? extraConfig)
    {
        var image = new KconfigImage(_externs, spec.IsLittleEndian);
        bool needsConfig = false;
        for (int i = 0; i < _externs.Length; i++)
        {
            if (_externs[i].Kind != ExternKind.Kconfig) continue;
            if (_externs[i].Name.StartsWith("CONFIG_", StringComparison.Ordinal)) needsConfig = true;
            else image.SetNumber(i, ComputedValue(_externs[i]));
        }

        if (!needsConfig) return image;
        var reader = new KconfigReader(_externs, image);
        if (extraConfig is not null) reader.Read(System.Text.Encoding.UTF8.GetBytes(extraConfig));
        if (extraConfig is not null && !image.IsIncomplete) return image;
        if (target.ReadConfig() is { } text) reader.Read(text.Span);
        else image.LeaveZero();
        return image;
    }

    private ulong ComputedValue(ExternSpec wanted) => wanted.Name switch
    {
        "LINUX_KERNEL_VERSION" => target.Version,
        "LINUX_HAS_BPF_COOKIE" => target.HasBpfCookie ? 1ul : 0,
        "LINUX_HAS_SYSCALL_WRAPPER" => target.HasSyscallWrapper ? 1ul : 0,
        _ when wanted.IsWeak && wanted.Name.StartsWith("LINUX_", StringComparison.Ordinal) => 0,
        _ => throw new BpfRelocationException(
            $"The configuration extern '{wanted.Name}' is neither a CONFIG_ value nor one a loader computes.", errno: Errno.EINVAL),
    };

    private void ResolveAddresses(ExternValue[] values)
    {
        if (!Array.Exists(_externs, wanted => wanted is { Kind: ExternKind.KernelVariable, TargetTypeId: 0 })) return;

        // Typed variables take part, as the table is read anyway: a name that has two addresses is refused for them too.
        int[] variables = [.. Enumerable.Range(0, _externs.Length).Where(i => _externs[i].Kind == ExternKind.KernelVariable)];
        IReadOnlyList<ulong?> addresses = target.FindSymbols([.. variables.Select(i => _externs[i].Name)]);
        for (int i = 0; i < variables.Length; i++)
        {
            if (addresses[i] is { } address && _externs[variables[i]].TargetTypeId == 0)
                values[variables[i]] = new ExternValue { IsSet = true, Address = address };
        }
    }

    private void ResolveTyped(ExternValue[] values, ModuleDescriptors modules)
    {
        TypedSymbolResolver? resolver = null;
        for (int i = 0; i < _externs.Length; i++)
        {
            if (_externs[i].Kind == ExternKind.Kconfig || _externs[i].TargetTypeId == 0) continue;
            resolver ??= new TypedSymbolResolver(spec.Btf!, target, modules);
            values[i] = resolver.Resolve(_externs[i]);
        }
    }
}
