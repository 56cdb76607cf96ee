using System.Globalization;
using LibBpfSharp.Interop;

namespace LibBpfSharp.Introspection;

/// <summary>Tells which kind of BPF object a descriptor holds: <c>BPF_OBJ_GET</c> opens any, and no command of bpf(2) says which.</summary>
internal static class DescriptorKind
{
    private const int GetFlags = 1; // F_GETFD

    /// <summary>The kind, from the name the kernel gave the descriptor's file.</summary>
    public static BpfPinKind PinKind(this BpfHandle handle)
    {
        using HandleHold hold = handle.Hold();
        return KindOf(Target(handle));
    }

    /// <summary>Demands that a handle which somebody gives holds what it says.</summary>
    /// <exception cref="ArgumentException">It holds something else, or nothing.</exception>
    /// <exception cref="ObjectDisposedException">It is disposed.</exception>
    public static void Require(this BpfHandle handle, BpfPinKind kind)
    {
        ArgumentNullException.ThrowIfNull(handle);
        using HandleHold hold = handle.Hold();
        if (handle.IsInvalid) throw new ArgumentException("The handle is invalid: it holds no descriptor.", nameof(handle));

        string? target = Target(handle);
        BpfPinKind found = KindOf(target);
        if (found == kind) return;
        string what = found != BpfPinKind.Unknown ? $"a {Word(found)}"
            : target is not null ? $"'{target}'"
            : IsOpen(handle) ? "something that /proc does not show" : "not open";
        throw new ArgumentException($"Descriptor {hold.Descriptor} is no {Word(kind)}: it is {what}.", nameof(handle));
    }

    private static string? Target(BpfHandle held) => held.Kernel.ReadLinkIfShown(string.Create(CultureInfo.InvariantCulture, $"/proc/self/fd/{held.Descriptor}"));

    private static bool IsOpen(BpfHandle held) => held.Kernel.Invoke(SystemCall.Fcntl, held.Descriptor, GetFlags) >= 0;

    private static BpfPinKind KindOf(string? target) => target switch
    {
        "anon_inode:bpf-map" => BpfPinKind.Map,
        "anon_inode:bpf-prog" => BpfPinKind.Program,
        "anon_inode:bpf-link" or "anon_inode:bpf_link" => BpfPinKind.Link,
        _ => BpfPinKind.Unknown,
    };

    private static string Word(BpfPinKind kind) => kind switch
    {
        BpfPinKind.Map => "map",
        BpfPinKind.Program => "program",
        _ => "link",
    };
}
