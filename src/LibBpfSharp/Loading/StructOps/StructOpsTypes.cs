using LibBpfSharp.Btf;

namespace LibBpfSharp.Loading.StructOps;

/// <summary>The kernel's side of a struct_ops kind: the struct, and the value that wraps it.</summary>
/// <param name="Struct">For example <c>struct tcp_congestion_ops</c>.</param>
/// <param name="Value">For example <c>struct bpf_struct_ops_tcp_congestion_ops</c>.</param>
/// <param name="DataOffset">Where the struct lies in the value, in bytes.</param>
/// <param name="Module">The module that owns both; <c>null</c> for the kernel proper.</param>
internal sealed record StructOpsTypes(BtfType Struct, BtfType Value, int DataOffset, TargetModule? Module)
{
    /// <summary>Finds both by the name of the object's struct, its flavour aside.</summary>
    /// <exception cref="BpfRelocationException">The kernel has no such kind of struct_ops.</exception>
    public static StructOpsTypes Find(TargetKernel target, BtfType local)
    {
        string name = System.Text.Encoding.UTF8.GetString(BtfFlavour.Strip(local.Utf8Name));
        string valueName = "bpf_struct_ops_" + name;
        TargetModule? owner = null;
        if (!target.Types.TryFind(valueName, BtfKind.Struct, out BtfType value))
        {
            owner = target.Modules.FirstOrDefault(module => module.Types.TryFind(valueName, BtfKind.Struct, out _))
                ?? throw Missing($"The kernel knows no struct_ops of type '{name}': there is no struct {valueName}, in it or in its modules.", Errno.ESRCH);
            owner.Types.TryFind(valueName, BtfKind.Struct, out value);
        }

        if (!value.Spec.TryFind(name, BtfKind.Struct, out BtfType type))
            throw Missing($"The kernel has struct {valueName}, but no struct {name}.", Errno.ENOENT);
        foreach (BtfMember member in value.Members)
        {
            if (member.TypeId == type.Id) return new StructOpsTypes(type, value, (int)(member.BitOffset / 8), owner);
        }

        throw Missing($"The kernel's struct {valueName} does not hold a struct {name}.", Errno.EINVAL);
    }

    private static BpfRelocationException Missing(string message, Errno errno) => new(message, errno: errno);
}
