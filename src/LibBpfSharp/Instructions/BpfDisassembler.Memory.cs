namespace LibBpfSharp.Instructions;

public static partial class BpfDisassembler
{
    private static string FormatLoad(BpfInstruction instruction, BpfInstruction next)
    {
        if (instruction.IsWide)
            return string.Create(s_culture, $"r{instruction.Destination} = 0x{((ulong)(uint)next.Immediate << 32) | (uint)instruction.Immediate:x}");
        return instruction.MemoryMode switch
        {
            BpfMemoryMode.Absolute => string.Create(s_culture, $"r0 = *({SizeName(instruction)} *)skb[{instruction.Immediate}]"),
            BpfMemoryMode.Indirect => string.Create(s_culture, $"r0 = *({SizeName(instruction)} *)skb[r{instruction.Source} + {instruction.Immediate}]"),
            _ => Unknown(instruction),
        };
    }

    private static string FormatLoadRegister(BpfInstruction instruction) => instruction.MemoryMode switch
    {
        BpfMemoryMode.Memory => $"r{instruction.Destination} = {Place(SizeName(instruction), instruction.Source, instruction.Offset)}",
        BpfMemoryMode.SignExtended when instruction.MemorySize != BpfMemorySize.DoubleWord =>
            $"r{instruction.Destination} = {Place(SignedSizeName(instruction), instruction.Source, instruction.Offset)}",
        _ => Unknown(instruction),
    };

    private static string FormatStore(BpfInstruction instruction) => instruction.MemoryMode == BpfMemoryMode.Memory
        ? string.Create(s_culture, $"{DestinationPlace(instruction)} = {instruction.Immediate}")
        : Unknown(instruction);

    private static string FormatStoreRegister(BpfInstruction instruction) => instruction.MemoryMode switch
    {
        BpfMemoryMode.Memory => $"{DestinationPlace(instruction)} = r{instruction.Source}",
        BpfMemoryMode.Atomic => FormatAtomic(instruction, (BpfAtomicOperation)instruction.Immediate),
        _ => Unknown(instruction),
    };

    private static string FormatAtomic(BpfInstruction instruction, BpfAtomicOperation operation)
    {
        string width = instruction.MemorySize == BpfMemorySize.DoubleWord ? "64" : string.Empty;
        string address = Address(SizeName(instruction), instruction.Destination, instruction.Offset);
        byte source = instruction.Source;
        return operation switch
        {
            BpfAtomicOperation.Add => $"lock *{address} += r{source}",
            BpfAtomicOperation.Or => $"lock *{address} |= r{source}",
            BpfAtomicOperation.And => $"lock *{address} &= r{source}",
            BpfAtomicOperation.Xor => $"lock *{address} ^= r{source}",
            BpfAtomicOperation.FetchAdd => $"r{source} = atomic{width}_fetch_add({address}, r{source})",
            BpfAtomicOperation.FetchOr => $"r{source} = atomic{width}_fetch_or({address}, r{source})",
            BpfAtomicOperation.FetchAnd => $"r{source} = atomic{width}_fetch_and({address}, r{source})",
            BpfAtomicOperation.FetchXor => $"r{source} = atomic{width}_fetch_xor({address}, r{source})",
            BpfAtomicOperation.Exchange => $"r{source} = atomic{width}_xchg({address}, r{source})",
            BpfAtomicOperation.CompareExchange => $"r0 = atomic{width}_cmpxchg({address}, r0, r{source})",
            BpfAtomicOperation.LoadAcquire => $"r{instruction.Destination} = load_acquire({Address(SizeName(instruction), source, instruction.Offset)})",
            BpfAtomicOperation.StoreRelease => $"store_release({address}, r{source})",
            _ => Unknown(instruction),
        };
    }

    private static string DestinationPlace(BpfInstruction instruction) => Place(SizeName(instruction), instruction.Destination, instruction.Offset);

    private static string Place(string type, byte register, short offset) => "*" + Address(type, register, offset);

    private static string Address(string type, byte register, short offset) => $"({type} *)(r{register} {Signed(offset)})";

    private static string SizeName(BpfInstruction instruction) => instruction.MemorySize switch
    {
        BpfMemorySize.Word => "u32",
        BpfMemorySize.HalfWord => "u16",
        BpfMemorySize.Byte => "u8",
        _ => "u64",
    };

    private static string SignedSizeName(BpfInstruction instruction) => "s" + SizeName(instruction)[1..];
}
