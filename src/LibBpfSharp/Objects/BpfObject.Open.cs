namespace LibBpfSharp;

public sealed partial class BpfObject
{
    /// <summary>Opens an object file. Touches neither the kernel nor a privilege.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How to open and load it.</param>
    /// <exception cref="BpfObjectFormatException">The file is no BPF object that can be opened; the message says what to do.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    /// <example>
    /// <code>
    /// using var counting = BpfObject.Open("counter.bpf.o");  // reads the file: no kernel, no privilege
    /// counting.Programs["count_ingress"].AutoLoad = false;   // configure before the load
    /// counting.Load();
    /// </code>
    /// </example>
    public static BpfObject Open(string path, BpfObjectOptions? options = null)
    {
        options ??= new BpfObjectOptions();
        return new BpfObject(BpfObjectSpec.Open(path, options.ForSpec()), options);
    }

    /// <summary>Opens an object that is in memory.</summary>
    /// <param name="image">The bytes of the object file. Not copied: leave them unchanged.</param>
    /// <param name="name">The object's name, which begins the names of its data maps; cut to 15 characters.</param>
    /// <param name="options">How to open and load it.</param>
    /// <exception cref="BpfObjectFormatException">The bytes are no BPF object that can be opened; the message says what to do.</exception>
    public static BpfObject Open(ReadOnlyMemory<byte> image, string name, BpfObjectOptions? options = null)
    {
        options ??= new BpfObjectOptions();
        return new BpfObject(BpfObjectSpec.Parse(image, name, options.ForSpec()), options);
    }

    /// <summary>Opens an object from a stream, which is read to its end and not disposed.</summary>
    /// <param name="stream">Where the object file's bytes come from.</param>
    /// <param name="name">The object's name, which begins the names of its data maps; cut to 15 characters.</param>
    /// <param name="options">How to open and load it.</param>
    /// <exception cref="BpfObjectFormatException">The bytes are no BPF object that can be opened; the message says what to do.</exception>
    public static BpfObject Open(Stream stream, string name, BpfObjectOptions? options = null)
    {
        options ??= new BpfObjectOptions();
        return new BpfObject(BpfObjectSpec.Read(stream, name, options.ForSpec()), options);
    }

    /// <summary>Opens an object that is parsed already. One spec may be open and loaded any number of times, on any threads.</summary>
    /// <param name="spec">The parsed object.</param>
    /// <param name="options">How to load it; what concerns the reading is not looked at.</param>
    public static BpfObject Open(BpfObjectSpec spec, BpfObjectOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return new BpfObject(spec, options ?? new BpfObjectOptions());
    }
}
