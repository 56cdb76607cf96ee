using LibBpfSharp.Loading;

namespace LibBpfSharp.Spec;

public sealed partial class BpfObjectSpec
{
    /// <summary>The function that holds an instruction of a section, <c>null</c> if none does.</summary>
    /// <param name="sectionIndex">The ELF section's index.</param>
    /// <param name="instruction">Counted in slots from the start of the section.</param>
    internal FunctionSpec? FindFunction(int sectionIndex, long instruction) =>
        FunctionTable.Find(Functions, sectionIndex, instruction);
}
