using LibBpfSharp.Elf;

namespace LibBpfSharp.Loading;

/// <summary>Hands each relocation section to the pass that knows its target.</summary>
internal static class RelocationPass
{
    internal static void Collect(
        ObjectSections sections, ObjectTypes? types, FunctionSpec[] functions, List<BpfMapSpec> maps, ExternSpec[] externs, int arena)
    {
        ProgramRelocations? programs = null;
        for (int index = 1; index < sections.Roles.Length; index++)
        {
            if (sections.Roles[index] != SectionRole.Relocations)
                continue;
            ElfSection section = sections[index];
            int target = (int)section.Info;
            if (sections.Roles[target] == SectionRole.StructOps)
                StructOpsRelocations.Collect(sections, types!, section, functions, maps);
            else if (target == sections.Maps)
                MapSlotRelocations.Collect(sections, types!, section, functions, maps);
            else
                (programs ??= new ProgramRelocations(sections, functions, maps, externs, arena)).Count(section);
        }

        programs?.Collect();
    }
}
