namespace LibBpfSharp.Layouts;

/// <summary>The layout of a type: its leaves, those of nested types included.</summary>
/// <param name="Name">What the type is called.</param>
/// <param name="Size">Its size in bytes.</param>
/// <param name="Fields">Its leaves.</param>
public sealed record BpfTypeLayout(string Name, int Size, IReadOnlyList<BpfFieldLayout> Fields);
