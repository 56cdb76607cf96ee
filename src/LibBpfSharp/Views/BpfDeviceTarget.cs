using System.Runtime.InteropServices;

namespace LibBpfSharp.Networking;

/// <summary>Where frames are redirected to: <c>struct bpf_devmap_val</c> as the kernel gives it back.</summary>
/// <param name="InterfaceIndex">The network device.</param>
/// <param name="ProgramId">The program that runs on frames on their way to it (5.8); 0 for none.</param>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct BpfDeviceTarget(uint InterfaceIndex, uint ProgramId);
