using LibBpfSharp.Interop;

namespace LibBpfSharp;

public sealed partial class BpfMap
{
    private readonly object _contentsGate = new();
    private byte[]? _image;
    private MapMemory _memory = new();
    private int _leftMemory;
    private uint _contentsOffset;

    /// <summary>
    /// The bytes a data section is loaded with, or those of an arena's globals: <see cref="ValueSize"/> bytes, of an arena as many as its
    /// globals take. Maps without initial contents have none; kernel configuration is only known to the load.
    /// </summary>
    /// <exception cref="ArgumentException">Set to another number of bytes.</exception>
    /// <exception cref="InvalidOperationException">The object is loaded, there is none, or set on a map that takes no initial contents.</exception>
    public ReadOnlySpan<byte> InitialValue
    {
        get
        {
            Phase.CheckConfigurable(_owner, $"{nameof(BpfMap)}.{nameof(InitialValue)}", Name);
            return Spec!.IsInternal && Image.Length < _valueSize ? WritableImage() : Image.Span;
        }

        set
        {
            Phase.CheckConfigurable(_owner, $"{nameof(BpfMap)}.{nameof(InitialValue)}", Name);
            if (Spec!.Kind is not (BpfMapKind.Data or BpfMapKind.Rodata or BpfMapKind.Bss) && (_type is not BpfMapType.Arena || Spec.InitialImage.IsEmpty))
                throw new InvalidOperationException($"Map '{Name}' takes no initial contents: it holds no variables that the program sets.");
            Span<byte> image = WritableImage();
            if (value.Length != image.Length)
                throw new ArgumentException($"Map '{Name}' has {image.Length} bytes; {value.Length} were given.", nameof(value));
            value.CopyTo(image);
        }
    }

    /// <summary>The initial contents as far as they are set: the object's until somebody writes, shorter than the value where the rest is zero.</summary>
    internal ReadOnlyMemory<byte> Image => _image ?? Spec!.InitialImage;

    internal void ReadInitial(int offset, Span<byte> destination)
    {
        ReadOnlySpan<byte> image = Image.Span;
        destination.Clear();
        if (offset < image.Length) image[offset..Math.Min(image.Length, offset + destination.Length)].CopyTo(destination);
    }

    internal void WriteInitial(int offset, ReadOnlySpan<byte> source)
    {
        source.CopyTo(WritableImage()[offset..]);
    }

    /// <summary>Reads from the value of the only element.</summary>
    internal void ReadContents(int offset, Span<byte> destination)
    {
        if (Mapped() is { } mapped)
        {
            mapped.Read((long)_contentsOffset + offset, destination);
            return;
        }

        ReadWhole().AsSpan(offset, destination.Length).CopyTo(destination);
    }

    /// <summary>Writes into the value of the only element; without a mapping by reading and writing all of it.</summary>
    internal void WriteContents(int offset, ReadOnlySpan<byte> source)
    {
        if (Mapped() is { } mapped)
        {
            mapped.Write((long)_contentsOffset + offset, source);
            return;
        }

        lock (_contentsGate)
        {
            byte[] whole = ReadWhole();
            source.CopyTo(whole.AsSpan(offset));
            Elements.Update([0, 0, 0, 0], whole, BpfElementFlags.Any);
        }
    }

    private byte[] ReadWhole()
    {
        byte[] whole = new byte[Elements.Shape.ValueSize];
        return Elements.TryLookup([0, 0, 0, 0], whole, 0) ? whole : throw new BpfException($"Map '{Name}' has no element 0.", Errno.ENOENT, BpfCommand.MapLookupElem, Name);
    }

    private Span<byte> WritableImage()
    {
        if (_image is null) ResizeImage(Math.Max(checked((int)_valueSize), Spec!.InitialImage.Length));
        return _image;
    }

    private void ResizeImage(int size)
    {
        byte[] resized = new byte[size];
        ReadOnlySpan<byte> old = Image.Span;
        old[..Math.Min(old.Length, size)].CopyTo(resized);
        _image = resized;
    }
}
