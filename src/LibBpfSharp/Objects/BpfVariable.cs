using System.Runtime.CompilerServices;

namespace LibBpfSharp;

/// <summary>A global variable of an object: set before the load, and, unless constant, read and set while programs run.</summary>
/// <remarks>
/// Before the load for one thread. After it safe for several: where the section can be mapped into memory, numbers of up to 8 bytes are read
/// and written in one access; where it cannot (all its variables are static), a write reads and rewrites the whole section.
/// </remarks>
public sealed class BpfVariable
{
    private readonly BpfObject _owner;

    internal BpfVariable(BpfVariableSpec spec, BpfMap map, BpfObject owner)
    {
        Spec = spec;
        Map = map;
        _owner = owner;
    }

    /// <summary>The variable as the object defines it.</summary>
    public BpfVariableSpec Spec { get; }

    /// <summary>The variable's name.</summary>
    public string Name => Spec.Name;

    /// <summary>Size in bytes; that of an array at the end of its section changes with <see cref="BpfMap.ValueSize"/>.</summary>
    public int Size => (int)Map.SizeOf(Spec);

    /// <summary>The map that holds the variable.</summary>
    public BpfMap Map { get; }

    /// <summary>Whether the variable is constant once the object is loaded.</summary>
    public bool IsReadOnly => Spec.IsReadOnly;

    /// <summary>The variable's value.</summary>
    /// <typeparam name="T">A type of the variable's size, laid out as in C.</typeparam>
    /// <exception cref="ArgumentException"><typeparamref name="T"/> does not fit the variable's C type.</exception>
    /// <exception cref="InvalidOperationException">The variable's map was not created.</exception>
    /// <exception cref="BpfException">The object is loaded, and the kernel refuses the access to the variable's map.</exception>
    /// <example>
    /// <code>
    /// long balance = bpf.Variables["balance"].Get&lt;long>();
    /// ReadOnlySpan&lt;byte> ports = bpf.Variables["ports"].GetBytes(); // an array in C: as bytes
    /// </code>
    /// </example>
    public T Get<T>()
        where T : unmanaged
    {
        Check<T>();
        Unsafe.SkipInit(out T value);
        Read(ElementSpans.WritableBytesOf(ref value));
        return value;
    }

    /// <summary>Sets the variable.</summary>
    /// <typeparam name="T">A type of the variable's size, laid out as in C.</typeparam>
    /// <exception cref="ArgumentException"><typeparamref name="T"/> does not fit the variable's C type.</exception>
    /// <exception cref="InvalidOperationException">The variable is constant and the object loaded, or its map was not created.</exception>
    /// <exception cref="BpfException">The object is loaded, and the kernel refuses the access to the variable's map.</exception>
    /// <example>
    /// <code>
    /// bpf.Variables["sample_rate"].Set(100u);                // __u32 in C: the sizes must be the same
    /// bpf.Variables["enabled"].Set(true);
    /// </code>
    /// </example>
    public void Set<T>(T value)
        where T : unmanaged
    {
        Check<T>();
        Write(ElementSpans.BytesOf(in value));
    }

    /// <summary>The variable's bytes.</summary>
    /// <exception cref="InvalidOperationException">The variable's map was not created.</exception>
    /// <exception cref="BpfException">The object is loaded, and the kernel refuses the access to the variable's map.</exception>
    public byte[] GetBytes()
    {
        byte[] bytes = new byte[Size];
        Read(bytes);
        return bytes;
    }

    /// <summary>Sets the variable from bytes.</summary>
    /// <param name="bytes">At most <see cref="Size"/> bytes; what is behind them in the variable is zeroed.</param>
    /// <exception cref="ArgumentException">There are more bytes than the variable has.</exception>
    /// <exception cref="InvalidOperationException">The variable is constant and the object loaded, or its map was not created.</exception>
    /// <exception cref="BpfException">The object is loaded, and the kernel refuses the access to the variable's map.</exception>
    public void SetBytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > Size) throw new ArgumentException($"Variable '{Name}' has {Size} bytes; {bytes.Length} were given.", nameof(bytes));
        byte[] whole = new byte[Size];
        bytes.CopyTo(whole);
        Write(whole);
    }

    /// <summary>The variable in place, in the memory it shares with the programs.</summary>
    /// <exception cref="InvalidOperationException">The object is not loaded, or the variable's section cannot be mapped into memory: all its variables are static, or the kernel is older than 5.5.</exception>
    /// <exception cref="ObjectDisposedException">The object is disposed, or the map, if it was taken out of the object.</exception>
    /// <exception cref="BpfException">The kernel refuses to map the memory.</exception>
    public BpfMemoryLease Lease()
    {
        CheckNotDisposed();
        return Map.LeaseContents(Offset, Size);
    }

    /// <inheritdoc/>
    public override string ToString() => Spec.ToString();

    private void Check<T>()
        where T : unmanaged => VariableLayout.Check<T>($"Variable '{Name}'", Size, _owner.Spec.Btf, Spec.TypeId);

    // A map that was taken out of the object goes on without it, and its variables with it.
    private void CheckNotDisposed() => ObjectDisposedException.ThrowIf(Map.IsOf(_owner) && _owner.State is BpfObjectState.Disposed, _owner);

    private int Offset => (int)Spec.Offset;

    private void Read(Span<byte> destination)
    {
        CheckNotDisposed();
        if (_owner.State is BpfObjectState.Open) Map.ReadInitial(Offset, destination);
        else Map.ReadContents(Offset, destination);
    }

    private void Write(ReadOnlySpan<byte> source)
    {
        CheckNotDisposed();
        if (_owner.State is BpfObjectState.Open)
            Map.WriteInitial(Offset, source);
        else if (IsReadOnly)
            throw new InvalidOperationException($"Variable '{Name}' is in {Spec.Map.SectionName}, which is constant once loaded: set it before {nameof(BpfObject)}.{nameof(BpfObject.Load)}.");
        else
            Map.WriteContents(Offset, source);
    }
}
