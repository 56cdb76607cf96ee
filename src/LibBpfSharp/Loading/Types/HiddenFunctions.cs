using LibBpfSharp.Btf;

namespace LibBpfSharp.Loading;

/// <summary>Makes sub-programs that are global but hidden static in BTF, so that the verifier checks them as their callers use them.</summary>
internal static class HiddenFunctions
{
    public static void MakeStatic(ObjectBtfDraft draft, IEnumerable<FunctionSpec> functions)
    {
        foreach (FunctionSpec function in functions)
        {
            if (!function.IsSubprogram || !function.IsHidden) continue;
            foreach (BtfType type in draft.Original.FindAll(function.Name))
            {
                if (type.Kind != BtfKind.Func || type.FuncLinkage != BtfFuncLinkage.Global) continue;
                draft.Builder.SetLinkage(type.Id, BtfFuncLinkage.Static);
                break;
            }
        }
    }
}
