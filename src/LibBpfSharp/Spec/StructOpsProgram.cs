namespace LibBpfSharp.Spec;

/// <summary>A member of a struct_ops struct that holds a program.</summary>
/// <param name="Member">Index of the member in the struct.</param>
/// <param name="Offset">Its offset in bytes.</param>
/// <param name="Function">Index of the program in <see cref="BpfObjectSpec.Functions"/>.</param>
internal readonly record struct StructOpsProgram(int Member, int Offset, int Function);
