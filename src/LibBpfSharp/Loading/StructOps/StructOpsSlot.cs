namespace LibBpfSharp.Loading.StructOps;

/// <summary>A function pointer of the kernel's value that is to hold a program's descriptor.</summary>
/// <param name="Offset">Bytes from the start of the value.</param>
/// <param name="Function">The program's function, by its place in the object.</param>
internal readonly record struct StructOpsSlot(int Offset, int Function);
