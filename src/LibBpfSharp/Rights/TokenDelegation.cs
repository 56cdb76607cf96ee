using System.Globalization;
using LibBpfSharp.Interop;

namespace LibBpfSharp.Features;

/// <summary>What a BPF token delegates, as sets of bits by number; a set is <c>null</c> where the kernel does not tell.</summary>
/// <remarks>Source: <c>bpf_token_show_fdinfo</c> in <c>kernel/bpf/token.c</c>, kernel 6.9.</remarks>
internal readonly record struct TokenDelegation(ulong? Commands, ulong? MapTypes, ulong? ProgramTypes, ulong? AttachTypes)
{
    public static TokenDelegation Read(DescriptorHandle token)
    {
        using HandleHold hold = token.Hold();
        string path = string.Create(CultureInfo.InvariantCulture, $"/proc/self/fdinfo/{hold.Descriptor}");
        if (token.Kernel.TryReadText(path, ReadBound.Value, out string text) != Errno.None) return default;
        return new(Set(text, "allowed_cmds"), Set(text, "allowed_maps"), Set(text, "allowed_progs"), Set(text, "allowed_attachs"));
    }

    /// <summary>What of a need is not delegated, in words; <c>null</c> where all of it is, or that is not told.</summary>
    public string? Lacks(PermissionNeed need)
    {
        if (need.Command is { } command && Without(Commands, (uint)command)) return $"the command {command.ToKernelName()}";
        if (need.Map is not BpfMapType.Unspec && Without(MapTypes, (uint)need.Map)) return $"map type {need.Map}";
        if (need.Program is not BpfProgramType.Unspec && Without(ProgramTypes, (uint)need.Program)) return $"program type {need.Program}";
        return need.AttachType is { } attachType && Without(AttachTypes, (uint)attachType) ? $"attach type {attachType}" : null;
    }

    private static bool Without(ulong? set, uint number) => set is { } bits && number < 64 && (bits >> (int)number & 1) == 0;

    private static ulong? Set(string text, string name)
    {
        if (TextFields.Find(text, name) is not { } value) return null;
        if (value == "any") return ulong.MaxValue;
        return value.StartsWith("0x", StringComparison.Ordinal) && ulong.TryParse(value.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out ulong set) ? set : null;
    }
}
