using LibBpfSharp.Btf;
using LibBpfSharp.Interop;
using LibBpfSharp.Loading.Externs;

namespace LibBpfSharp.Loading;

/// <summary>The kernel an object is loaded into. Holds the descriptors of modules' BTF objects for as long as the load lasts.</summary>
/// <param name="kernel">The kernel.</param>
internal sealed class RunningKernel(Kernel kernel) : TargetKernel, IDisposable
{
    private readonly List<BtfHandle> _handles = [];
    private List<TargetModule>? _modules;

    public override BtfSpec Types => KernelBtf.Of(kernel).Types;

    public override IReadOnlyList<TargetModule> Modules => _modules ??= OpenModules();

    public override string? ModulesFault => KernelBtf.Of(kernel).ModulesFault;

    public override uint Version => KernelVersion.CodeOf(kernel);

    public override bool HasBpfCookie => BpfFeatures.Of(kernel).Probe(BpfFeature.BpfCookie).IsSupported;

    public override bool HasSyscallWrapper => BpfFeatures.Of(kernel).Probe(BpfFeature.SyscallWrapper).IsSupported;

    public override ReadOnlyMemory<byte>? ReadConfig() => KernelConfig.Read(kernel);

    public override IReadOnlyList<ulong?> FindSymbols(IReadOnlyList<string> names)
    {
        KallsymsReader reader = new(names);
        try
        {
            using KernelFileStream table = kernel.OpenStream("/proc/kallsyms", ReadBound.Symbols);
            reader.Read(table);
            return reader.Addresses;
        }
        catch (BpfException failure) when (failure is not BpfRelocationException)
        {
            throw new BpfRelocationException($"The kernel's symbol table cannot be read: {failure.Message}", errno: failure.Errno);
        }
    }

    public void Dispose()
    {
        foreach (BtfHandle handle in _handles) handle.Dispose();
    }

    private List<TargetModule> OpenModules()
    {
        List<TargetModule> modules = [];
        foreach (KernelModuleBtf module in KernelBtf.Of(kernel).FindModules())
        {
            // A module that went away meanwhile, or whose types are broken, is one that has no answer.
            if (!module.TryGetTypes(out BtfSpec? types) || module.Open(out BtfHandle handle) < 0) continue;
            _handles.Add(handle);
            modules.Add(new TargetModule(module.Name, types, handle.Descriptor));
        }

        return modules;
    }
}
