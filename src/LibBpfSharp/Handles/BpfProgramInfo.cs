using System.Buffers.Binary;
using LibBpfSharp.Interop;

namespace LibBpfSharp.Introspection;

/// <summary>What the kernel tells of a loaded program (<c>struct bpf_prog_info</c>, kernel 4.13; what an older kernel does not tell is 0).</summary>
/// <remarks>Source: <c>include/uapi/linux/bpf.h</c>, <c>bpf_prog_get_info_by_fd</c> in <c>kernel/bpf/syscall.c</c>.</remarks>
public sealed partial class BpfProgramInfo
{
    private BpfProgramInfo(in ProgramInfo info, IReadOnlyList<uint> mapIds)
    {
        // The tag is bytes, not a number: shown as bpftool shows it, first byte first.
        Span<byte> tag = stackalloc byte[sizeof(ulong)];
        if (BitConverter.IsLittleEndian) BinaryPrimitives.WriteUInt64LittleEndian(tag, info.Tag);
        else BinaryPrimitives.WriteUInt64BigEndian(tag, info.Tag);

        Type = info.Type;
        Id = info.Id;
        Name = info.Name.ToString();
        Tag = Convert.ToHexString(tag).ToLowerInvariant();
        LoadTime = TimeSpan.FromTicks((long)(info.LoadTime / TimeSpan.NanosecondsPerTick));
        CreatedByUid = info.CreatedByUid;
        IsGplCompatible = (info._bits & GplCompatibleBit) != 0;
        MapIds = mapIds;
        BtfId = info.BtfId;
        Interface = BpfInterface.Told(info.Ifindex);
        JitedLength = (int)info.JitedProgLen;
        InstructionCount = (int)info.XlatedProgLen / InstructionSize;
        RunTime = TimeSpan.FromTicks((long)(info.RunTimeNs / TimeSpan.NanosecondsPerTick));
        RunCount = (long)info.RunCnt;
        RecursionMisses = (long)info.RecursionMisses;
        VerifiedInstructions = (int)info.VerifiedInsns;
        AttachBtfObjectId = info.AttachBtfObjId;
        AttachBtfId = info.AttachBtfId;
    }

    /// <summary>The program type.</summary>
    public BpfProgramType Type { get; }

    /// <summary>The id, unique among programs until the next boot.</summary>
    public uint Id { get; }

    /// <summary>The name as the kernel keeps it: at most 15 bytes (4.15), empty if it was given none.</summary>
    public string Name { get; }

    /// <summary>The kernel's hash of the instructions: 16 hexadecimal digits.</summary>
    public string Tag { get; }

    /// <summary>When the program was loaded, since boot (<c>CLOCK_BOOTTIME</c>); 100 ns steps.</summary>
    public TimeSpan LoadTime { get; }

    /// <summary>The user that loaded it, in the caller's user namespace.</summary>
    public uint CreatedByUid { get; }

    /// <summary>Whether its licence lets it call helpers reserved for GPL programs (4.18).</summary>
    public bool IsGplCompatible { get; }

    /// <summary>The ids of the maps it refers to.</summary>
    public IReadOnlyList<uint> MapIds { get; }

    /// <summary>The id of its BTF object; 0 for none (5.0).</summary>
    public uint BtfId { get; }

    /// <summary>The network device it is bound to; <c>null</c> for none.</summary>
    public BpfInterface? Interface { get; }

    /// <summary>Bytes of machine code; 0 where it is interpreted, or the caller may not know.</summary>
    public int JitedLength { get; }

    /// <summary>8-byte slots as the kernel rewrote them; 0 where the caller may not know.</summary>
    public int InstructionCount { get; }

    /// <summary>Time spent in it while statistics were on (5.1); 100 ns steps.</summary>
    public TimeSpan RunTime { get; }

    /// <summary>How often it ran while statistics were on (5.1).</summary>
    public long RunCount { get; }

    /// <summary>How often it was skipped since it was running already (5.12).</summary>
    public long RecursionMisses { get; }

    /// <summary>How many instructions the verifier walked through, repeats counted (5.16).</summary>
    public int VerifiedInstructions { get; }

    /// <summary>The BTF object of the function it is attached to at load; 0 for none (5.17).</summary>
    public uint AttachBtfObjectId { get; }

    /// <summary>The BTF type id of that function; 0 for none (5.17).</summary>
    public uint AttachBtfId { get; }
}
