using System.Diagnostics.CodeAnalysis;

namespace LibBpfSharp;

/// <summary>Words that a C# type cannot stand for a record.</summary>
internal static class RecordLayout
{
    [DoesNotReturn]
    public static unsafe void ThrowSize<T>(string map, int size)
        where T : unmanaged
        => throw new BpfRecordException(
            $"A record of '{map}' has {size} bytes; {typeof(T)} has {sizeof(T)}. It is passed, the next read goes on behind it. "
            + "Read records of different sizes as bytes.", map, size);
}
