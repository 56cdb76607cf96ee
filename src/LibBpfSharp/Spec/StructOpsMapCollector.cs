using LibBpfSharp.Btf;
using LibBpfSharp.Elf;

namespace LibBpfSharp.Spec;

/// <summary>The maps of <c>.struct_ops</c> and <c>.struct_ops.link</c>: one per variable.</summary>
internal static class StructOpsMapCollector
{
    internal static void Collect(ObjectSections sections, ObjectTypes? types, List<BpfMapSpec> maps)
    {
        // A variable belongs to one map, and a small file could name one many times over.
        HashSet<uint> seen = [];
        for (int index = 1; index < sections.Roles.Length; index++)
        {
            if (sections.Roles[index] != SectionRole.StructOps)
                continue;
            ElfSection section = sections[index];
            if (types is null || !types.TryFindSection(section.Name, out BtfType datasec))
                throw new BpfObjectFormatException("the section has no BTF: compile with -g", section.Label, 0);
            foreach (BtfSectionVariable place in datasec.Variables)
            {
                if (!seen.Add(place.TypeId))
                    throw Error("BTF has a struct_ops variable twice", section, place);
                maps.Add(Read(types, section, place));
            }
        }
    }

    private static BpfMapSpec Read(ObjectTypes types, ElfSection section, BtfSectionVariable place)
    {
        string name = types.NameOf(types.Btf.GetType(place.TypeId));
        BtfType type = Resolve(types, section, place);
        if ((ulong)place.Offset + type.Size > (ulong)section.Data.Length)
            throw Error($"{Quoted.Name(name)} of {type.Size} bytes lies beyond the end of the section", section, place);

        bool autoCreate = !section.Name.StartsWith('?');
        return new BpfMapSpec(name, section.Name)
        {
            Kind = BpfMapKind.StructOps,
            Type = BpfMapType.StructOps,
            KeySize = sizeof(int),
            ValueSize = type.Size,
            MaxEntries = 1,
            Flags = section.Name.EndsWith(".link", StringComparison.Ordinal) ? BpfMapFlags.Link : BpfMapFlags.None,
            ValueTypeId = type.Id,
            InitialImage = section.Data.Slice((int)place.Offset, (int)type.Size),
            SectionIndex = section.Index,
            SectionOffset = place.Offset,
            AutoCreate = autoCreate,
            StructOps = new StructOpsSpec(type.Id, []),
        };
    }

    private static BtfType Resolve(ObjectTypes types, ElfSection section, BtfSectionVariable place)
    {
        BtfType variable = types.Btf.GetType(place.TypeId);
        BtfType type = types.Btf.SkipModifiers(variable.Kind == BtfKind.Var ? variable.TypeId : variable.Id);
        if (type.Id == 0 || type.NameOffset == 0)
            throw Error("a struct_ops variable is of a type without a name, so the kernel's cannot be found", section, place);
        return type.Kind == BtfKind.Struct
            ? type
            : throw Error($"a struct_ops variable is of a type of kind {type.Kind} instead of a struct", section, place);
    }

    private static BpfObjectFormatException Error(string message, ElfSection section, BtfSectionVariable place) =>
        new(message, section.Label, place.Offset);
}
