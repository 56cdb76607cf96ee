using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LibBpfSharp.Tracing;

/// <summary>A frame of a user-space stack by file (<c>struct bpf_stack_build_id</c>, 4.17): it means the same in every process and after a restart.</summary>
[StructLayout(LayoutKind.Sequential, Size = Size)]
public readonly struct BpfStackFrame
{
    internal const int Size = 32;

    private readonly BpfStackFrameKind _kind;
    private readonly BuildIdBytes _buildId;
    private readonly ulong _offsetOrAddress;

    /// <summary>What the frame tells.</summary>
    public BpfStackFrameKind Kind => _kind;

    /// <summary>The build id of the file, 20 bytes, shorter ones with zeros behind; of no meaning unless <see cref="Kind"/> is <see cref="BpfStackFrameKind.BuildId"/>.</summary>
    [System.Diagnostics.CodeAnalysis.UnscopedRef]
    public ReadOnlySpan<byte> BuildId => _buildId;

    /// <summary>The offset in the file, or, without a build id, the address.</summary>
    public ulong OffsetOrAddress => _offsetOrAddress;

    [InlineArray(20)]
    private struct BuildIdBytes
    {
        private byte _first;
    }
}
