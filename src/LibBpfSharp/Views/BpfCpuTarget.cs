using System.Runtime.InteropServices;

namespace LibBpfSharp.Networking;

/// <summary>How frames redirected to a CPU are kept: <c>struct bpf_cpumap_val</c> as the kernel gives it back.</summary>
/// <param name="QueueSize">How many frames wait at most, up to 16384.</param>
/// <param name="ProgramId">The program that runs on frames on that CPU (5.9); 0 for none.</param>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct BpfCpuTarget(uint QueueSize, uint ProgramId);
