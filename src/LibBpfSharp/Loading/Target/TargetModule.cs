using LibBpfSharp.Btf;

namespace LibBpfSharp.Loading;

/// <summary>The types of one kernel module.</summary>
/// <param name="Name">The module's name.</param>
/// <param name="Types">Its split BTF, on top of the kernel's.</param>
/// <param name="Descriptor">Descriptor of the kernel's BTF object; −1 where relocation is done without a kernel.</param>
internal sealed record TargetModule(string Name, BtfSpec Types, int Descriptor);
