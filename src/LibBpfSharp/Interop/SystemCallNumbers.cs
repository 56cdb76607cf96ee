using System.Runtime.InteropServices;

namespace LibBpfSharp.Interop;

/// <summary>System call numbers per architecture. Generic is <c>asm-generic/unistd.h</c>: arm64, riscv64 and loongarch64.</summary>
internal static class SystemCallNumbers
{
    private static readonly short[] s_running = TableFor(OperatingSystem.IsLinux(), RuntimeInformation.ProcessArchitecture);

    /// <summary>The number on the architecture this process runs on.</summary>
    /// <exception cref="PlatformNotSupportedException">The architecture is not one of those known here, or the system is no Linux.</exception>
    public static nint Of(SystemCall call) =>
        s_running.Length > 0 ? s_running[(int)call] : throw Unsupported(OperatingSystem.IsLinux(), RuntimeInformation.ProcessArchitecture);

    /// <summary>The number on a given architecture.</summary>
    public static short Of(SystemCall call, Architecture architecture)
    {
        (short x64, short generic, short s390x, short ppc64le) = Row(call);
        return architecture switch
        {
            Architecture.X64 => x64,
            Architecture.Arm64 or Architecture.LoongArch64 or RiscV64 => generic,
            Architecture.S390x => s390x,
            Architecture.Ppc64le => ppc64le,
            _ => throw Unsupported(isLinux: true, architecture),
        };
    }

    /// <summary>No number: an architecture that has no such call answers ENOSYS to it.</summary>
    private const short None = -1;

    // Architecture.RiscV64 has a name since .NET 9 only.
    private const Architecture RiscV64 = (Architecture)9;

    private static bool IsKnown(Architecture architecture) => architecture
        is Architecture.X64 or Architecture.Arm64 or Architecture.LoongArch64 or RiscV64 or Architecture.S390x or Architecture.Ppc64le;

    /// <summary>Other systems have a <c>syscall</c> too, whose numbers mean other calls.</summary>
    internal static PlatformNotSupportedException Unsupported(bool isLinux, Architecture architecture) => new(!isLinux
        ? $"LibBpfSharp works on Linux, and this is {RuntimeInformation.OSDescription}."
        : $"No system call numbers are known for {architecture}; x64, arm64, riscv64, loongarch64, s390x and ppc64le are supported.");

    // Empty where no call may be made: a type initialiser that throws would bury the message.
    internal static short[] TableFor(bool isLinux, Architecture architecture) =>
        isLinux && IsKnown(architecture) ? Array.ConvertAll(Enum.GetValues<SystemCall>(), call => Of(call, architecture)) : [];

    private static (short X64, short Generic, short S390x, short Ppc64le) Row(SystemCall call) => call switch
    {
        SystemCall.Bpf => (321, 280, 351, 361),
        SystemCall.Close => (3, 57, 6, 6),
        SystemCall.Fcntl => (72, 25, 55, 55),
        SystemCall.Ioctl => (16, 29, 54, 54),
        SystemCall.OpenAt => (257, 56, 288, 286),
        SystemCall.UnlinkAt => (263, 35, 294, 292),
        SystemCall.MkdirAt => (258, 34, 289, 287),
        SystemCall.RenameAt2 => (316, 276, 347, 357),
        SystemCall.SymlinkAt => (266, 36, 297, 295),
        SystemCall.Flock => (73, 32, 143, 143),
        SystemCall.StatFs => (137, 43, 99, 99),
        SystemCall.Mount => (165, 40, 21, 21),
        SystemCall.Umount2 => (166, 39, 52, 52),
        SystemCall.Mmap => (9, 222, 90, 90),
        SystemCall.Munmap => (11, 215, 91, 91),
        SystemCall.Mremap => (25, 216, 163, 163),
        SystemCall.PerfEventOpen => (298, 241, 331, 319),
        SystemCall.EpollCreate1 => (291, 20, 327, 315),
        SystemCall.EpollCtl => (233, 21, 250, 237),
        SystemCall.EpollPwait => (281, 22, 312, 303),
        SystemCall.EventFd2 => (290, 19, 323, 314),
        SystemCall.NameToHandleAt => (303, 264, 335, 345),
        SystemCall.Prlimit64 => (302, 261, 334, 325),
        SystemCall.Socket => (41, 198, 359, 326),
        SystemCall.Bind => (49, 200, 361, 327),
        SystemCall.SendTo => (44, 206, 369, 335),
        SystemCall.RecvFrom => (45, 207, 371, 337),
        SystemCall.SendMsg => (46, 211, 370, 341),
        SystemCall.RecvMsg => (47, 212, 372, 342),
        SystemCall.SetSockOpt => (54, 208, 366, 339),
        SystemCall.GetSockOpt => (55, 209, 365, 340),
        SystemCall.MemfdCreate => (319, 279, 350, 360),
        SystemCall.PidfdOpen => (434, 434, 434, 434),
        SystemCall.Uprobe => (336, None, None, None),
        SystemCall.Read => (0, 63, 3, 3),
        SystemCall.Write => (1, 64, 4, 4),
        SystemCall.Setns => (308, 268, 339, 350),
        SystemCall.Statx => (332, 291, 379, 383),
        SystemCall.GetDents64 => (217, 61, 220, 202),
        SystemCall.ReadLinkAt => (267, 78, 298, 296),
        _ => throw new ArgumentOutOfRangeException(nameof(call), call, "No row in the table."),
    };
}
