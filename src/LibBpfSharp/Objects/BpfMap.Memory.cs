using LibBpfSharp.Interop;

namespace LibBpfSharp;

/// <content>The map's memory in this process.</content>
public sealed partial class BpfMap
{
    /// <summary>Bytes that can be mapped into memory: of an array all elements, each rounded up to 8 bytes; of an arena all pages; 0 for other maps.</summary>
    /// <exception cref="InvalidOperationException">The map is not in the kernel.</exception>
    public long MemorySize => (_flags & BpfMapFlags.Mmapable) == 0 ? 0 : _type switch
    {
        BpfMapType.Array => Elements.Shape.MaxEntries * (long)Elements.Shape.CpuStride,
        BpfMapType.Arena => Elements.Shape.MaxEntries * (long)Environment.SystemPageSize,
        _ => 0,
    };

    /// <summary>The map's memory in place, shared with programs: of an array with <see cref="BpfMapFlags.Mmapable"/> (5.5), a data section, or an arena (6.9).</summary>
    /// <remarks>
    /// The map is mapped at the first lease, and unmapped when it is disposed and the last lease returned, on whichever threads. A map that is frozen
    /// or read-only is mapped for reading. A page of an arena comes into being when it is touched; in one with <see cref="BpfMapFlags.SegvOnFault"/>
    /// touching a page no program has allocated ends the process.
    /// </remarks>
    /// <exception cref="InvalidOperationException">The map is not in the kernel, or cannot be mapped into memory.</exception>
    /// <exception cref="ObjectDisposedException">The map is disposed.</exception>
    /// <exception cref="BpfPermissionException"><see cref="BpfPermissionReason.AccessMode"/>: the map was opened with <see cref="BpfFileFlags.Rdonly"/> or <see cref="BpfFileFlags.Wronly"/>; the kernel maps the memory of none that is, not even for reading.</exception>
    /// <exception cref="BpfException">The kernel refuses: EBUSY for an arena that another process has mapped at another address.</exception>
    public BpfMemoryLease LeaseMemory() => new(Mapped() ?? throw NotMappable(), 0, (nint)MemorySize);

    internal BpfMemoryLease LeaseContents(int offset, int length) => new(Mapped() ?? throw NotMappable(), (nint)_contentsOffset + offset, length);

    private InvalidOperationException NotMappable()
        => new($"Map '{Name}' ({_type}) cannot be mapped into memory: that takes an arena, or an array made with {nameof(BpfMapFlags)}.{nameof(BpfMapFlags.Mmapable)}.");

    /// <summary>The memory where the map allows it; made at first use, so that an object nobody looks into costs no mapping.</summary>
    private MappedMemory? Mapped()
    {
        BpfMapHandle handle = Handle;
        if (MemorySize == 0) return null;
        return _memory.Current ?? MapOnce(handle);
    }

    // On its own, or every lease would allocate what the lambda captures.
    private MappedMemory MapOnce(BpfMapHandle handle) => _memory.MapOnce(() => Map(handle));

    private MappedMemory Map(BpfMapHandle handle)
    {
        nint page = Environment.SystemPageSize, length = ((nint)MemorySize + page - 1) / page * page;
        nint address = _type is BpfMapType.Arena ? (nint)_mapExtra : 0;
        bool writable = (_flags & BpfMapFlags.RdonlyProg) == 0;
        nint result = MappedMemory.Map(handle, length, writable, out MappedMemory mapped, address);
        if (writable && result == -(nint)Errno.EPERM) result = MappedMemory.Map(handle, length, false, out mapped, address);
        if (result == 0) return mapped;
        Errno errno = result.ToErrno();
        string what = $"Map '{Name}' cannot be mapped into memory: {errno.Describe()}.";
        throw handle.IsOpenedOneWay(errno)
            ? new BpfPermissionException($"{what} {PermissionWords.Elements}", errno, BpfPermissionReason.AccessMode, objectName: Name)
            : new BpfException(what, errno, objectName: Name);
    }
}
