using LibBpfSharp.Btf;
using LibBpfSharp.Instructions;
using LibBpfSharp.Interop;

namespace LibBpfSharp.LayoutTests;

/// <summary>Kernel names of constants that bear names of their own in C#: those the words of their area read better with.</summary>
internal static class KnownConstants
{
    private static readonly Dictionary<string, string?> s_plain = [];

    /// <summary>Enumerations whose members are the kernel's constants, with a prefix or with the names that casing does not give.</summary>
    public static IReadOnlyDictionary<Type, (string Prefix, IReadOnlyDictionary<string, string?> Names)> Enums { get; } =
        new Dictionary<Type, (string, IReadOnlyDictionary<string, string?>)>
        {
            [typeof(BpfCommand)] = ("BPF_", s_plain),
            [typeof(BpfProgramType)] = ("BPF_PROG_TYPE_", s_plain),
            [typeof(BpfMapType)] = ("BPF_MAP_TYPE_", s_plain),
            [typeof(BpfAttachType)] = ("BPF_", s_plain),
            [typeof(BpfLinkType)] = ("BPF_LINK_TYPE_", s_plain),
            [typeof(BtfKind)] = ("BTF_KIND_", s_plain),
            [typeof(BtfFuncLinkage)] = ("BTF_FUNC_", s_plain),
            [typeof(BtfVarLinkage)] = ("BTF_VAR_", s_plain),
            [typeof(BtfIntEncoding)] = ("BTF_INT_", new Dictionary<string, string?> { ["None"] = null }),
            [typeof(CoreRelocationKind)] = ("BPF_CORE_", new Dictionary<string, string?>
            {
                ["FieldLeftShift64"] = "BPF_CORE_FIELD_LSHIFT_U64", ["FieldRightShift64"] = "BPF_CORE_FIELD_RSHIFT_U64",
                ["EnumValueExists"] = "BPF_CORE_ENUMVAL_EXISTS", ["EnumValue"] = "BPF_CORE_ENUMVAL_VALUE",
            }),
            [typeof(BpfInstructionClass)] = ("BPF_", new Dictionary<string, string?>
            {
                ["Load"] = "BPF_LD", ["LoadRegister"] = "BPF_LDX", ["Store"] = "BPF_ST", ["StoreRegister"] = "BPF_STX",
                ["Alu32"] = "BPF_ALU", ["Jump"] = "BPF_JMP", ["Jump32"] = "BPF_JMP32", ["Alu64"] = "BPF_ALU64",
            }),
            [typeof(BpfMemorySize)] = ("BPF_", new Dictionary<string, string?>
            {
                ["Word"] = "BPF_W", ["HalfWord"] = "BPF_H", ["Byte"] = "BPF_B", ["DoubleWord"] = "BPF_DW",
            }),
            [typeof(BpfMemoryMode)] = ("BPF_", new Dictionary<string, string?>
            {
                ["Immediate"] = "BPF_IMM", ["Absolute"] = "BPF_ABS", ["Indirect"] = "BPF_IND", ["Memory"] = "BPF_MEM", ["SignExtended"] = "BPF_MEMSX",
            }),
            [typeof(BpfAluOperation)] = ("BPF_", new Dictionary<string, string?>
            {
                ["Subtract"] = "BPF_SUB", ["Multiply"] = "BPF_MUL", ["Divide"] = "BPF_DIV", ["ShiftLeft"] = "BPF_LSH", ["ShiftRight"] = "BPF_RSH",
                ["Negate"] = "BPF_NEG", ["Modulo"] = "BPF_MOD", ["Move"] = "BPF_MOV", ["ArithmeticShiftRight"] = "BPF_ARSH", ["Endian"] = "BPF_END",
            }),
            [typeof(BpfJumpOperation)] = ("BPF_", new Dictionary<string, string?>
            {
                ["Always"] = "BPF_JA", ["Equal"] = "BPF_JEQ", ["Greater"] = "BPF_JGT", ["GreaterOrEqual"] = "BPF_JGE", ["AnyBit"] = "BPF_JSET",
                ["NotEqual"] = "BPF_JNE", ["SignedGreater"] = "BPF_JSGT", ["SignedGreaterOrEqual"] = "BPF_JSGE", ["Less"] = "BPF_JLT",
                ["LessOrEqual"] = "BPF_JLE", ["SignedLess"] = "BPF_JSLT", ["SignedLessOrEqual"] = "BPF_JSLE", ["Conditional"] = "BPF_JCOND",
            }),
            [typeof(BpfAtomicOperation)] = ("BPF_", new Dictionary<string, string?>
            {
                ["FetchAdd"] = "BPF_ADD | BPF_FETCH", ["FetchOr"] = "BPF_OR | BPF_FETCH", ["FetchAnd"] = "BPF_AND | BPF_FETCH",
                ["FetchXor"] = "BPF_XOR | BPF_FETCH", ["Exchange"] = "BPF_XCHG", ["CompareExchange"] = "BPF_CMPXCHG",
                ["LoadAcquire"] = "BPF_LOAD_ACQ", ["StoreRelease"] = "BPF_STORE_REL",
            }),
            [typeof(CgroupAttachMode)] = ("BPF_F_", new Dictionary<string, string?> { ["None"] = null }),
            [typeof(LinuxCapability)] = ("CAP_", s_plain),
            [typeof(BpfHelper)] = ("BPF_FUNC_", HelperNames()),
            [typeof(FileKind)] = ("S_IF", new Dictionary<string, string?>
            {
                ["None"] = null, ["Fifo"] = "S_IFIFO", ["CharacterDevice"] = "S_IFCHR", ["Directory"] = "S_IFDIR", ["BlockDevice"] = "S_IFBLK",
                ["Regular"] = "S_IFREG", ["SymbolicLink"] = "S_IFLNK", ["Socket"] = "S_IFSOCK",
            }),
            [typeof(Errno)] = (string.Empty, ErrnoNames()),
        };

