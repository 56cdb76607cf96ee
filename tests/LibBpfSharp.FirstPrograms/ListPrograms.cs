using LibBpfSharp;
using LibBpfSharp.Introspection;

namespace FirstPrograms;

/// <summary>Which programs are in the kernel?</summary>
public static class ListPrograms
{
    public static IReadOnlyList<string> Run(BpfProgramType type)
        => [.. KernelObjects.EnumeratePrograms().Where(program => program.Type == type).Select(program => program.Name)];
}
