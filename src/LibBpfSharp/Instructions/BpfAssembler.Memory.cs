namespace LibBpfSharp.Instructions;

public sealed partial class BpfAssembler
{
    /// <summary>Reads memory at a register plus an offset, zero-extended.</summary>
    public BpfAssembler Load(BpfMemorySize size, BpfRegister destination, BpfRegister address, short offset = 0)
        => Write(Memory(BpfInstructionClass.LoadRegister, BpfMemoryMode.Memory, size), destination, address, offset);

    /// <summary>Reads memory at a register plus an offset, sign-extended (6.6).</summary>
    public BpfAssembler LoadSigned(BpfMemorySize size, BpfRegister destination, BpfRegister address, short offset = 0)
        => Write(Memory(BpfInstructionClass.LoadRegister, BpfMemoryMode.SignExtended, size), destination, address, offset);

    /// <summary>Writes a register to memory at another plus an offset.</summary>
    public BpfAssembler Store(BpfMemorySize size, BpfRegister address, short offset, BpfRegister source)
        => Write(Memory(BpfInstructionClass.StoreRegister, BpfMemoryMode.Memory, size), address, source, offset);

    /// <summary>Writes a number to memory at a register plus an offset.</summary>
    public BpfAssembler Store(BpfMemorySize size, BpfRegister address, short offset, int value)
        => Write(Memory(BpfInstructionClass.Store, BpfMemoryMode.Memory, size), address, offset: offset, immediate: value);

    /// <summary>Changes memory at a register plus an offset in one step.</summary>
    /// <param name="operation">What to do. <see cref="BpfAtomicOperation.LoadAcquire"/> alone names the registers the other way round: where the value goes first, the address last.</param>
    /// <param name="size">4 or 8 bytes; 1 and 2 only to load or store.</param>
    /// <param name="address">The register with the address.</param>
    /// <param name="offset">Bytes from there.</param>
    /// <param name="source">The operand, and where the old value goes if it is wanted.</param>
    public BpfAssembler Atomic(BpfAtomicOperation operation, BpfMemorySize size, BpfRegister address, short offset, BpfRegister source)
        => Write(Memory(BpfInstructionClass.StoreRegister, BpfMemoryMode.Atomic, size), address, source, offset, (int)operation);

    /// <summary>Reads the packet at an offset plus, if given, a register, in network byte order, into R0; ends the program where there is no packet. R6 must hold the context.</summary>
    public BpfAssembler LoadPacket(BpfMemorySize size, int offset, BpfRegister? index = null)
        => Write(Memory(BpfInstructionClass.Load, index is null ? BpfMemoryMode.Absolute : BpfMemoryMode.Indirect, size), 0, index ?? 0, immediate: offset);

    /// <summary>The address of a map that the load is given by this name.</summary>
    /// <exception cref="ArgumentException"><paramref name="map"/> is empty.</exception>
    public BpfAssembler LoadMap(BpfRegister destination, string map) => WideOf(map, destination, BpfPseudo.MapFd, 0);

    /// <summary>The address of a map by its descriptor, which must be open when the program is loaded.</summary>
    public BpfAssembler LoadMap(BpfRegister destination, int descriptor) => Wide(destination, BpfPseudo.MapFd, descriptor, 0);

    /// <summary>An address in the one value of an array map that the load is given by this name (5.2).</summary>
    /// <exception cref="ArgumentException"><paramref name="map"/> is empty.</exception>
    public BpfAssembler LoadMapValue(BpfRegister destination, string map, int offset = 0) => WideOf(map, destination, BpfPseudo.MapValue, offset);

    private static int Memory(BpfInstructionClass kind, BpfMemoryMode mode, BpfMemorySize size) => (int)kind | (int)mode | (int)Defined.Require(size);

    private BpfAssembler WideOf(string map, BpfRegister destination, byte source, int high)
    {
        ArgumentException.ThrowIfNullOrEmpty(map);
        int slot = _slots.Count;
        Wide(destination, source, 0, high);
        _maps.Add(new(slot, map));
        return this;
    }
}
