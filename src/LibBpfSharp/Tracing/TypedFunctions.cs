using LibBpfSharp.Btf;
using LibBpfSharp.Interop;

namespace LibBpfSharp.Tracing;

/// <summary>The functions of the kernel or of one module that programs can be attached to by type, by name or pattern.</summary>
/// <param name="types">The types of the kernel, or of the module.</param>
internal sealed class TypedFunctions(BtfSpec types)
{
    private const int MostArguments = 12;
    private const uint LargestArgument = 16;

    /// <summary>Those of a pattern's <c>module:</c>, or of the kernel proper where it names none.</summary>
    /// <param name="kernel">The kernel.</param>
    /// <param name="text"><c>[module:]name</c>, where the name may be a pattern.</param>
    /// <param name="name">What follows the module.</param>
    /// <returns><c>null</c> where there is no such module, or its types are not shown.</returns>
    public static TypedFunctions? Of(Kernel kernel, string text, out string name)
    {
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        name = text[(colon + 1)..];
        KernelBtf btf = KernelBtf.Of(kernel);
        if (colon < 0) return new TypedFunctions(btf.Types);
        string module = text[..colon];
        if (module == "vmlinux") return new TypedFunctions(btf.Types);
        return btf.FindModules().FirstOrDefault(found => found.Name == module) is { } found && found.TryGetTypes(out BtfSpec? own) ? new TypedFunctions(own) : null;
    }

    /// <summary>The id of one function; <c>null</c> where there is none of the name.</summary>
    public uint? Find(string name) => types.TryFindOwn(name, BtfKind.Func, out BtfType found) ? found.Id : null;

    /// <summary>What was probably meant by a name that is not there.</summary>
    public string? Suggest(string name) => NearestName.Suggest(name, Functions().Select(function => function.Name));

    /// <summary>The ids of all functions of a pattern that can be traced: one that cannot would spoil the attachment of all.</summary>
    public uint[] FindAll(Kernel kernel, string pattern)
    {
        if (!Glob.IsPattern(pattern)) return Find(pattern) is { } id ? [id] : [];
        HashSet<string>? traceable = TraceableFunctions.TryFindNames(kernel, pattern);
        return [.. from function in Functions()
                   let name = function.Name
                   where Glob.Matches(name, pattern) && traceable?.Contains(name) is not false && HasTraceableType(function)
                   group function.Id by name into ids
                   where ids.Count() == 1 // which of several is meant the kernel could not tell either
                   select ids.First()];
    }

    private IEnumerable<BtfType> Functions() => types.EnumerateOwnTypes().Where(type => type.Kind is BtfKind.Func);

    /// <summary>Whether the kernel can pass the arguments on: as <c>btf_distill_func_proto()</c> in <c>kernel/bpf/btf.c</c> decides.</summary>
    private bool HasTraceableType(BtfType function)
    {
        if (!types.TryGetType(function.TypeId, out BtfType prototype) || prototype.Kind is not BtfKind.FuncProto || prototype.Length > MostArguments) return false;
        if (types.SkipModifiers(prototype.TypeId) is { Id: not 0 } returned && !IsPlain(returned)) return false;
        foreach (BtfParameter parameter in prototype.Parameters)
        {
            BtfType type = types.SkipModifiers(parameter.TypeId);
            bool isPassed = IsPlain(type) || (type.IsComposite && type.Size is > 0 and <= LargestArgument);
            if (!isPassed) return false;
        }

        return true;
    }

    private static bool IsPlain(BtfType type) => type.Kind is BtfKind.Ptr || (type.Kind is BtfKind.Int or BtfKind.Enum or BtfKind.Enum64 && type.Size is > 0 and <= LargestArgument);
}
