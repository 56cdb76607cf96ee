using LibBpfSharp.Btf;
using LibBpfSharp.Instructions;

namespace LibBpfSharp.Loading.Core;

/// <summary>Applies CO-RE relocations of one object against one set of target types. Not thread safe: it keeps scratch memory.</summary>
/// <remarks>The meaning of each kind is fixed by <c>enum bpf_core_relo_kind</c>, <c>include/uapi/linux/bpf.h</c>.</remarks>
internal sealed class CoreRelocator(BtfSpec localTypes, CoreTargets targets)
{
    private readonly Dictionary<uint, List<BtfType>> _candidates = [];
    private readonly CoreAccess _local = new();
    private CoreAccess _candidate = new();
    private CoreAccess _chosen = new();

    /// <summary>Patches one instruction.</summary>
    /// <param name="program">Name of the program or sub-program, for messages.</param>
    /// <param name="relocation">What the instruction depends on.</param>
    /// <param name="instructions">The function's instructions.</param>
    /// <param name="index">The instruction to patch.</param>
    /// <exception cref="BpfRelocationException">The relocation is malformed or ambiguous, or the instruction is not what the compiler recorded.</exception>
    public void Apply(string program, in CoreRelocation relocation, Span<BpfInstruction> instructions, int index)
    {
        try
        {
            CorePatcher.Patch(instructions, index, Resolve(relocation));
        }
        catch (CoreFault fault)
        {
            throw Explain(fault, program, relocation, index);
        }
    }

    /// <summary>Computes what a relocation comes to.</summary>
    /// <exception cref="CoreFault">It cannot be computed.</exception>
    public CoreResult Resolve(in CoreRelocation relocation)
    {
        CoreAccessParser.Parse(localTypes, relocation, _local);
        if (relocation.Kind == CoreRelocationKind.TypeIdLocal)
            return new CoreResult { Original = relocation.TypeId, Value = relocation.TypeId };

        BtfType root = localTypes.GetType(relocation.TypeId);
        if (root.NameOffset == 0) throw CoreFault.Malformed("a type without a name cannot be looked for in the kernel");
        List<BtfType> candidates = CandidatesOf(root);

        // The candidates that answered one relocation of a type are the ones its other relocations are about.
        int matching = 0;
        CoreResult result = default;
        for (int i = 0; i < candidates.Count; i++)
        {
            if (!CoreMatcher.TryMatch(relocation.Kind, _local, candidates[i], _candidate)) continue;
            CoreResult answer = CoreCalculator.Calculate(relocation.Kind, _local, _candidate);
            if (matching == 0)
            {
                result = answer;
                (_chosen, _candidate) = (_candidate, _chosen);
            }
            else
            {
                DemandAgreement(result, answer);
            }

            candidates[matching++] = candidates[i];
        }

        if (matching == 0) return CoreCalculator.Calculate(relocation.Kind, _local, target: null);
        candidates.RemoveRange(matching, candidates.Count - matching);
        return result;
    }

    private void DemandAgreement(in CoreResult first, in CoreResult other)
    {
        if (_candidate.BitOffset != _chosen.BitOffset)
            throw CoreFault.Ambiguous($"candidates disagree on the offset: {_chosen.BitOffset} and {_candidate.BitOffset} bits");
        if (first.Poison != other.Poison || first.Value != other.Value)
            throw CoreFault.Ambiguous($"candidates disagree on the value: {first.Value} and {other.Value}");
    }

    private List<BtfType> CandidatesOf(BtfType root)
    {
        if (!_candidates.TryGetValue(root.Id, out List<BtfType>? found))
            _candidates.Add(root.Id, found = targets.FindCandidates(root));
        return found;
    }

    private BpfRelocationException Explain(CoreFault fault, string program, in CoreRelocation relocation, int index)
    {
        string[] looked = _candidates.TryGetValue(relocation.TypeId, out List<BtfType>? found)
            ? [.. found.Select(type => $"[{type.Id}] {type.Kind} {type.Name}")]
            : [];
        return new BpfRelocationException(
            $"{fault.Message}.", program, index, CoreDescription.Of(localTypes, relocation), looked, fault.Errno);
    }
}
