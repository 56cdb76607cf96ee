using System.Runtime.InteropServices;

namespace LibBpfSharp.AheadOfTime;

/// <summary><c>struct counter</c>, saying nothing of itself.</summary>
internal record struct Counter(ulong Packets, ulong Bytes);

/// <summary>The same, and says so.</summary>
internal record struct DescribedCounter(ulong Packets, ulong Bytes) : IBpfLayout
{
    public readonly BpfTypeLayout Layout => new(nameof(DescribedCounter), 16, [new("packets", 0, 8, BpfFieldKind.Integer), new("bytes", 8, 8, BpfFieldKind.Integer)]);
}

/// <summary>As long as <c>struct counter</c>, and something else.</summary>
internal record struct Position(double Latitude, double Longitude) : IBpfLayout
{
    public readonly BpfTypeLayout Layout => new(nameof(Position), 16, [new("latitude", 0, 8, BpfFieldKind.Float), new("longitude", 8, 8, BpfFieldKind.Float)]);
}

/// <summary><c>struct record</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct Record
{
    public uint Number;
    public ushort Kind;
    public fixed byte Bytes[10];
}
