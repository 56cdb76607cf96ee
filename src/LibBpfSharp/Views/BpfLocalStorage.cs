using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LibBpfSharp.Interop;
using Microsoft.Win32.SafeHandles;

namespace LibBpfSharp;

/// <summary>
/// A value that lives with a socket (5.2), file (5.10) or task (5.11), and goes with it. User space names the owner by a descriptor. That of cgroups has
/// a view of its own, <see cref="CgroupLocalStorage{TValue}"/>.
/// </summary>
/// <remarks>Source: <c>kernel/bpf/bpf_local_storage.c</c>. Elements cannot be walked but by a BPF iterator.</remarks>
/// <typeparam name="T">The value, laid out as in C.</typeparam>
public sealed class BpfLocalStorage<T> : BpfMapView
    where T : unmanaged
{
    internal BpfLocalStorage(MapElements elements)
        : base(elements, [BpfMapType.SkStorage, BpfMapType.InodeStorage, BpfMapType.TaskStorage], "a view of local storage")
        => LayoutCheck = MapLayout.CheckValue<T>(elements.Shape);

    /// <summary>Reads the value of an owner.</summary>
    /// <param name="owner">What the value lives with: <see cref="Socket.SafeHandle"/>, a <see cref="SafeFileHandle"/>, or a <see cref="PidHandle"/>, by the map's type.</param>
    /// <param name="value">The value.</param>
    /// <param name="flags"><see cref="BpfElementFlags.Lock"/> to hold the value's spin lock over the copy.</param>
    /// <returns>False if the owner has none.</returns>
    /// <exception cref="BpfException">EBADF or ENOTSOCK: the descriptor is of another kind.</exception>
    public bool TryGet(SafeHandle owner, out T value, BpfElementFlags flags = BpfElementFlags.Any)
    {
        ArgumentNullException.ThrowIfNull(owner);
        Unsafe.SkipInit(out value);
        using HandleHold hold = new(owner);
        int descriptor = hold.Descriptor;
        return Elements.TryLookup(ElementSpans.BytesOf(in descriptor), ElementSpans.WritableBytesOf(ref value), flags);
    }

    /// <summary>Gives an owner a value, or, by <paramref name="flags"/>, only one that has none, or has one.</summary>
    /// <param name="owner">What the value is to live with.</param>
    /// <param name="value">The value.</param>
    /// <param name="flags">The condition, and <see cref="BpfElementFlags.Lock"/>.</param>
    /// <exception cref="BpfException">EEXIST or ENOENT by <paramref name="flags"/>; EBADF or ENOTSOCK: the descriptor is of another kind.</exception>
    public void Set(SafeHandle owner, in T value, BpfElementFlags flags = BpfElementFlags.Any)
    {
        ArgumentNullException.ThrowIfNull(owner);
        using HandleHold hold = new(owner);
        int descriptor = hold.Descriptor;
        Elements.Update(ElementSpans.BytesOf(in descriptor), ElementSpans.BytesOf(in value), flags);
    }

    /// <summary>Takes an owner's value away.</summary>
    /// <returns>False if it has none.</returns>
    /// <exception cref="BpfException">The kernel refuses.</exception>
    public bool Remove(SafeHandle owner)
    {
        ArgumentNullException.ThrowIfNull(owner);
        using HandleHold hold = new(owner);
        int descriptor = hold.Descriptor;
        return Elements.Delete(ElementSpans.BytesOf(in descriptor));
    }
}
