using System.Runtime.InteropServices;

namespace LibBpfSharp.Benchmarks;

/// <summary><c>struct event</c> of the streams' fixture.</summary>
[StructLayout(LayoutKind.Sequential, Size = 64)]
internal readonly record struct BenchmarkEvent(ulong Sequence, ulong Time);
