using LibBpfSharp.Instructions;
using LibBpfSharp.Interop;

namespace LibBpfSharp;

/// <summary>Asks for a uprobe_multi link that cannot be had, and reads from the refusal what the kernel knows of it.</summary>
internal static unsafe class UprobeMultiProbe
{
    /// <summary>Whether the kernel has the link kind, with the process filter as it was mended in 6.11.</summary>
    public static bool Run(Kernel kernel)
    {
        ReadOnlySpan<BpfInstruction> code = [new(BpfOpcode.MoveImmediate), new(BpfOpcode.Exit)];
        fixed (BpfInstruction* instructions = code)
        fixed (byte* license = "GPL\0"u8)
        {
            ProgramLoadAttr attributes = new()
            {
                ProgType = BpfProgramType.Kprobe,
                ExpectedAttachType = BpfAttachType.TraceUprobeMulti,
                Insns = (ulong)instructions,
                InsnCnt = (uint)code.Length,
                License = (ulong)license,
            };
            nint result = kernel.ProgramLoad(ref attributes, out BpfProgramHandle program);
            using (program)
            {
                // "/" is no file to probe: EBADF. Process −1 is refused before that where the filter is right: EINVAL.
                return result == 0 && Create(program, process: 0) == Errno.EBADF && Create(program, process: -1) == Errno.EINVAL;
            }
        }
    }

    private static Errno Create(BpfProgramHandle program, int process)
    {
        ulong offset = 0;
        using HandleHold hold = program.Hold();
        fixed (byte* path = "/\0"u8)
        {
            LinkCreateAttr attributes = new()
            {
                ProgFd = hold.Descriptor,
                AttachType = BpfAttachType.TraceUprobeMulti,
                UprobeMulti = new() { Path = (ulong)path, Offsets = (ulong)(&offset), Cnt = 1, Pid = process },
            };
            nint result = program.Kernel.LinkCreate(ref attributes, out BpfLinkHandle link);
            link.Dispose();
            return result < 0 ? (Errno)(-result) : Errno.None;
        }
    }
}
