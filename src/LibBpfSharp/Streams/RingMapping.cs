using System.Runtime.InteropServices;

namespace LibBpfSharp;

/// <summary>
/// The memory of a ring buffer: the consumer's page, and the producer's page with the data, which follows twice so that no record wraps.
/// One side's is read-only. Both go when the last holder is out.
/// </summary>
internal sealed unsafe class RingMapping : SafeHandle
{
    private readonly MappedMemory _consumerPage;
    private readonly MappedMemory _producerPages;

    private RingMapping(MappedMemory consumerPage, MappedMemory producerPages, BpfMapInfo info)
        : base(invalidHandleValue: 0, ownsHandle: true)
    {
        _consumerPage = consumerPage;
        _producerPages = producerPages;
        Info = info;
        SetHandle((nint)producerPages.Address);
    }

    public override bool IsInvalid => handle == 0;

    /// <summary>What the kernel tells of the map.</summary>
    public BpfMapInfo Info { get; }

    /// <summary>Bytes of the data, a power of two.</summary>
    public uint Size => Info.MaxEntries;

    public ulong* Consumer => (ulong*)_consumerPage.Address;

    public ulong* Producer => (ulong*)_producerPages.Address;

    public byte* Data => _producerPages.Address + Environment.SystemPageSize;

    /// <summary>Maps the ring of a map.</summary>
    /// <param name="map">A map in the kernel.</param>
    /// <param name="type">The type it must have.</param>
    /// <param name="produces">Whether this process writes the data; else it is the consumer.</param>
    /// <exception cref="ArgumentException">The map is of another type.</exception>
    /// <exception cref="BpfException">The kernel refuses.</exception>
    public static RingMapping Map(BpfMap map, BpfMapType type, bool produces)
    {
        BpfMapInfo info = InfoOf(map, type);
        int page = Environment.SystemPageSize;
        Check(map, MappedMemory.Map(map.Handle, page, !produces, out MappedMemory consumer));
        nint result = MappedMemory.Map(map.Handle, page + 2 * (nint)info.MaxEntries, produces, out MappedMemory producer, offset: page);
        if (result < 0) consumer.Dispose();
        Check(map, result);
        return new RingMapping(consumer, producer, info);
    }

    /// <summary>What the kernel tells of a map that must be of one type.</summary>
    /// <exception cref="ArgumentException">It is of another.</exception>
    public static BpfMapInfo InfoOf(BpfMap map, BpfMapType type)
    {
        BpfMapInfo info = BpfMapInfo.Read(map.Handle);
        if (info.Type != type) throw new ArgumentException($"Map '{map.Name}' is a {info.Type}, not a {type}.", nameof(map));
        return info;
    }

    /// <summary>Keeps the memory mapped until <see cref="SafeHandle.DangerousRelease"/>.</summary>
    public void Hold()
    {
        bool held = false;
        DangerousAddRef(ref held);
    }

    protected override bool ReleaseHandle()
    {
        _consumerPage.Dispose();
        _producerPages.Dispose();
        return true;
    }

    private static void Check(BpfMap map, nint result)
    {
        if (result >= 0) return;
        Errno errno = Interop.SystemCallResult.ToErrno(result);
        string what = $"Ring buffer '{map.Name}' cannot be mapped into memory";
        throw errno == Errno.EPERM || map.Handle.IsOpenedOneWay(errno)
            ? new BpfPermissionException($"{what}: {errno.Describe()}. {PermissionWords.Elements}", errno, BpfPermissionReason.AccessMode, objectName: map.Name)
            : new BpfException($"{what}: {errno.Describe()}.", errno, objectName: map.Name);
    }
}
