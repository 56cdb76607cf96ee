using LibBpfSharp.Btf;

namespace LibBpfSharp.Spec;

/// <summary>The struct behind a struct_ops map, in the object's own BTF.</summary>
/// <param name="TypeId">The struct's BTF id.</param>
/// <param name="Programs">Members that hold a program, by rising member; the others hold data.</param>
internal sealed record StructOpsSpec(uint TypeId, IReadOnlyList<StructOpsProgram> Programs)
{
    /// <summary>By member, the function it calls; −1 for none.</summary>
    /// <param name="members">How many the struct has.</param>
    internal int[] FunctionsByMember(int members)
    {
        int[] functions = new int[members];
        Array.Fill(functions, -1);
        foreach (StructOpsProgram program in Programs) functions[program.Member] = program.Function;
        return functions;
    }

    internal static bool IsFunctionPointer(BtfMember member, BtfSpec types)
    {
        BtfType pointer = types.SkipModifiers(member.TypeId);
        return pointer.Kind is BtfKind.Ptr && types.SkipModifiers(pointer.TypeId).Kind is BtfKind.FuncProto;
    }
}
