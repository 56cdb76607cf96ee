namespace LibBpfSharp.Tracing;

/// <summary>One argument of a probe.</summary>
/// <param name="Kind">Where it is.</param>
/// <param name="Value">The constant, or the offset in memory.</param>
/// <param name="Register">Where in <c>struct pt_regs</c> the register is, in bytes.</param>
/// <param name="Index">The same of the register that is multiplied.</param>
/// <param name="Scale">By which power of two it is.</param>
/// <param name="Size">Its size in bytes: 1, 2, 4 or 8.</param>
/// <param name="IsSigned">Whether it is a signed number.</param>
internal readonly record struct UsdtArgument(UsdtArgumentKind Kind, long Value, short Register, short Index, byte Scale, byte Size, bool IsSigned);
