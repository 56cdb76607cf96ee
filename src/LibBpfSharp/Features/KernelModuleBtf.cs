using System.Diagnostics.CodeAnalysis;
using LibBpfSharp.Btf;
using LibBpfSharp.Interop;

namespace LibBpfSharp.Features;

/// <summary>The BTF of one loaded kernel module, read when it is first asked for.</summary>
internal sealed class KernelModuleBtf
{
    private readonly KernelBtf _owner;
    private readonly object _gate = new();
    private BtfSpec? _types;
    private bool _broken;

    public KernelModuleBtf(KernelBtf owner, uint id, string name)
    {
        _owner = owner;
        Id = id;
        Name = name;
    }

    /// <summary>The id of the kernel's BTF object.</summary>
    public uint Id { get; }

    /// <summary>The module's name.</summary>
    public string Name { get; }

    /// <summary>Why the module's types could not be had when they were last asked for.</summary>
    public string? Fault { get; private set; }

    /// <summary>The module's types, on top of the kernel's.</summary>
    /// <returns><c>false</c> if they cannot be read; then <see cref="Fault"/> tells why.</returns>
    public bool TryGetTypes([NotNullWhen(true)] out BtfSpec? types)
    {
        lock (_gate)
        {
            if (_types is null && !_broken) Load();
            types = _types;
            return types is not null;
        }
    }

    /// <summary>Opens the kernel's BTF object, as calls of the module's functions need it.</summary>
    /// <returns>0, or the negated errno; ENOENT if the module is gone.</returns>
    public nint Open(out BtfHandle handle)
    {
        handle = new BtfHandle(_owner.Kernel);
        return _owner.Kernel.OpenById(BpfCommand.BtfGetFdById, Id, handle);
    }

    private void Load()
    {
        nint result = Open(out BtfHandle handle);
        if (result < 0)
        {
            Fault = ((Errno)(-result)).Describe();
            return;
        }

        try
        {
            using (handle) _types = BtfSpec.Parse(BtfObjectInfo.ReadData(handle), _owner.Types);
            Fault = null;
        }
        catch (BpfException cause)
        {
            _broken = cause is BpfObjectFormatException;
            Fault = cause.Message;
        }
    }
}
