using LibBpfSharp.Btf;

namespace LibBpfSharp.Loading;

/// <summary>
/// Does for a kernel that does not know the tag <c>arg:ctx</c> (before 6.8) what it stands for: a global function gets a prototype of
/// its own in each program that calls it, whose tagged parameter points to the context structure of the program's type.
/// </summary>
/// <param name="draft">The object's BTF.</param>
internal sealed class ContextTagFixup(ObjectBtfDraft draft)
{
    private const string Tag = "arg:ctx";

    private readonly BtfType[] _tags = [.. draft.Original.FindAll(Tag).Where(tag => tag.Kind == BtfKind.DeclTag)];

    /// <summary>Whether a function has such a tag at all.</summary>
    public bool HasTags => _tags.Length > 0;

    /// <summary>Gives the functions a program calls their prototypes, and its function information the new ids.</summary>
    public void Apply(ProgramPlan program)
    {
        if (program.Linked is not { FunctionInfo.Count: > 0 } linked || ContextType.NameFor(program.Type) is not { } context) return;

        uint[] original = [.. Enumerable.Range(0, linked.FunctionInfo.Count).Select(record => TypeIdOf(linked.FunctionInfo, record))];
        uint pointer = 0;
        foreach (BtfType tag in _tags)
        {
            BtfType function = draft.Original.GetType(tag.TypeId);
            if (function.Kind != BtfKind.Func || function.FuncLinkage != BtfFuncLinkage.Global) continue;
            int record = Array.IndexOf(original, function.Id);
            BtfList<BtfParameter> parameters = draft.Original.GetType(function.TypeId).Parameters;
            if (record < 0 || (uint)tag.ComponentIndex >= (uint)parameters.Count) continue;
            if (!ContextType.MustReplace(draft.Original, parameters[tag.ComponentIndex].TypeId, program.Type, context)) continue;

            ref uint id = ref TypeIdOf(linked.FunctionInfo, record);
            if (id == function.Id) id = Clone(function, program.Spec.Name);
            if (pointer == 0) pointer = draft.Builder.AddPtr(draft.Builder.AddStruct(context, 0));
            draft.Builder.AddDeclTag(Tag, id, tag.ComponentIndex);
            draft.Builder.SetParameterType(draft.Builder.Record(id)[2], tag.ComponentIndex, pointer);
        }
    }

    /// <summary>Copies a function and its prototype.</summary>
    private uint Clone(in BtfType function, string placeholder)
    {
        BtfType prototype = draft.Original.GetType(function.TypeId);
        uint copy = draft.Builder.AddFuncProto(prototype.TypeId);
        foreach (BtfParameter parameter in prototype.Parameters) draft.Builder.AddParameter(parameter.Name, parameter.TypeId);
        uint clone = draft.Builder.AddFunc(placeholder, function.FuncLinkage, copy);
        draft.Builder.Record(clone)[0] = function.NameOffset;
        return clone;
    }

    /// <summary>The second word of a record of function information.</summary>
    private static ref uint TypeIdOf(InfoRecords info, int record)
        => ref info.WordsOf(record)[1];
}
