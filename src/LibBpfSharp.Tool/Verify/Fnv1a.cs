using System.Runtime.InteropServices;
using LibBpfSharp.Instructions;

namespace LibBpfSharp.Tool.Verify;

/// <summary>The 64-bit FNV-1a hash by which verdicts name files, instruction streams and contents.</summary>
internal static class Fnv1a
{
    public const ulong Start = 0xcbf29ce484222325;

    private const ulong Prime = 0x100000001b3;

    public static ulong Of(ReadOnlySpan<byte> bytes, ulong hash = Start)
    {
        foreach (byte b in bytes) hash = (hash ^ b) * Prime;
        return hash;
    }

    /// <summary>Hash of a stream as it lies in memory: 8 bytes an instruction, in host byte order.</summary>
    public static ulong Of(ReadOnlySpan<BpfInstruction> stream) => Of(MemoryMarshal.AsBytes(stream));
}
