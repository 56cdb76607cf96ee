namespace LibBpfSharp.Loading;

/// <summary>What to do about the commonest reasons for which the verifier rejects a program.</summary>
internal static class VerifierHints
{
    private static readonly (string Sign, string Hint)[] s_hints =
    [
        ("or_null'", "The pointer may be null here: compare it with NULL before using it."),
        ("or_null expected", "The pointer may be null here: compare it with NULL before passing it on."),
        ("invalid access to packet", "Compare the pointer with data_end before the access."),
        ("!read_ok", "The register or variable is used before it is set."),
        ("invalid indirect read from stack", "A variable passed to the helper is not wholly set: zero it, padding included."),
        ("cannot use helper", "The helper is not offered to programs of this type, or not by this kernel."),
        ("unknown func", "This kernel has no such helper, or does not offer it to programs of this type."),
        ("infinite loop detected", "Give the loop a bound the verifier can see, or use bpf_loop()."),
        ("back-edge", "This kernel takes no loops: unroll it with #pragma unroll, or use a kernel from 5.3 on."),
        ("too complex", "There are too many paths: simplify conditions inside loops, or move parts into global functions."),
        ("BPF program is too large", "The verifier followed a million instructions: simplify loops, or move parts into global functions."),
        ("Unreleased reference", "A reference is taken and not given back on every path."),
        ("GPL compatible", "The helper is for GPL programs: declare char LICENSE[] SEC(\"license\") = \"GPL\"."),
        ("min value is negative", "The value may be negative: make it unsigned, or check its range first."),
        ("combined stack size", "All functions of a call chain share 512 bytes of stack: use a per-CPU array for large variables."),
    ];

    internal static string? For(string cause)
    {
        foreach ((string sign, string hint) in s_hints)
        {
            if (cause.Contains(sign, StringComparison.Ordinal)) return hint;
        }

        return null;
    }
}
