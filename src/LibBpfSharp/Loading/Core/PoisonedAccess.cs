using LibBpfSharp.Btf;
using LibBpfSharp.Instructions;

namespace LibBpfSharp.Loading.Core;

/// <summary>Says what a poisoned instruction asked of the kernel's types, and what was looked at.</summary>
internal static class PoisonedAccess
{
    /// <summary>Describes the relocation of one slot of a function; <c>null</c> if it has none.</summary>
    public static string? Describe(BpfObjectSpec spec, BtfSpec kernelTypes, LinkedFunction function, int instruction)
    {
        if (spec is not { Btf: { } types, BtfExtensions: { } extensions } || Find(types, extensions, function, instruction) is not { } relocation) return null;
        BtfType root = types.GetType(relocation.TypeId);
        IReadOnlyList<BtfType> candidates = kernelTypes.FindCandidates(BtfFlavour.Strip(root.Utf8Name), root.Kind);
        string looked = candidates.Count == 0
            ? $"no {root.Kind} of that name is there"
            : $"looked at {string.Join(", ", candidates.Select(candidate => candidate.ToString()))}";
        return $"{CoreDescription.Of(types, relocation)} is not to be had from this kernel's types ({looked}), and the program does not test for it before it gets here.";
    }

    private static CoreRelocation? Find(BtfSpec types, BtfExtensions extensions, LinkedFunction function, int instruction)
    {
        long offset = (function.Spec.SectionInstruction + (long)(instruction - function.Start)) * BpfInstruction.Size;
        foreach (BtfExtensionSection<CoreRelocation> section in extensions.CoreRelocations)
        {
            if (types.GetString(section.NameOffset) != function.Spec.SectionName) continue;
            for (int i = 0; i < section.Count; i++)
            {
                if (section[i].InstructionOffset == offset) return section[i];
            }
        }

        return null;
    }
}
