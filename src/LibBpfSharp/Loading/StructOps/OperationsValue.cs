using System.Runtime.InteropServices;
using LibBpfSharp.Interop;

namespace LibBpfSharp.Loading.StructOps;

/// <summary>What a struct_ops map is registered with: a value into which the descriptors of programs are put when it is written.</summary>
/// <param name="value">The value, without descriptors.</param>
/// <param name="programs">The programs that its members call.</param>
internal sealed class OperationsValue(byte[] value, IReadOnlyList<OperationsProgram> programs) : IDisposable
{
    /// <summary>Gives a map its value.</summary>
    /// <exception cref="ObjectDisposedException">One of the programs is disposed.</exception>
    public Errno WriteTo(BpfMapHandle map) => WriteTo(map, [.. value], 0);

    /// <summary>The same value with programs of its own, to be disposed.</summary>
    public OperationsValue Duplicate()
    {
        List<OperationsProgram> copies = [];
        try
        {
            foreach (OperationsProgram program in programs) copies.Add(program with { Handle = program.Handle.Duplicate() });
            return new(value, copies);
        }
        catch
        {
            new OperationsValue(value, copies).Dispose();
            throw;
        }
    }

    /// <summary>Closes the programs' descriptors.</summary>
    public void Dispose()
    {
        foreach (OperationsProgram program in programs) program.Handle.Dispose();
    }

    // Each program is held until the value is written.
    private Errno WriteTo(BpfMapHandle map, byte[] written, int next)
    {
        if (next == programs.Count) return map.MapUpdate([0, 0, 0, 0], written).ToErrno();
        using HandleHold hold = programs[next].Handle.Hold();
        MemoryMarshal.Write(written.AsSpan(programs[next].Offset), (ulong)hold.Descriptor);
        return WriteTo(map, written, next + 1);
    }
}
