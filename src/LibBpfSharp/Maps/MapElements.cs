using System.Diagnostics.CodeAnalysis;
using LibBpfSharp.Interop;

namespace LibBpfSharp;

/// <summary>Element operations on one map, with the sizes the kernel trusts checked before each call.</summary>
internal sealed partial class MapElements(BpfMapHandle handle, MapShape shape)
{
    internal BpfMapHandle Handle => handle;

    internal MapShape Shape => shape;

    internal bool TryLookup(ReadOnlySpan<byte> key, Span<byte> value, BpfElementFlags flags)
    {
        CheckKey(key);
        CheckValue(value, flags);
        return Found(BpfCommand.MapLookupElem, handle.MapLookup(key, value, flags));
    }

    internal bool TryLookupAndDelete(ReadOnlySpan<byte> key, Span<byte> value, BpfElementFlags flags)
    {
        CheckKey(key);
        CheckValue(value, flags);
        return Found(BpfCommand.MapLookupAndDeleteElem, handle.MapLookupAndDelete(key, value, flags));
    }

    internal void Update(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, BpfElementFlags flags)
    {
        nint result = TryUpdate(key, value, flags);
        if (result < 0) throw MapFailure.Of(handle.Kernel, shape, BpfCommand.MapUpdateElem, result, flags);
    }

    /// <returns>0, or the negated errno.</returns>
    internal nint TryUpdate(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, BpfElementFlags flags)
    {
        CheckKey(key);
        CheckValue(value, flags);
        return value.Length < shape.ValueBufferSize ? UpdatePadded(key, value, flags) : handle.MapUpdate(key, value, flags);
    }

    /// <summary>False where <see cref="BpfElementFlags.Noexist"/> finds the key or <see cref="BpfElementFlags.Exist"/> does not.</summary>
    internal bool UpdateIf(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, BpfElementFlags condition)
    {
        nint result = TryUpdate(key, value, condition);
        Errno conditionFailed = (condition & BpfElementFlags.Noexist) != 0 ? Errno.EEXIST : (condition & BpfElementFlags.Exist) != 0 ? Errno.ENOENT : Errno.None;
        if (result < 0 && result == -(nint)conditionFailed) return false;
        if (result < 0) throw MapFailure.Of(handle.Kernel, shape, BpfCommand.MapUpdateElem, result, condition);
        return true;
    }

    /// <param name="key">The key.</param>
    /// <param name="flags">None is known but <see cref="BpfElementFlags.Any"/>.</param>
    /// <param name="absent">What the type answers where nothing is at the key.</param>
    internal bool Delete(ReadOnlySpan<byte> key, BpfElementFlags flags = 0, Errno absent = Errno.ENOENT)
    {
        CheckKey(key);
        nint result = handle.MapDelete(key, flags);
        if (result >= 0) return true;
        return result == -(nint)absent ? false : throw MapFailure.Of(handle.Kernel, shape, BpfCommand.MapDeleteElem, result, flags);
    }

    internal bool TryGetNextKey(ReadOnlySpan<byte> key, Span<byte> nextKey)
    {
        if (!key.IsEmpty) CheckKey(key);
        if (nextKey.Length != shape.KeySize) ThrowWrongSize("key", nextKey.Length, shape.KeySize, nameof(nextKey));
        return Found(BpfCommand.MapGetNextKey, handle.MapNextKey(key, nextKey));
    }

    internal void Freeze()
    {
        nint result = handle.MapFreeze();
        if (result < 0) throw MapFailure.Of(handle.Kernel, shape, BpfCommand.MapFreeze, result);
    }

    /// <summary>A kernel that does not know the flags of single CPUs (before 7.0) reads values for all before it refuses: they must be there to be read.</summary>
    private nint UpdatePadded(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, BpfElementFlags flags)
    {
        const int MostOnStack = 1024;
        using ScratchBytes scratch = new(stackalloc byte[MostOnStack], shape.ValueBufferSize);
        scratch.Bytes.Clear();
        value.CopyTo(scratch.Bytes);
        return handle.MapUpdate(key, scratch.Bytes, flags);
    }

    private bool Found(BpfCommand command, nint result)
    {
        if (result >= 0) return true;
        return result == -(nint)Errno.ENOENT ? false : throw MapFailure.Of(handle.Kernel, shape, command, result);
    }

    private void CheckKey(ReadOnlySpan<byte> key)
    {
        if (key.Length != shape.KeySize) ThrowWrongSize("key", key.Length, shape.KeySize, nameof(key));
    }

    private void CheckValue(ReadOnlySpan<byte> value, BpfElementFlags flags)
    {
        int expected = ValueLength(flags);
        if (value.Length != expected) ThrowWrongSize("value", value.Length, expected, nameof(value));
    }

    /// <summary>Bytes of a value as passed: one CPU's where one is named, or all are to have the same.</summary>
    private int ValueLength(BpfElementFlags flags)
        => (flags & (BpfElementFlags.Cpu | BpfElementFlags.AllCpus)) != 0 ? shape.ValueSize : shape.ValueBufferSize;

    [DoesNotReturn]
    private void ThrowWrongSize(string what, int given, int expected, string parameter) => throw new ArgumentException(
        $"Map '{shape.Name}' ({shape.Type}) takes a {what} of {expected} bytes"
        + (what == "value" && expected != shape.ValueSize ? $" ({shape.ValueSize} rounded up to 8, for each of {shape.PossibleCpus} possible CPUs)" : "")
        + $"; {given} were given.",
        parameter);
}