    /// <summary>Classes that hold nothing but the kernel's constants.</summary>
    public static IReadOnlyDictionary<Type, string> Classes { get; } = new Dictionary<Type, string> { [typeof(BpfPseudo)] = "BPF_PSEUDO_" };

    /// <summary>Single constants of the system call layer.</summary>
    public static IReadOnlyDictionary<(Type Type, string Name), string> Single { get; } = new Dictionary<(Type, string), string>
    {
        [(typeof(DuplicateCalls), "DuplicateCloseOnExec")] = "F_DUPFD_CLOEXEC",
        [(typeof(FileCalls), "ReadOnly")] = "O_RDONLY",
        [(typeof(FileCalls), "WriteOnly")] = "O_WRONLY",
        [(typeof(FileCalls), "ReadWrite")] = "O_RDWR",
        [(typeof(FileCalls), "Create")] = "O_CREAT",
        [(typeof(FileCalls), "NoTerminal")] = "O_NOCTTY",
        [(typeof(FileCalls), "Truncate")] = "O_TRUNC",
        [(typeof(FileCalls), "NonBlocking")] = "O_NONBLOCK",
        [(typeof(FileStatus), "KindMask")] = "S_IFMT",
        [(typeof(KernelFiles), "NotThroughLink")] = "AT_SYMLINK_NOFOLLOW",
        [(typeof(KernelFiles), "NotMounting")] = "AT_NO_AUTOMOUNT",
        [(typeof(KernelFiles), "OfDescriptor")] = "AT_EMPTY_PATH",
        [(typeof(KernelFiles), "BasicFields")] = "STATX_BASIC_STATS",
        [(typeof(KernelFiles), "LongestTarget")] = "PATH_MAX",
        [(typeof(FileCalls), "CurrentDirectory")] = "AT_FDCWD",
        [(typeof(FileCalls), "CloseOnExec")] = "O_CLOEXEC",
        [(typeof(FileCalls), "Append")] = "O_APPEND",
        [(typeof(FileCalls), "LockExclusive")] = "LOCK_EX",
        [(typeof(FileCalls), "LockNonBlocking")] = "LOCK_NB",
        [(typeof(DescriptorPassing), "SolSocket")] = "SOL_SOCKET",
        [(typeof(EpollCalls), "Readable")] = "EPOLLIN",
        [(typeof(EpollCalls), "Writable")] = "EPOLLOUT",
        [(typeof(EpollCalls), "EdgeTriggered")] = "EPOLLET",
        [(typeof(EpollCalls), "CloseOnExec")] = "EPOLL_CLOEXEC",
        [(typeof(EpollCalls), "NonBlocking")] = "O_NONBLOCK",
        [(typeof(EpollCalls), "Add")] = "EPOLL_CTL_ADD",
        [(typeof(PidHandle), "OfThread")] = "O_EXCL",
        [(typeof(PerfEventCalls), "CloseOnExec")] = "PERF_FLAG_FD_CLOEXEC",
        [(typeof(FileCalls), "RemoveDirectoryFlag")] = "AT_REMOVEDIR",
        [(typeof(FileCalls), "EmptyPath")] = "AT_EMPTY_PATH",
        [(typeof(MemoryCalls), "GetStatusFlags")] = "F_GETFL",
        [(typeof(MemoryCalls), "AccessMode")] = "O_ACCMODE",
        [(typeof(MemoryCalls), "ReadProtection")] = "PROT_READ",
        [(typeof(MemoryCalls), "WriteProtection")] = "PROT_WRITE",
        [(typeof(MemoryCalls), "Shared")] = "MAP_SHARED",
        [(typeof(MemoryCalls), "Private")] = "MAP_PRIVATE",
        [(typeof(MemoryCalls), "FixedNoReplace")] = "MAP_FIXED_NOREPLACE",
        [(typeof(FileSystemMagic), "Bpf")] = "BPF_FS_MAGIC",
        [(typeof(FileSystemMagic), "Cgroup")] = "CGROUP_SUPER_MAGIC",
        [(typeof(FileSystemMagic), "Cgroup2")] = "CGROUP2_SUPER_MAGIC",
        [(typeof(ObjectName), "Length")] = "BPF_OBJ_NAME_LEN",
        [(typeof(SocketCalls), "OptionLevel")] = "SOL_SOCKET",
        [(typeof(SocketCalls), "AttachFilter")] = "SO_ATTACH_BPF",
        [(typeof(SocketCalls), "DetachFilter")] = "SO_DETACH_FILTER",
        [(typeof(SocketCalls), "AttachReuseport")] = "SO_ATTACH_REUSEPORT_EBPF",
        [(typeof(SocketCalls), "DetachReuseport")] = "SO_DETACH_REUSEPORT_BPF",
        [(typeof(NetlinkCalls), "ExtendedAcknowledgement")] = "NETLINK_EXT_ACK",
        [(typeof(NetlinkCalls), "ShortAcknowledgement")] = "NETLINK_CAP_ACK",
        [(typeof(NetlinkAttributes), "HeaderLength")] = "sizeof(struct nlattr)",
        [(typeof(NetlinkAttributes), "KindMask")] = "NLA_TYPE_MASK & 0xffff",
        [(typeof(NetlinkRequest), "NestedFlag")] = "NLA_F_NESTED",
    };

