namespace LibBpfSharp.Instructions;

/// <summary>Writes BPF programs, instruction by instruction. Jumps and calls go to labels, set before or after.</summary>
/// <remarks>
/// Pure: nothing is asked of a kernel, and whether it makes sense is for the verifier to say; only a register, operation, condition or size that there is none of is an <see cref="ArgumentOutOfRangeException"/>. For one thread.
/// Source: RFC 9669; <c>include/linux/filter.h</c>.
/// </remarks>
public sealed partial class BpfAssembler
{
    private readonly List<BpfInstruction> _slots = [];
    private readonly List<BpfMapReference> _maps = [];
    private readonly Dictionary<string, int> _labels = new(StringComparer.Ordinal);
    private readonly List<(int Slot, string Label)> _fixups = [];

    /// <summary>How many slots are written.</summary>
    public int Count => _slots.Count;

    /// <summary>Names the place of the instruction that comes next.</summary>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public BpfAssembler Label(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return _labels.TryAdd(name, _slots.Count) ? this : throw new ArgumentException($"Label '{name}' is set twice.", nameof(name));
    }

    /// <summary>Writes instructions as they are.</summary>
    public BpfAssembler Add(params ReadOnlySpan<BpfInstruction> instructions)
    {
        _slots.AddRange(instructions);
        return this;
    }

    /// <summary>Resolves the labels.</summary>
    /// <returns>The program. The assembler stays as it is.</returns>
    /// <exception cref="InvalidOperationException">A label is not set, or too far away for its instruction.</exception>
    public BpfCode Assemble()
    {
        BpfInstruction[] instructions = [.. _slots];
        foreach ((int slot, string label) in _fixups)
        {
            if (!_labels.TryGetValue(label, out int target)) throw new InvalidOperationException($"Label '{label}', used by instruction {slot}, is not set.");
            instructions[slot] = PointAt(instructions[slot], slot, target, label);
        }

        return new(instructions, [.. _maps]);
    }

    private static BpfInstruction PointAt(BpfInstruction instruction, int slot, int target, string label)
    {
        int distance = target - slot - 1;
        if (instruction.IsCall || instruction.LoadsFunction || instruction.Opcode == BpfOpcode.JumpLong) return instruction with { Immediate = distance };
        return distance is >= short.MinValue and <= short.MaxValue
            ? instruction with { Offset = (short)distance }
            : throw new InvalidOperationException($"Label '{label}' is {distance} slots from instruction {slot}, which reaches {short.MaxValue}: use {nameof(JumpLong)}.");
    }

    private BpfAssembler Write(int opcode, BpfRegister destination = 0, BpfRegister source = 0, short offset = 0, int immediate = 0)
        => Add(new BpfInstruction((byte)opcode, (byte)Defined.Require(destination), (byte)Defined.Require(source), offset, immediate));

    private BpfAssembler WriteTo(string label, int opcode, BpfRegister destination = 0, byte source = 0, int immediate = 0)
    {
        ArgumentException.ThrowIfNullOrEmpty(label);
        int slot = _slots.Count;
        Write(opcode, destination, (BpfRegister)source, 0, immediate);
        _fixups.Add((slot, label));
        return this;
    }
}
