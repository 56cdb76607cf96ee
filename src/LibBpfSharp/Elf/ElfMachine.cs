namespace LibBpfSharp.Elf;

/// <summary>Machine numbers of the ELF header (<c>e_machine</c>) this library has a use for.</summary>
internal static class ElfMachine
{
    /// <summary>No machine: what LLVM wrote for BPF before it had a number.</summary>
    public const ushort None = 0;

    /// <summary>32-bit x86.</summary>
    public const ushort I386 = 3;

    /// <summary>64-bit PowerPC.</summary>
    public const ushort Ppc64 = 21;

    /// <summary>IBM Z.</summary>
    public const ushort S390 = 22;

    /// <summary>32-bit ARM.</summary>
    public const ushort Arm = 40;

    /// <summary>64-bit x86.</summary>
    public const ushort X64 = 62;

    /// <summary>64-bit ARM.</summary>
    public const ushort Arm64 = 183;

    /// <summary>RISC-V.</summary>
    public const ushort RiscV = 243;

    /// <summary>BPF.</summary>
    public const ushort Bpf = 247;

    /// <summary>LoongArch.</summary>
    public const ushort LoongArch = 258;
}
