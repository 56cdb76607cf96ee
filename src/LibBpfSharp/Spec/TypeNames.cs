using LibBpfSharp.Btf;

namespace LibBpfSharp.Spec;

/// <summary>Names of an object's BTF, each decoded once.</summary>
/// <param name="btf">The BTF.</param>
/// <param name="expected">How many will be asked for, roughly.</param>
internal sealed class TypeNames(BtfSpec btf, int expected)
{
    /// <summary>Longest name that is looked up; the kernel takes 511 bytes in BTF, and less elsewhere.</summary>
    internal const int LongestKey = BtfNameHash.MaxLength;

    private const int Slack = 0x2_0000;

    private readonly Dictionary<uint, string> _names = new(expected);
    private long _budget = btf.StringSection.Length + Slack;

    internal string this[uint offset]
    {
        get
        {
            if (_names.TryGetValue(offset, out string? known))
                return known;
            // Names that overlap one another cannot be many in honest BTF; without this bound a long one could be asked for at each of its bytes.
            _budget -= btf.GetStringBytes(offset).Length;
            if (_budget < 0)
                throw new BpfObjectFormatException("the names overlap: together they are longer than the string section", ".BTF", offset);
            return _names[offset] = btf.GetString(offset);
        }
    }

    internal string Of(in BtfType type) => this[type.NameOffset];
}
