using LibBpfSharp.Btf;

namespace LibBpfSharp.Spec;

/// <summary>
/// Rewrites the BTF of externs so that the kernel takes it: kernel symbols and kconfig values become
/// allocated variables, as no other kind may be in a data section.
/// </summary>
internal sealed class ExternTypeFixup
{
    private const string DummyVariable = "dummy_ksym";

    private readonly ObjectTypes _types;
    private readonly BtfPatch _patch;
    private readonly Dictionary<string, ExternSpec> _externs;
    private readonly HashSet<uint> _namedPrototypes = [];
    private (uint Id, uint NameOffset) _dummy;
    private uint _intId;

    private ExternTypeFixup(ObjectTypes types, BtfPatch patch, ExternSpec[] externs)
    {
        _types = types;
        _patch = patch;
        _externs = new(externs.Length, StringComparer.Ordinal);
        foreach (ExternSpec item in externs)
            _externs.TryAdd(item.Name, item);
    }

    internal static void Apply(ObjectTypes types, BtfPatch patch, ExternSpec[] externs)
    {
        ExternTypeFixup fixup = new(types, patch, externs);
        fixup.AddDummy();
        if (Section(externs, kconfig: false) is { } ksyms)
            fixup.RewriteKsyms(types.Btf.GetType(ksyms));
        if (Section(externs, kconfig: true) is { } kconfig)
            fixup.RewriteKconfig(types.Btf.GetType(kconfig), externs);
    }

    private static uint? Section(ExternSpec[] externs, bool kconfig) =>
        Array.FindLast(externs, item => (item.Kind == ExternKind.Kconfig) == kconfig)?.SectionTypeId;

    private void AddDummy()
    {
        if (!_types.TryFindSection(ExternCollector.KsymsSection, out BtfType section))
            return;
        _intId = FindInt();
        foreach (BtfSectionVariable variable in section.Variables)
        {
            if (_types.Btf.GetType(variable.TypeId).Kind != BtfKind.Func)
                continue;
            _dummy = _patch.AddVariable(DummyVariable, BtfVarLinkage.GlobalAllocated, _intId);
            return;
        }
    }

    private uint FindInt()
    {
        for (uint id = 1; id < _types.Btf.TypeCount; id++)
        {
            BtfType type = _types.Btf.GetType(id);
            if (type.Kind == BtfKind.Int && type.IntBits == 32)
                return id;
        }
        return 0;
    }

    private void RewriteKsyms(in BtfType section)
    {
        uint offset = 0;
        for (int index = 0; index < section.Length; index++, offset += sizeof(int))
        {
            uint typeId = section.Variables[index].TypeId;
            BtfType declaration = _types.Btf.GetType(typeId);
            Require(declaration);
            if (declaration.Kind == BtfKind.Func)
            {
                NameParameters(_types.Btf.GetType(declaration.TypeId));
                _patch.SetFuncLinkage(declaration, BtfFuncLinkage.Global);
                typeId = _dummy.Id;
            }
            else
            {
                _patch.SetVarLinkage(declaration, BtfVarLinkage.GlobalAllocated);
                _patch.SetSizeOrType(declaration, _intId);
            }
            _patch.SetSectionVariable(section, index, new(typeId, offset, sizeof(int)));
        }
        _patch.SetSizeOrType(section, offset);
    }

    /// <summary>The kernel refuses a defined function with nameless parameters.</summary>
    private void NameParameters(in BtfType prototype)
    {
        if (!_namedPrototypes.Add(prototype.Id))
            return;
        for (int index = 0; index < prototype.Length; index++)
        {
            BtfParameter parameter = prototype.Parameters[index];
            if (parameter.TypeId != 0 && parameter.NameOffset == 0)
                _patch.SetParameterName(prototype, index, _dummy.NameOffset);
        }
    }

    private void RewriteKconfig(in BtfType section, ExternSpec[] externs)
    {
        for (int index = 0; index < section.Length; index++)
        {
            BtfSectionVariable variable = section.Variables[index];
            BtfType declaration = _types.Btf.GetType(variable.TypeId);
            ExternSpec item = Require(declaration);
            _patch.SetVarLinkage(declaration, BtfVarLinkage.GlobalAllocated);
            _patch.SetSectionVariable(section, index, variable with { Offset = (uint)item.Kconfig.DataOffset });
        }
        _patch.SetSizeOrType(section, KconfigSize(externs));
    }

    internal static uint KconfigSize(ExternSpec[] externs) =>
        Array.FindLast(externs, item => item.Kind == ExternKind.Kconfig) is { } last ? (uint)(last.Kconfig.DataOffset + last.Kconfig.Size) : 0;

    private ExternSpec Require(in BtfType declaration)
    {
        if (declaration.Kind is not (BtfKind.Var or BtfKind.Func))
            throw new BpfObjectFormatException($"a section of externs holds a type of kind {declaration.Kind}", ".BTF");
        string name = _types.NameOf(declaration);
        return name.Length <= TypeNames.LongestKey && _externs.TryGetValue(name, out ExternSpec? item)
            ? item
            : throw new BpfObjectFormatException($"{Quoted.Name(name)} is declared extern in BTF, and no symbol refers to it", ".BTF");
    }
}
