using System.Runtime.InteropServices;
using System.Text;

namespace LibBpfSharp.Btf;

/// <content>Searches by name. Names of more than 1,023 bytes are not found; the kernel's limit is 511.</content>
public sealed partial class BtfSpec
{
    private BtfNameIndex? _index;

    private BtfNameIndex Index => LazyInitializer.EnsureInitialized(ref _index, () => BtfNameIndex.Build(this));

    /// <summary>The type of a name and kind with the lowest id, those of <see cref="Base"/> included.</summary>
    /// <returns><c>false</c>, and <c>void</c>, if there is none.</returns>
    public bool TryFind(string name, BtfKind kind, out BtfType type) => TryFind(Encoding.UTF8.GetBytes(name), kind, out type);

    /// <inheritdoc cref="TryFind(string, BtfKind, out BtfType)"/>
    public bool TryFind(ReadOnlySpan<byte> name, BtfKind kind, out BtfType type)
    {
        return (Base is not null && Base.TryFind(name, kind, out type)) || TryFindOwn(name, kind, out type);
    }

    /// <summary>The type of a name and kind with the lowest id among those this blob describes itself.</summary>
    /// <returns><c>false</c>, and <c>void</c>, if there is none.</returns>
    public bool TryFindOwn(string name, BtfKind kind, out BtfType type) => TryFindOwn(Encoding.UTF8.GetBytes(name), kind, out type);

    /// <inheritdoc cref="TryFindOwn(string, BtfKind, out BtfType)"/>
    public bool TryFindOwn(ReadOnlySpan<byte> name, BtfKind kind, out BtfType type)
    {
        uint hash = BtfNameHash.OfEssential(BtfFlavour.Strip(name));
        for (int own = Index.First(hash); own >= 0; own = Index.After(own))
        {
            type = OwnType(own);
            if (type.Kind == kind && IsNamed(type, name)) return true;
        }

        type = GetType(0);
        return false;
    }

    /// <summary>All types of a name, of whatever kind, those of <see cref="Base"/> included, by rising id.</summary>
    public IReadOnlyList<BtfType> FindAll(string name)
    {
        var found = new List<BtfType>();
        FindAll(Encoding.UTF8.GetBytes(name), found);
        return found;
    }

    /// <summary>
    /// The types that a CO-RE relocation may mean by a name: equal to it once flavours (<c>___old</c>) are left out, and of the
    /// same kind, both widths of enumeration counting as one. Only the types this blob describes itself, by rising id.
    /// </summary>
    /// <param name="essentialName">The name without its flavour, in UTF-8 (<see cref="BtfFlavour.Strip"/>).</param>
    /// <param name="kind">The kind of the type in the object.</param>
    public IReadOnlyList<BtfType> FindCandidates(ReadOnlySpan<byte> essentialName, BtfKind kind)
    {
        var found = new List<BtfType>();
        uint hash = BtfNameHash.OfEssential(essentialName);
        for (int own = Index.First(hash); own >= 0; own = Index.After(own))
        {
            BtfType type = OwnType(own);
            bool compatible = type.Kind == kind || (type.IsEnum && kind is BtfKind.Enum or BtfKind.Enum64);
            if (compatible && HasEssentialName(type, essentialName)) found.Add(type);
        }

        return found;
    }

    private void FindAll(ReadOnlySpan<byte> name, List<BtfType> found)
    {
        Base?.FindAll(name, found);
        uint hash = BtfNameHash.OfEssential(BtfFlavour.Strip(name));
        for (int own = Index.First(hash); own >= 0; own = Index.After(own))
        {
            BtfType type = OwnType(own);
            if (IsNamed(type, name)) found.Add(type);
        }
    }

    private BtfType OwnType(int own) => GetType(FirstId + (uint)own);

    private bool IsNamed(in BtfType type, ReadOnlySpan<byte> name)
    {
        ReadOnlySpan<byte> text = TextAt(type.NameOffset);
        return type.NameOffset != 0 && name.Length < text.Length && text[name.Length] == 0 && text.StartsWith(name);
    }

    private bool HasEssentialName(in BtfType type, ReadOnlySpan<byte> name)
    {
        ReadOnlySpan<byte> text = TextAt(type.NameOffset);
        if (type.NameOffset == 0 || name.Length >= text.Length || !text.StartsWith(name)) return false;
        return text[name.Length] == 0 || (text[name.Length] == '_' && BtfFlavour.EssentialLength(BtfNameHash.NameOf(text)) == name.Length);
    }
}
