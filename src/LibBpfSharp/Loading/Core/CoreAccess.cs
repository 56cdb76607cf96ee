using LibBpfSharp.Btf;

namespace LibBpfSharp.Loading.Core;

/// <summary>
/// One side of a CO-RE relocation: where an access begins and the members and elements it goes through, in one BTF.
/// Scratch memory, filled anew for each relocation and candidate.
/// </summary>
internal sealed class CoreAccess
{
    /// <summary>The longest access string, and the deepest nesting, that is followed.</summary>
    public const int MaxLength = 64;

    private readonly int[] _raw = new int[MaxLength];
    private readonly CorePoint[] _points = new CorePoint[MaxLength + 1];

    /// <summary>The types the access is about.</summary>
    public BtfSpec Types { get; private set; } = null!;

    /// <summary>The type the access starts at.</summary>
    public uint RootTypeId { get; private set; }

    /// <summary>Bits from the start of the root to the accessed field; wraps at 32 bits as the kernel's own arithmetic does.</summary>
    public uint BitOffset { get; private set; }

    /// <summary>Every step, anonymous members included.</summary>
    public ReadOnlySpan<int> Raw => _raw.AsSpan(0, RawLength);

    /// <summary>The steps that have a meaning across kernels: named members and array elements.</summary>
    public ReadOnlySpan<CorePoint> Points => _points.AsSpan(0, Length);

    /// <summary>Number of <see cref="Raw"/> steps.</summary>
    public int RawLength { get; private set; }

    /// <summary>Number of <see cref="Points"/>.</summary>
    public int Length { get; private set; }

    /// <summary>The last point: the accessed field or element.</summary>
    public CorePoint Last => _points[Length - 1];

    /// <summary>Forgets everything and starts at a root.</summary>
    public void Start(BtfSpec types, uint rootTypeId)
    {
        Types = types;
        RootTypeId = rootTypeId;
        BitOffset = 0;
        RawLength = 0;
        Length = 0;
    }

    /// <summary>Records a step of the access string.</summary>
    public void PushRaw(int index)
    {
        if (RawLength == MaxLength) throw CoreFault.TooDeep();
        _raw[RawLength++] = index;
    }

    /// <summary>Takes back the last step.</summary>
    public void PopRaw() => RawLength--;

    /// <summary>Records a turning point.</summary>
    public void PushPoint(CorePoint point) => _points[Length++] = point;

    /// <summary>Takes back the last turning point.</summary>
    public void PopPoint() => Length--;

    /// <summary>Moves on by a signed number of bits.</summary>
    public void Advance(long bits) => BitOffset = unchecked((uint)(BitOffset + bits));

    /// <summary>Becomes a copy of another access.</summary>
    public void CopyFrom(CoreAccess other)
    {
        Start(other.Types, other.RootTypeId);
        BitOffset = other.BitOffset;
        other.Raw.CopyTo(_raw);
        other.Points.CopyTo(_points);
        RawLength = other.RawLength;
        Length = other.Length;
    }

    /// <summary>
    /// Whether an array without elements is the flexible tail of its struct, which may be indexed beyond its end.
    /// The array must be what the last point leads to.
    /// </summary>
    public bool EndsInFlexibleArray(uint elementCount)
        => elementCount == 0 && Length > 0 && !Last.IsElement && Last.Index == Types.GetType(Last.TypeId).Length - 1;
}
