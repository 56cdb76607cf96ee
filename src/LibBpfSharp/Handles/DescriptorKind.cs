using System.Globalization;
using LibBpfSharp.Interop;

namespace LibBpfSharp;

/// <summary>Tells which kind of BPF object a descriptor holds: <c>BPF_OBJ_GET</c> opens any, and no command of bpf(2) says which.</summary>
internal static class DescriptorKind
{
    /// <summary>The kind, from the name the kernel gave the descriptor's file.</summary>
    public static BpfPinKind PinKind(this BpfHandle handle)
    {
        using HandleHold hold = handle.Hold();
        string file = string.Create(CultureInfo.InvariantCulture, $"/proc/self/fd/{hold.Descriptor}");
        return handle.Kernel.ReadLinkIfShown(file) switch
        {
            "anon_inode:bpf-map" => BpfPinKind.Map,
            "anon_inode:bpf-prog" => BpfPinKind.Program,
            "anon_inode:bpf-link" or "anon_inode:bpf_link" => BpfPinKind.Link,
            _ => BpfPinKind.Unknown,
        };
    }
}