    /// <summary>Layouts the readers and writers of bytes rely on without a struct of their own.</summary>
    public static IReadOnlyList<LayoutFact> Further { get; } =
    [
        new($"sizeof(struct bpf_insn) == {BpfInstruction.Size}", "BpfInstruction.Size"),
        new("__builtin_offsetof(struct bpf_insn, code) == 0", "BpfInstruction.Opcode"),
        new("__builtin_offsetof(struct bpf_insn, off) == 2", "BpfInstruction.Offset"),
        new("__builtin_offsetof(struct bpf_insn, imm) == 4", "BpfInstruction.Immediate"),
        new($"sizeof(struct btf_type) == {BtfType.HeaderSize}", "BtfType.HeaderSize"),
        new($"__builtin_offsetof(struct btf_header, layout_len) + 4 == {BtfHeader.FullLength}", "BtfHeader.FullLength"),
        new($"__builtin_offsetof(struct btf_header, layout_off) == {BtfHeader.ClassicLength}", "BtfHeader.ClassicLength"),
        new($"BTF_MAGIC == {BtfHeader.Magic} && BTF_VERSION == {BtfHeader.Version}", "BtfHeader.Magic and Version"),
        .. BtfRecordFacts.All,
        new($"sizeof(struct bpf_stack_build_id) == {MapProbe.StackBuildIdSize}", "MapProbe.StackBuildIdSize"),
        new($"sizeof(struct bpf_cgroup_storage_key) == {MapProbe.CgroupStorageKeySize}", "MapProbe.CgroupStorageKeySize"),
        new($"sizeof(struct bpf_insn_array_value) == {MapProbe.InstructionArrayValueSize}", "MapProbe.InstructionArrayValueSize"),
        new("(TC_H_MAJ(TC_H_CLSACT) | TC_H_MIN_INGRESS) == 0xFFFFFFF2u && (TC_H_MAJ(TC_H_CLSACT) | TC_H_MIN_EGRESS) == 0xFFFFFFF3u && TC_H_CLSACT == 0xFFFFFFF1u", "TcParent"),
        new("TCA_BPF_FLAG_ACT_DIRECT == 1 && TC_ACT_PIPE == 3 && GENL_ID_CTRL == 0x10", "TcFilters and NetdevFamily"),
        new("XDP_FLAGS_UPDATE_IF_NOEXIST == 1 && XDP_FLAGS_REPLACE == 16", "XdpSlot"),
        new("sizeof(struct bpf_func_info) == 8 && sizeof(struct bpf_line_info) == 16 && sizeof(struct bpf_core_relo) == 16", "BtfExtensions"),
    ];

    private static Dictionary<string, string?> HelperNames() => Enum.GetValues<BpfHelper>().ToDictionary(
        helper => helper.ToString(), helper => helper.GetKernelName()?.Replace("bpf_", "BPF_FUNC_", StringComparison.Ordinal));

    private static Dictionary<string, string?> ErrnoNames() => Enum.GetValues<Errno>().ToDictionary(
        errno => errno.ToString(), errno => errno == Errno.None || (int)errno >= 512 ? null : errno.ToString());
}
