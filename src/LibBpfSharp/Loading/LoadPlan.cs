using LibBpfSharp.Btf;
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

    /// <summary>All programs, in the object's order.</summary>
    internal required ProgramPlan[] Programs { get; init; }

    /// <summary>The programs to load.</summary>
    internal IEnumerable<ProgramPlan> LoadedPrograms => Programs.Where(program => program.AutoLoad);

    /// <summary>Configuration text that goes before the kernel's own.</summary>
    internal string? ExtraConfig { get; init; }

    /// <summary>Types that stand in for the kernel's in CO-RE relocations; <c>null</c> to use the kernel's.</summary>
    internal BtfSpec? CustomTypes { get; init; }

    /// <summary>The kernel version programs are given as made for; <c>null</c> for what the object says.</summary>
    internal Version? KernelVersion { get; init; }

    /// <summary>A directory of a BPF file system to make a token from; <c>null</c> to load without one.</summary>
    internal string? TokenPath { get; init; }

    /// <summary>The token the load is done with.</summary>
    internal DescriptorHandle? Token { get; set; }

    /// <summary>BTF objects of the modules whose functions are called, passed along with each program.</summary>
    internal int[] ModuleDescriptors { get; set; } = [];

    /// <summary>Where the globals begin in the arena, in bytes.</summary>
    internal uint ArenaOffset { get; set; }

    internal required ILogger Log { get; init; }

    /// <summary>The object's BTF in the kernel, if it has some and the kernel took it.</summary>
    internal BtfHandle? Btf { get; set; }
}
