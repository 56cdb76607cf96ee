using LibBpfSharp.Btf;

namespace LibBpfSharp.Loading.Core;

/// <summary>The types relocations are resolved against: a kernel's own, and its modules' where it has none of a name.</summary>
/// <param name="types">The kernel's types, or a replacement the caller gave.</param>
/// <param name="modules">Split types of the kernel's modules, asked only for names that <paramref name="types"/> lacks.</param>
internal sealed class CoreTargets(BtfSpec types, Func<IEnumerable<BtfSpec>>? modules = null)
{
    /// <summary>All types of a kind comparable to the local one that bear its name, flavours aside.</summary>
    public List<BtfType> FindCandidates(BtfType local)
    {
        ReadOnlySpan<byte> name = BtfFlavour.Strip(local.Spec.GetStringBytes(local.NameOffset));
        var found = new List<BtfType>(types.FindCandidates(name, local.Kind));
        if (found.Count > 0 || modules is null) return found;

        foreach (BtfSpec module in modules()) found.AddRange(module.FindCandidates(name, local.Kind));
        return found;
    }
}
