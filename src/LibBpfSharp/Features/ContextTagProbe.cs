using LibBpfSharp.Btf;
using LibBpfSharp.Instructions;
using LibBpfSharp.Interop;

namespace LibBpfSharp;

/// <summary>Finds out whether the tag <c>arg:ctx</c> makes an untyped pointer the context, by a global function that needs it.</summary>
internal static unsafe class ContextTagProbe
{
    private const int GetFuncIp = 173; // BPF_FUNC_get_func_ip, which wants the context as its argument
    private const byte CallWithinProgram = 1; // BPF_PSEUDO_CALL

    public static bool Run(Kernel kernel)
    {
        byte[] types = Types(out uint entry, out uint function);
        fixed (byte* raw = types)
        {
            BtfLoadAttr attributes = new() { Btf = (ulong)raw, BtfSize = (uint)types.Length };
            if (kernel.BtfLoad(ref attributes, out BtfHandle btf) < 0) return false;
            using (btf) return Loads(kernel, btf, [new(0, entry), new(2, function)]);
        }
    }

    private static bool Loads(Kernel kernel, BtfHandle btf, ReadOnlySpan<BtfFuncInfo> functions)
    {
        ReadOnlySpan<BpfInstruction> code =
        [
            new(BpfOpcode.Call, source: CallWithinProgram, immediate: 1),
            new(BpfOpcode.Exit),
            new(BpfOpcode.Call, immediate: GetFuncIp),
            new(BpfOpcode.Exit),
        ];
        using HandleHold hold = new(btf);
        fixed (BpfInstruction* instructions = code)
        fixed (BtfFuncInfo* info = functions)
        fixed (byte* license = "GPL\0"u8)
        {
            ProgramLoadAttr attributes = new()
            {
                ProgType = BpfProgramType.Kprobe,
                Insns = (ulong)instructions,
                InsnCnt = (uint)code.Length,
                License = (ulong)license,
                ProgBtfFd = hold.Descriptor,
                FuncInfo = (ulong)info,
                FuncInfoCnt = (uint)functions.Length,
                FuncInfoRecSize = (uint)sizeof(BtfFuncInfo),
            };
            nint result = kernel.ProgramLoad(ref attributes, out BpfProgramHandle program);
            program.Dispose();
            return result == 0;
        }
    }

    private static byte[] Types(out uint entry, out uint function)
    {
        BtfBuilder builder = BtfBuilder.Create();
        uint number = builder.AddInt("a", 4, BtfIntEncoding.Signed), untyped = builder.AddPtr(0);
        entry = AddFunction(builder, "a", number, untyped);
        function = AddFunction(builder, "b", number, untyped);
        builder.AddDeclTag("arg:ctx", function, 0);
        return builder.ToArray();
    }

    private static uint AddFunction(BtfBuilder builder, string name, uint result, uint parameter)
    {
        uint prototype = builder.AddFuncProto(result);
        builder.AddParameter(name, parameter);
        return builder.AddFunc(name, BtfFuncLinkage.Global, prototype);
    }
}
