using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using LibBpfSharp.Interop;

namespace LibBpfSharp;

/// <summary>The local storage of cgroups (map type <c>CGRP_STORAGE</c>, Linux 6.2), seen as values of a C# type.</summary>
/// <remarks>
/// Programs of any type make and reach a storage by <c>bpf_cgrp_storage_get</c>, user space by the cgroup's directory. It goes with the cgroup or the map.
/// The kernel cannot walk it. Source: <c>kernel/bpf/bpf_cgrp_storage.c</c>.
/// </remarks>
/// <typeparam name="TValue">The value, laid out as in C.</typeparam>
public sealed class CgroupLocalStorage<TValue> : BpfMapView
    where TValue : unmanaged
{
    internal CgroupLocalStorage(MapElements elements)
        : base(elements, [BpfMapType.CgrpStorage], "a view of cgroup local storage") => LayoutCheck = MapLayout.CheckValue<TValue>(elements.Shape);

    /// <summary>Reads a cgroup's storage.</summary>
    /// <param name="cgroup">The cgroup: open, or by path, id or descriptor.</param>
    /// <param name="value">What it holds.</param>
    /// <param name="flags"><see cref="BpfElementFlags.Lock"/> to hold the value's spin lock over the copy.</param>
    /// <returns>False if it has none.</returns>
    /// <exception cref="BpfAttachException">There is no such cgroup.</exception>
    public bool TryGet(CgroupReference cgroup, out TValue value, BpfElementFlags flags = BpfElementFlags.Any)
    {
        Unsafe.SkipInit(out value);
        using Key key = new(cgroup, Elements.Handle.Kernel);
        return Elements.TryLookup(key.Bytes, ElementSpans.WritableBytesOf(ref value), flags);
    }

    /// <summary>Writes a cgroup's storage, which is made where there is none.</summary>
    /// <param name="cgroup">The cgroup: open, or by path, id or descriptor.</param>
    /// <param name="value">What it is to hold.</param>
    /// <param name="flags"><see cref="BpfElementFlags.Noexist"/> or <see cref="BpfElementFlags.Exist"/>, and <see cref="BpfElementFlags.Lock"/>.</param>
    /// <inheritdoc cref="TryGet" path="/exception"/>
    /// <exception cref="BpfException">EEXIST or ENOENT by <paramref name="flags"/>.</exception>
    public void Set(CgroupReference cgroup, in TValue value, BpfElementFlags flags = BpfElementFlags.Any)
    {
        using Key key = new(cgroup, Elements.Handle.Kernel);
        Elements.Update(key.Bytes, ElementSpans.BytesOf(in value), flags);
    }

    /// <summary>Frees a cgroup's storage.</summary>
    /// <param name="cgroup">The cgroup: open, or by path, id or descriptor.</param>
    /// <inheritdoc cref="TryGet" path="/returns"/>
    /// <inheritdoc cref="TryGet" path="/exception"/>
    public bool Remove(CgroupReference cgroup)
    {
        using Key key = new(cgroup, Elements.Handle.Kernel);
        return Elements.Delete(key.Bytes);
    }

    /// <summary>The directory's descriptor, which is the key, kept open while it is used.</summary>
    private readonly ref struct Key
    {
        private readonly Cgroup? _opened;
        private readonly HandleHold _hold;
        private readonly int _descriptor;

        public Key(CgroupReference reference, Kernel kernel)
        {
            _hold = reference.Hold(kernel, out _opened);
            _descriptor = _hold.Descriptor;
        }

        [UnscopedRef]
        public ReadOnlySpan<byte> Bytes => ElementSpans.BytesOf(in _descriptor);

        public void Dispose()
        {
            _hold.Dispose();
            _opened?.Dispose();
        }
    }
}
