using System.Diagnostics.CodeAnalysis;
using LibBpfSharp.Btf;

namespace LibBpfSharp;

/// <summary>Checks that a C# type can stand for the records of a stream.</summary>
internal static class RecordLayout
{
    /// <summary>By the record type of the map's definition, where one is given (<c>__type(value, struct event)</c>).</summary>
    public static unsafe void CheckDefinition<T>(BpfMap map)
        where T : unmanaged
    {
        if (map.RecordType is not { } record) return;
        uint size = record.Spec.SizeOf(record.Id);
        if (sizeof(T) != size)
            throw new ArgumentException($"Map '{map.Name}' has records of type '{record.Name}' with {size} bytes; {typeof(T)} has {sizeof(T)}. Give the type the layout of the C one, padding included.");
    }

    [DoesNotReturn]
    public static unsafe void ThrowSize<T>(string map, int size)
        where T : unmanaged
        => throw new BpfRecordException(
            $"A record of '{map}' has {size} bytes; {typeof(T)} has {sizeof(T)}. It is passed, the next read goes on behind it. "
            + "Read records of different sizes as bytes.", map, size);
}
