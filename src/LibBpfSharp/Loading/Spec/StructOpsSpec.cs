namespace LibBpfSharp.Loading;

/// <summary>The struct behind a struct_ops map, in the object's own BTF.</summary>
/// <param name="TypeId">The struct's BTF id.</param>
/// <param name="Programs">By member: place of the function in <see cref="BpfObjectSpec.Functions"/>, −1 where no program is given.</param>
internal sealed record StructOpsSpec(uint TypeId, int[] Programs);
