using LibBpfSharp.Elf;

namespace LibBpfSharp.Spec;

/// <summary>Hands each relocation section to the pass that knows its target.</summary>
internal static class RelocationPass
{
    internal static void Collect(
        ObjectSections sections, ObjectTypes? types, FunctionSpec[] functions, List<BpfMapSpec> maps, ExternSpec[] externs, int arena)
    {
        ProgramRelocations? programs = null;
        MapSlotRelocations? slots = null;
        StructOpsRelocations? structOps = null;
        for (int index = 1; index < sections.Roles.Length; index++)
        {
            if (sections.Roles[index] != SectionRole.Relocations)
                continue;
            ElfSection section = sections[index];
            int target = (int)section.Info;
            if (sections.Roles[target] == SectionRole.StructOps)
                (structOps ??= new StructOpsRelocations(sections, types!, functions, maps)).Collect(section);
            else if (target == sections.Maps)
                (slots ??= new MapSlotRelocations(sections, types!, functions, maps)).Collect(section);
            else
                (programs ??= new ProgramRelocations(sections, functions, maps, externs, arena)).Count(section);
        }

        programs?.Collect();
        slots?.Finish();
        structOps?.Finish();
    }
}
