namespace LibBpfSharp.Loading.StructOps;

/// <summary>A struct_ops map in the kernel's layout.</summary>
/// <param name="ValueTypeId">BTF id of the kernel's <c>bpf_struct_ops_NAME</c>, the map's value.</param>
/// <param name="Module">The module that owns it; <c>null</c> for the kernel proper.</param>
/// <param name="Value">The value with all data members copied; programs go to the <paramref name="Slots"/> (<see cref="OperationsValue"/>).</param>
/// <param name="Slots">The function pointers to fill in.</param>
internal sealed record StructOpsPlan(uint ValueTypeId, TargetModule? Module, byte[] Value, IReadOnlyList<StructOpsSlot> Slots);
