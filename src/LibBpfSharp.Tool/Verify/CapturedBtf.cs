namespace LibBpfSharp.Tool.Verify;

/// <summary>BTF as it was handed to the kernel.</summary>
/// <param name="Size">In bytes.</param>
/// <param name="Hash">Of all of it.</param>
/// <param name="Errno">0 or the kernel's errno.</param>
internal sealed record CapturedBtf(int Size, ulong Hash, int Errno);
