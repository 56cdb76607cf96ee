using LibBpfSharp.Btf;
using LibBpfSharp.Elf;

namespace LibBpfSharp.Spec;

/// <summary>The maps behind data sections and kconfig values.</summary>
internal sealed class DataMapCollector(ObjectSections sections, ObjectTypes? types, string objectName)
{
    private readonly Dictionary<uint, bool> _hasGlobal = [];

    internal void CollectSections(List<BpfMapSpec> maps)
    {
        for (int index = 1; index < sections.Roles.Length; index++)
        {
            BpfMapKind? kind = sections.Roles[index] switch
            {
                SectionRole.Data => BpfMapKind.Data,
                SectionRole.Rodata => BpfMapKind.Rodata,
                SectionRole.Bss => BpfMapKind.Bss,
                _ => null,
            };
            ElfSection section = sections[index];
            if (kind is null || section.Size == 0)
                continue;
            // The kernel's value size is 32 bits, and no array of that size is ever created.
            if (section.Size > uint.MaxValue)
                throw new BpfObjectFormatException($"a data section of {section.Size} bytes fits no map", section.Label, 0);
            maps.Add(Make(kind.Value, section.Name, index, (uint)section.Size, section.Data));
        }
    }

    /// <summary>Returns the place of the map, −1 where no extern asks for a kconfig value.</summary>
    internal int CollectKconfig(ExternSpec[] externs, List<BpfMapSpec> maps)
    {
        uint size = ExternTypeFixup.KconfigSize(externs);
        if (size == 0)
            return -1;
        maps.Add(Make(BpfMapKind.Kconfig, ExternCollector.KconfigSection, sections.Symbols.SectionIndex, size, default));
        return maps.Count - 1;
    }

    private BpfMapSpec Make(BpfMapKind kind, string section, int index, uint size, ReadOnlyMemory<byte> image)
    {
        uint typeId = 0;
        BpfMapFlags flags = kind is BpfMapKind.Rodata or BpfMapKind.Kconfig ? BpfMapFlags.RdonlyProg : BpfMapFlags.None;
        // Sections like .rodata.str1.1 have no BTF.
        if (types is not null && types.TryFindSection(section, out BtfType type))
        {
            typeId = type.Id;
            if (HasGlobal(type))
                flags |= BpfMapFlags.Mmapable;
        }

        string kernelName = InternalMapName.Make(objectName, section);
        bool isCustom = kind is BpfMapKind.Data or BpfMapKind.Rodata && section is not (".data" or ".rodata");
        return new BpfMapSpec(isCustom ? section : kernelName, section)
        {
            KernelName = kernelName,
            Kind = kind,
            Type = BpfMapType.Array,
            KeySize = sizeof(int),
            ValueSize = size,
            MaxEntries = 1,
            Flags = flags,
            ValueTypeId = typeId,
            InitialImage = image,
            SectionIndex = index,
        };
    }

    private bool HasGlobal(in BtfType section)
    {
        if (!_hasGlobal.TryGetValue(section.Id, out bool has))
            _hasGlobal.Add(section.Id, has = FindGlobal(section));
        return has;
    }

    private bool FindGlobal(in BtfType section)
    {
        foreach (BtfSectionVariable place in section.Variables)
        {
            BtfType variable = types!.Btf.GetType(place.TypeId);
            if (variable.Kind == BtfKind.Var && variable.VarLinkage != BtfVarLinkage.Static)
                return true;
        }
        return false;
    }
}
