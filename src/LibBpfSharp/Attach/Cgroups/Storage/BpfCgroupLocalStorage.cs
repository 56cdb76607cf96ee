using System.Runtime.CompilerServices;
using LibBpfSharp.Interop;

namespace LibBpfSharp;

/// <summary>The local storage of cgroups (map type <c>CGRP_STORAGE</c>, Linux 6.2), seen as values of a C# type.</summary>
/// <remarks>
/// Programs of any type make and reach a storage by <c>bpf_cgrp_storage_get</c>, user space by the cgroup's directory. It goes with the cgroup or the map.
/// The kernel cannot walk it. Source: <c>kernel/bpf/bpf_cgrp_storage.c</c>.
/// </remarks>
/// <typeparam name="TValue">The value, laid out as in C.</typeparam>
public sealed class BpfCgroupLocalStorage<TValue>
    where TValue : unmanaged
{
    private readonly MapElements _elements;

    internal BpfCgroupLocalStorage(MapElements elements)
    {
        MapLayout.CheckType(elements.Shape, [BpfMapType.CgrpStorage], "a view of cgroup local storage");
        MapLayout.CheckValue<TValue>(elements.Shape);
        _elements = elements;
    }

    /// <summary>Reads a cgroup's storage.</summary>
    /// <param name="cgroup">The cgroup: open, or by path, id or descriptor.</param>
    /// <param name="value">What it holds.</param>
    /// <returns>False if it has none.</returns>
    /// <exception cref="BpfAttachException">There is no such cgroup.</exception>
    public bool TryGet(CgroupReference cgroup, out TValue value)
    {
        Unsafe.SkipInit(out value);
        using Key key = new(cgroup, _elements.Handle.Kernel);
        return _elements.TryLookup(key.Bytes, ElementSpans.WritableBytesOf(ref value), BpfElementFlags.Any);
    }

    /// <summary>Writes a cgroup's storage, which is made where there is none.</summary>
    /// <inheritdoc cref="TryGet" path="/param"/>
    /// <inheritdoc cref="TryGet" path="/exception"/>
    public void Set(CgroupReference cgroup, in TValue value)
    {
        using Key key = new(cgroup, _elements.Handle.Kernel);
        _elements.Update(key.Bytes, ElementSpans.BytesOf(in value), BpfElementFlags.Any);
    }

    /// <summary>Frees a cgroup's storage.</summary>
    /// <inheritdoc cref="TryGet"/>
    public bool Remove(CgroupReference cgroup)
    {
        using Key key = new(cgroup, _elements.Handle.Kernel);
        return _elements.Delete(key.Bytes);
    }

    /// <summary>The directory's descriptor, which is the key, kept open while it is used.</summary>
    private readonly ref struct Key
    {
        private readonly Cgroup _cgroup;
        private readonly HandleHold _hold;

        public Key(CgroupReference reference, Kernel kernel)
        {
            _cgroup = reference.Open(kernel);
            _hold = _cgroup.Handle.Hold();
        }

        public ReadOnlySpan<byte> Bytes => BitConverter.GetBytes(_hold.Descriptor);

        public void Dispose()
        {
            _hold.Dispose();
            _cgroup.Dispose();
        }
    }
}
