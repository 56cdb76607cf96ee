using System.Runtime.InteropServices;
using LibBpfSharp.Instructions;

namespace LibBpfSharp.Tool.Verify;

/// <summary>Writes instruction streams to files, for a look at how two loaders differ.</summary>
internal static class StreamDump
{
    public static void Write(string directory, string objectName, string program, ReadOnlySpan<BpfInstruction> stream) =>
        File.WriteAllBytes(Path.Combine(directory, $"{objectName.Replace('/', '!')}!{program}"), MemoryMarshal.AsBytes(stream).ToArray());
}
