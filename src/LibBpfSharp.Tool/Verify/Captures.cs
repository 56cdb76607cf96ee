using System.Runtime.InteropServices;
using LibBpfSharp.Instructions;
using LibBpfSharp.Interop;

namespace LibBpfSharp.Tool.Verify;

/// <summary>What bpf(2) was handed during one step.</summary>
internal sealed unsafe class Captures
{
    private const int LongestAttributes = 256;

    private readonly List<CapturedLoad> _loads = [];
    private readonly List<CapturedMap> _maps = [];
    private readonly Dictionary<int, int> _updates = [];

    /// <summary>Maps in the order they were asked for; probes, which have no name or a reserved one, are not among them.</summary>
    public IReadOnlyList<CapturedMap> Maps => _maps;

    /// <summary>The largest BTF handed over: probes are small.</summary>
    public CapturedBtf? Btf { get; private set; }

    public void Clear()
    {
        _loads.Clear();
        _maps.Clear();
        _updates.Clear();
        Btf = null;
    }

    /// <summary>The last load of a program. Neither name nor instructions tell it alone: names are cut short, and probes are programs too.</summary>
    public CapturedLoad? FindLoad(string program, BpfInstruction[] stream)
    {
        string name = ObjectName.From(program).ToString();
        return _loads.FindLast(load => load.Name == name && load.Stream.AsSpan().SequenceEqual(stream));
    }

    /// <summary>How many elements were written into the map of a descriptor.</summary>
    public int UpdatesOf(int descriptor) => _updates.GetValueOrDefault(descriptor);

    public void Add(BpfCommand command, ReadOnlySpan<byte> attributes, nint result)
    {
        int errno = result < 0 ? (int)-result : 0;
        switch (command)
        {
            case BpfCommand.ProgLoad:
                _loads.Add(Load(Read<ProgramLoadAttr>(attributes), errno));
                break;
            case BpfCommand.MapCreate:
                AddMap(Read<MapCreateAttr>(attributes), errno);
                break;
            case BpfCommand.BtfLoad:
                AddBtf(Read<BtfLoadAttr>(attributes), errno);
                break;
            case BpfCommand.MapUpdateElem when errno == 0:
                CountUpdates(Read<MapElementAttr>(attributes).MapFd, 1);
                break;
            case BpfCommand.MapUpdateBatch when errno == 0:
                MapBatchAttr batch = Read<MapBatchAttr>(attributes);
                CountUpdates(batch.MapFd, (int)batch.Count);
                break;
        }
    }

    /// <summary>Called when locked memory is raised: the map that was refused for want of it is asked for once more. libbpf learns of the limit from a map that is no object's.</summary>
    public void ForgetUnaffordable()
    {
        if (_maps is [.., { Errno: (int)Errno.EPERM or (int)Errno.EINVAL }]) _maps.RemoveAt(_maps.Count - 1);
    }

    private static CapturedLoad Load(ProgramLoadAttr a, int errno) => new()
    {
        Name = a.ProgName.ToString(),
        Type = a.ProgType,
        ExpectedAttachType = a.ExpectedAttachType,
        Stream = new ReadOnlySpan<BpfInstruction>((void*)a.Insns, (int)a.InsnCnt).ToArray(),
        Flags = (uint)a.ProgFlags,
        AttachBtfId = a.AttachBtfId,
        HasAttachDescriptor = a.AttachProgFd != 0,
        FuncInfos = a.FuncInfoCnt,
        LineInfos = a.LineInfoCnt,
        Descriptors = a.FdArrayCnt,
        Errno = errno,
    };

    private void AddMap(MapCreateAttr a, int errno)
    {
        string name = a.MapName.ToString();
        if (name.Length == 0 || name.StartsWith("libbpf_", StringComparison.Ordinal)) return;
        _maps.Add(new CapturedMap
        {
            Name = name,
            Type = a.MapType,
            KeySize = a.KeySize,
            ValueSize = a.ValueSize,
            MaxEntries = a.MaxEntries,
            Flags = (uint)a.MapFlags,
            Extra = a.MapExtra,
            HasInner = a.InnerMapFd != 0,
            HasBtf = a.BtfFd != 0,
            KeyTypeId = a.BtfKeyTypeId,
            ValueTypeId = a.BtfValueTypeId,
            KernelValueTypeId = a.BtfVmlinuxValueTypeId,
            Errno = errno,
        });
    }

    private void AddBtf(BtfLoadAttr a, int errno)
    {
        if (Btf is null || a.BtfSize >= Btf.Size)
            Btf = new CapturedBtf((int)a.BtfSize, Fnv1a.Of(new ReadOnlySpan<byte>((void*)a.Btf, (int)a.BtfSize)), errno);
    }

    private void CountUpdates(int descriptor, int elements) => _updates[descriptor] = UpdatesOf(descriptor) + elements;

    // Attributes may be shorter than the structure: what is not there is zero, as the kernel reads it.
    private static T Read<T>(ReadOnlySpan<byte> attributes)
        where T : unmanaged
    {
        Span<byte> whole = stackalloc byte[LongestAttributes];
        whole.Clear();
        attributes[..Math.Min(attributes.Length, LongestAttributes)].CopyTo(whole);
        return MemoryMarshal.Read<T>(whole);
    }
}
