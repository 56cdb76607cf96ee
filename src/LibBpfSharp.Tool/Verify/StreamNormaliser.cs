using LibBpfSharp.Instructions;

namespace LibBpfSharp.Tool.Verify;

/// <summary>Takes out of an instruction stream what differs from run to run: descriptors and addresses of kernel symbols.</summary>
internal static class StreamNormaliser
{
    private const ulong KernelTextFrom = 0xffffffff80000000;
    private const ulong KernelTextTo = 0xffffffffff000000;

    public static void Normalise(Span<BpfInstruction> stream)
    {
        for (int i = 0; i + 1 < stream.Length; i++)
        {
            ref BpfInstruction low = ref stream[i];
            ref BpfInstruction high = ref stream[i + 1];
            if (!low.IsWide) continue;

            bool clearLow = low.Source is BpfPseudo.MapFd or BpfPseudo.MapValue;
            bool clearHigh = low.Source is BpfPseudo.MapFd or BpfPseudo.BtfId;
            if (IsKernelAddress(low, high)) clearLow = clearHigh = true;
            if (clearLow) low = low with { Immediate = 0 };
            if (clearHigh) high = high with { Immediate = 0 };
            i++;
        }
    }

    /// <summary>Whether a wide immediate holds an address out of kallsyms, which differs from boot to boot.</summary>
    public static bool IsKernelAddress(BpfInstruction low, BpfInstruction high)
    {
        ulong value = (uint)low.Immediate | ((ulong)(uint)high.Immediate << 32);
        return low.IsWide && low.Source == 0 && value is > KernelTextFrom and < KernelTextTo;
    }
}
