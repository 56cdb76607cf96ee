using LibBpfSharp.Interop;
using Microsoft.Extensions.Logging;

namespace LibBpfSharp.Loading;

/// <summary>What one load works on.</summary>
internal sealed class LoadPlan
{
    internal required Kernel Kernel { get; init; }

    internal required BpfObjectSpec Spec { get; init; }

    /// <summary>All maps, in the object's order.</summary>
    internal required MapPlan[] Maps { get; init; }

    /// <summary>The programs to load, in the object's order.</summary>
    internal required ProgramPlan[] Programs { get; init; }

    internal required ILogger Log { get; init; }

    /// <summary>The object's BTF in the kernel, if it has some and the kernel took it.</summary>
    internal BtfHandle? Btf { get; set; }
}
