namespace LibBpfSharp.Loading;

/// <summary>The struct behind a struct_ops map, in the object's own BTF.</summary>
/// <param name="TypeId">The struct's BTF id.</param>
/// <param name="Programs">Members that hold a program, by rising member; the others hold data.</param>
internal sealed record StructOpsSpec(uint TypeId, IReadOnlyList<StructOpsProgram> Programs);
