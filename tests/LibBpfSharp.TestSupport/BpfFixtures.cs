namespace LibBpfSharp.TestSupport;

/// <summary>The objects compiled from <c>tests/bpf</c>, found beside the running test program.</summary>
public static class BpfFixtures
{
    /// <summary>Where the objects are.</summary>
    public static string Folder { get; } = System.IO.Path.Combine(AppContext.BaseDirectory, "bpf");

    /// <summary>The names of all objects, sorted.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. Directory.GetFiles(Folder, "*.bpf.o").Select(path => System.IO.Path.GetFileName(path)[..^".bpf.o".Length]).Order(StringComparer.Ordinal)];

    /// <summary>The path of an object.</summary>
    /// <param name="name">The name of its source without <c>.bpf.c</c>; <c>counter.be</c> is the big-endian variant of <c>counter</c>.</param>
    public static string Path(string name) => System.IO.Path.Combine(Folder, name + ".bpf.o");

    /// <summary>The bytes of an object.</summary>
    public static byte[] Bytes(string name) => File.ReadAllBytes(Path(name));
}
