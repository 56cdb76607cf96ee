using LibBpfSharp.Btf;
using LibBpfSharp.Interop;

namespace LibBpfSharp.Features;

/// <summary>The types of a kernel and its modules: opened when first asked for, kept and indexed for as long as the kernel is known.</summary>
internal sealed class KernelBtf
{
    private readonly object _gate = new();
    private BtfSpec? _types;

    /// <summary>The modules found last by the ids of their BTF, which the kernel does not use twice.</summary>
    private Dictionary<uint, KernelModuleBtf> _modules = [];

    internal KernelBtf(Kernel kernel, BtfSpec? types = null) => (Kernel, _types) = (kernel, types);

    public Kernel Kernel { get; }

    /// <summary>The types of the kernel proper.</summary>
    /// <exception cref="BpfNotSupportedException">The kernel shows none, and no image of it is found.</exception>
    /// <exception cref="BpfException">They cannot be read.</exception>
    public BtfSpec Types
    {
        get
        {
            lock (_gate) return _types ??= new KernelBtfFile(Kernel).Read();
        }
    }

    /// <summary>Why modules could not be enumerated to the end, at the last <see cref="FindModules"/>.</summary>
    public string? ModulesFault { get; private set; }

    /// <summary>What is known of a kernel's types.</summary>
    public static KernelBtf Of(Kernel kernel) => kernel.Facts(static kernel => new KernelBtf(kernel));

    /// <summary>
    /// The modules now loaded that have BTF, by rising id. Empty on kernels without BTF of modules (before 5.11) and for those
    /// who may not ask (CAP_SYS_ADMIN).
    /// </summary>
    public IReadOnlyList<KernelModuleBtf> FindModules()
    {
        lock (_gate)
        {
            List<KernelModuleBtf> modules = [];
            ModulesFault = null;
            try
            {
                modules.AddRange(
                    from info in ObjectIds.BtfObjects(Kernel)
                    where info.IsKernel && info.Name != "vmlinux"
                    select _modules.GetValueOrDefault(info.Id) ?? new KernelModuleBtf(this, info.Id, info.Name));
            }
            catch (BpfException cause)
            {
                ModulesFault = cause.Message;
            }

            _modules = modules.ToDictionary(module => module.Id);
            return modules;
        }
    }
}
