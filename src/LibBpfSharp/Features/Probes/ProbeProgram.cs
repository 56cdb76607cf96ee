using LibBpfSharp.Btf;
using LibBpfSharp.Instructions;
using LibBpfSharp.Interop;

namespace LibBpfSharp.Features;

/// <summary>A small program, loaded to learn what a kernel takes.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Code">Its instructions; none stands for <c>return 0</c>.</param>
internal sealed unsafe record ProbeProgram(BpfProgramType Type, params BpfInstruction[] Code)
{
    private const int LogSize = 16 << 10;
    private static readonly BpfInstruction[] s_nothing = [ProbeCode.Move(0, 0), ProbeCode.Exit];

    public BpfAttachType ExpectedAttachType { get; init; }

    public BpfProgramFlags Flags { get; init; }

    public uint AttachBtfId { get; init; }

    public string Name { get; init; } = string.Empty;

    /// <summary>Types behind <see cref="Functions"/>.</summary>
    public BtfHandle? Types { get; init; }

    /// <summary>Which function begins where.</summary>
    public BtfFuncInfo[] Functions { get; init; } = [];

    /// <summary>BTF object of the module whose functions are called, as number 1 of the <c>fd_array</c>.</summary>
    public BtfHandle? Module { get; init; }

    /// <summary>The program of a type that asks least; what it wants beyond its type is given.</summary>
    public static ProbeProgram Of(BpfProgramType type, params BpfInstruction[] code) => new(type, code)
    {
        ExpectedAttachType = type switch
        {
            BpfProgramType.CgroupSockAddr => BpfAttachType.CgroupInet4Connect,
            BpfProgramType.CgroupSockopt => BpfAttachType.CgroupGetsockopt,
            BpfProgramType.SkLookup => BpfAttachType.SkLookup,
            BpfProgramType.LircMode2 => BpfAttachType.LircMode2,
            BpfProgramType.Netfilter => BpfAttachType.Netfilter,
            BpfProgramType.Tracing => BpfAttachType.TraceFentry,
            BpfProgramType.Lsm => BpfAttachType.LsmMac,
            _ => default,
        },
        Flags = type is BpfProgramType.Syscall ? BpfProgramFlags.Sleepable : BpfProgramFlags.None,

        // Type 1 of a kernel is a number: no place to attach to, but one that is looked up.
        AttachBtfId = type is BpfProgramType.Tracing or BpfProgramType.Lsm or BpfProgramType.Ext ? 1u : 0,
    };

    /// <summary>Loads and closes the program.</summary>
    /// <returns>0, or the negated errno.</returns>
    public nint Load(Kernel kernel)
    {
        nint result = Load(kernel, out BpfProgramHandle program);
        program.Dispose();
        return result;
    }

    /// <summary>Loads the program.</summary>
    /// <returns>0, or the negated errno; then <paramref name="program"/> is disposed.</returns>
    public nint Load(Kernel kernel, out BpfProgramHandle program) => Load(kernel, [], out program);

    /// <summary>Loads and closes the program; <paramref name="log"/> is what the verifier said.</summary>
    /// <returns>0, or the negated errno.</returns>
    public nint Load(Kernel kernel, out string log)
    {
        byte[] buffer = new byte[LogSize];
        nint result = Load(kernel, buffer, out BpfProgramHandle program);
        program.Dispose();
        log = KernelText.Read(buffer);
        return result;
    }

    private nint Load(Kernel kernel, byte[] log, out BpfProgramHandle program)
    {
        BpfInstruction[] code = Code.Length == 0 ? s_nothing : Code;
        using HandleHold types = new(Types);
        using HandleHold module = new(Module);
        int* descriptors = stackalloc int[2] { 0, module.Descriptor };
        fixed (BpfInstruction* instructions = code)
        fixed (byte* license = "GPL\0"u8)
        fixed (byte* text = log)
        fixed (BtfFuncInfo* functions = Functions)
        {
            ProgramLoadAttr attributes = new()
            {
                ProgType = Type,
                InsnCnt = (uint)code.Length,
                Insns = (ulong)instructions,
                License = (ulong)license,
                LogLevel = log.Length == 0 ? 0u : 1,
                LogSize = (uint)log.Length,
                LogBuf = (ulong)text,
                KernVersion = KernelVersion.CodeFor(kernel, Type),
                ProgFlags = Flags,
                ProgName = ObjectName.From(Name),
                ExpectedAttachType = ExpectedAttachType,
                AttachBtfId = AttachBtfId,
                FdArray = Module is null ? 0 : (ulong)descriptors,
            };
            if (Types is not null)
            {
                attributes.ProgBtfFd = types.Descriptor;
                attributes.FuncInfo = (ulong)functions;
                attributes.FuncInfoCnt = (uint)Functions.Length;
                attributes.FuncInfoRecSize = (uint)sizeof(BtfFuncInfo);
            }

            return kernel.ProgramLoad(ref attributes, out program);
        }
    }
}
