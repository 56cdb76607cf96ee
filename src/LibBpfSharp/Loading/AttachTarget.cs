namespace LibBpfSharp.Loading;

/// <summary>What a program is attached to, as its load has to name it.</summary>
/// <param name="TypeId">BTF id of the function or tracepoint type; 0 where a program names none.</param>
/// <param name="BtfObject">The module's BTF the id belongs to; <c>null</c> for the kernel proper, or where a program is the target.</param>
internal readonly record struct AttachTarget(uint TypeId, BtfHandle? BtfObject);
