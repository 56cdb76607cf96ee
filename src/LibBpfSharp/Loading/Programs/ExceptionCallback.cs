using LibBpfSharp.Btf;

namespace LibBpfSharp.Loading;

/// <summary>Finds the sub-program that handles a program's exceptions, which a declaration tag on the program names.</summary>
internal static class ExceptionCallback
{
    private const string Prefix = "exception_callback:";

    /// <summary>By entry program's name: the callback. Programs with several tags are left to the verifier's own refusal.</summary>
    /// <exception cref="BpfRelocationException">A tag names nothing that can be a callback.</exception>
    public static FunctionSpec? Find(BpfObjectSpec spec, FunctionSpec program)
    {
        if (spec.Btf is not { } types) return null;
        FunctionSpec? found = null;
        foreach (BtfType tag in types.EnumerateOwnTypes())
        {
            if (tag.Kind != BtfKind.DeclTag || tag.ComponentIndex != -1 || !tag.Utf8Name.StartsWith("exception_callback:"u8)) continue;
            BtfType tagged = types.GetType(tag.TypeId);
            if (tagged.Kind != BtfKind.Func || tagged.FuncLinkage != BtfFuncLinkage.Global)
                throw Bad(program, "the tag is not on a global function");
            if (tagged.Name != program.Name) continue;
            if (found is not null) return null;
            found = Resolve(spec, program, tag.Name[Prefix.Length..]);
        }

        return found;
    }

    private static FunctionSpec Resolve(BpfObjectSpec spec, FunctionSpec program, string name)
    {
        if (name.Length == 0) throw Bad(program, "the tag names no function");
        FunctionSpec[] named = Array.FindAll(spec.Functions, function => function.IsSubprogram && function.Name == name);
        if (named.Length == 0) throw Bad(program, $"there is no sub-program '{name}'", Errno.ENOENT);
        return named[0] is { IsGlobal: true, IsHidden: false } callback ? callback : throw Bad(program, $"'{name}' must be global and not hidden");
    }

    private static BpfRelocationException Bad(FunctionSpec program, string problem, Errno errno = Errno.EINVAL)
        => new($"its exception callback cannot be found: {problem}.", program.Name, errno: errno);
}
