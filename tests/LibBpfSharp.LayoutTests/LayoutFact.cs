namespace LibBpfSharp.LayoutTests;

/// <summary>A claim about the kernel's headers, as a C constant expression that is not zero if it holds.</summary>
/// <param name="Claim">The expression.</param>
/// <param name="About">What of the managed side it is about.</param>
internal sealed record LayoutFact(string Claim, string About)
{
    public override string ToString() => $"{About}: {Claim}";
}
