using System.Globalization;

namespace LibBpfSharp.Networking;

/// <summary>What filters of traffic control hang on: a direction of <c>clsact</c>, or a class or queueing discipline of the user's.</summary>
/// <param name="Handle">The number: major in the upper half, minor in the lower.</param>
public readonly record struct TcParent(uint Handle)
{
    private const uint ClsactIngress = 0xFFFF_FFF2; // TC_H_CLSACT with TC_H_MIN_INGRESS
    private const uint ClsactEgress = 0xFFFF_FFF3;

    /// <summary>What the interface received, by <c>clsact</c>.</summary>
    public static TcParent Ingress { get; } = new(ClsactIngress);

    /// <summary>What the interface is to send, by <c>clsact</c>.</summary>
    public static TcParent Egress { get; } = new(ClsactEgress);

    internal bool IsClsact => Handle is ClsactIngress or ClsactEgress;

    /// <summary>A class or queueing discipline, as in <c>1:10</c>; a minor number of 0 is the discipline itself.</summary>
    public static TcParent Of(ushort major, ushort minor) => new(((uint)major << 16) | minor);

    /// <summary>The direction's parent.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such direction.</exception>
    public static implicit operator TcParent(TcDirection direction) => Defined.Require(direction) == TcDirection.Ingress ? Ingress : Egress;

    /// <summary>As <c>tc</c> writes it, in hexadecimal digits.</summary>
    public override string ToString() => IsClsact
        ? Handle == ClsactIngress ? "clsact ingress" : "clsact egress"
        : string.Create(CultureInfo.InvariantCulture, $"{Handle >> 16:x}:{Handle & 0xFFFF:x}");
}
