using LibBpfSharp.Btf;
using LibBpfSharp.Loading;

namespace LibBpfSharp;

public sealed partial class BpfProgram
{
    private readonly BtfSpec? _types;

    /// <summary>
    /// The functions in <see cref="Instructions"/> once the object is prepared, the entry first, as the kernel is told of them.
    /// Empty before that, without <c>.BTF.ext</c>, and for instructions of another number than the compiler's.
    /// </summary>
    public IReadOnlyList<BpfProgramFunction> Functions
        => Linked is { } linked
            ? [.. Enumerable.Range(0, linked.FunctionInfo.Count).Select(record =>
            {
                ReadOnlySpan<uint> words = linked.FunctionInfo.WordsOf(record);
                return new BpfProgramFunction { Instruction = (int)words[0], Name = linked.FunctionAt((int)words[0]).Spec.Name, TypeId = words[1] };
            })]
            : [];

    /// <summary>The source lines of <see cref="Instructions"/> once the object is prepared, in the order of instructions; empty where <see cref="Functions"/> is.</summary>
    public IReadOnlyList<BpfProgramLine> Lines
        => Linked is { } linked && _types is { } types ? new SourceLines(linked, types).All() : [];

    private LinkedProgram? Linked => _prepared?.Linked ?? _loaded;
}
