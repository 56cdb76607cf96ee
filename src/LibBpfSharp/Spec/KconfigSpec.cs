namespace LibBpfSharp.Spec;

/// <summary>Type and place of a <c>__kconfig</c> extern.</summary>
/// <param name="Type">How the value is stored.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Alignment">Bytes.</param>
/// <param name="DataOffset">Offset in bytes in the <c>.kconfig</c> map's value.</param>
/// <param name="IsSigned">Whether an integer is signed.</param>
internal readonly record struct KconfigSpec(KconfigType Type, int Size, int Alignment, int DataOffset, bool IsSigned);
