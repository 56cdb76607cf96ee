using LibBpfSharp.Btf;
using LibBpfSharp.Instructions;

namespace LibBpfSharp.Loading.Core;

/// <summary>Applies the CO-RE relocations of every function that will be loaded, in the order of the object.</summary>
internal static class CorePass
{
    /// <summary>Whether an object depends on the layout of the kernel's types at all.</summary>
    public static bool IsNeeded(BpfObjectSpec spec) => spec.BtfExtensions is { CoreRelocations.Count: > 0 };

    /// <summary>Relocates.</summary>
    /// <param name="spec">The object.</param>
    /// <param name="isLoaded">By function: whether it will be loaded; relocations of the others are passed over.</param>
    /// <param name="targets">The types to relocate against.</param>
    /// <returns>The instructions by function; those without relocations share the object's memory.</returns>
    /// <exception cref="BpfRelocationException">A relocation cannot be applied.</exception>
    public static ReadOnlyMemory<BpfInstruction>[] Relocate(BpfObjectSpec spec, Func<FunctionSpec, bool> isLoaded, CoreTargets targets)
    {
        var code = Array.ConvertAll(spec.Functions, function => function.Instructions);
        var patched = new BpfInstruction[]?[code.Length];
        var relocator = new CoreRelocator(spec.Btf!, targets);

        foreach (BtfExtensionSection<CoreRelocation> section in spec.BtfExtensions!.CoreRelocations)
        {
            int sectionIndex = FindSection(spec, spec.Btf!.GetString(section.NameOffset));
            for (int i = 0; i < section.Count; i++)
            {
                CoreRelocation relocation = section[i];
                if (relocation.InstructionOffset % BpfInstruction.Size != 0) throw Misplaced(relocation);

                // Records of a weak function that linking dropped stay behind without an owner.
                long slot = relocation.InstructionOffset / BpfInstruction.Size;
                if (spec.FindFunction(sectionIndex, slot) is not { } function || !isLoaded(function)) continue;
                BpfInstruction[] instructions = patched[function.Index] ??= function.Instructions.ToArray();
                relocator.Apply(function.Name, relocation, instructions, (int)(slot - function.SectionInstruction));
                code[function.Index] = instructions;
            }
        }

        return code;
    }

    private static int FindSection(BpfObjectSpec spec, string name)
        => Array.Find(spec.Functions, function => function.SectionName == name)?.SectionIndex ?? -1;

    private static BpfRelocationException Misplaced(in CoreRelocation relocation)
        => new($"A CO-RE relocation at byte {relocation.InstructionOffset} is not at an instruction.", errno: Errno.EINVAL);
}
