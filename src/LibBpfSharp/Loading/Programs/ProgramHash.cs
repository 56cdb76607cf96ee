using System.Runtime.InteropServices;
using System.Security.Cryptography;
using LibBpfSharp.Instructions;

namespace LibBpfSharp.Loading;

/// <summary>The hash by which the kernel knows a program: SHA-256 over its instructions, those that load maps without what they load (6.18, <c>bpf_prog_calc_tag</c>).</summary>
internal static class ProgramHash
{
    /// <param name="program">The program, before maps are patched in.</param>
    /// <param name="patcher">Patches everything else; its map descriptors count for nothing.</param>
    internal static byte[] Of(LinkedProgram program, DataPatcher patcher)
    {
        LinkedProgram copy = program.Copy();
        patcher.Patch(copy, static (_, _) => 0);
        BpfInstruction[] code = copy.Instructions;
        for (int i = 0; i + 1 < code.Length; i++)
        {
            if (code[i].Opcode != BpfOpcode.LoadImmediate64) continue;
            if (code[i].Source is BpfPseudo.MapFd or BpfPseudo.MapValue)
                (code[i], code[i + 1]) = (code[i] with { Immediate = 0 }, code[i + 1] with { Immediate = 0 });
            i++;
        }

        return SHA256.HashData(MemoryMarshal.AsBytes(code.AsSpan()));
    }
}
