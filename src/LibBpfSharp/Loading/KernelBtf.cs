using LibBpfSharp.Btf;
using LibBpfSharp.Interop;

namespace LibBpfSharp.Loading;

/// <summary>The types of a kernel and its modules: opened when first asked for, kept and indexed for as long as the kernel is known.</summary>
internal sealed unsafe class KernelBtf
{
    private const int LongestName = 64;

    private readonly object _gate = new();
    private BtfSpec? _types;

    /// <summary>What is known of BTF objects by their ids, which the kernel does not use twice; <c>null</c> for those of no module.</summary>
    private Dictionary<uint, KernelModuleBtf?> _known = [];

    private KernelBtf(Kernel kernel) => Kernel = kernel;

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
            Dictionary<uint, KernelModuleBtf?> seen = [];
            uint id = 0;
            nint result;
            while ((result = Kernel.NextId(BpfCommand.BtfGetNextId, ref id)) >= 0)
            {
                if (!_known.TryGetValue(id, out KernelModuleBtf? module) && !TryIdentify(id, out module)) continue;
                seen[id] = module;
                if (module is not null) modules.Add(module);
            }

            ModulesFault = result == -(nint)Errno.ENOENT ? null : ((Errno)(-result)).Describe();
            _known = seen;
            return modules;
        }
    }

    /// <summary>Asks what a BTF object is.</summary>
    /// <returns><c>false</c> if it is gone or does not answer; asked again next time.</returns>
    private bool TryIdentify(uint id, out KernelModuleBtf? module)
    {
        module = null;
        var handle = new BtfHandle(Kernel);
        if (Kernel.OpenById(BpfCommand.BtfGetFdById, id, handle) < 0) return false;

        using (handle)
        {
            byte* name = stackalloc byte[LongestName];
            BtfObjectInfo info = new() { Name = (ulong)name, NameLen = LongestName };
            if (handle.ObjectInfo(ref info, out _) < 0) return false;
            string text = KernelText.Read(new ReadOnlySpan<byte>(name, LongestName));
            if (info.KernelBtf != 0 && text != "vmlinux") module = new(this, id, text);
            return true;
        }
    }
}
