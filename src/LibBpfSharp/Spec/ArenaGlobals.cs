namespace LibBpfSharp.Spec;

/// <summary>Gives the arena the object's <c>__arena</c> globals.</summary>
internal static class ArenaGlobals
{
    internal const string SectionName = ".addr_space.1";

    /// <summary>The place of the arena among the maps, −1 without one.</summary>
    internal static int Attach(ObjectSections sections, List<BpfMapSpec> maps)
    {
        int arena = maps.FindIndex(map => map.Type == BpfMapType.Arena);
        int last = maps.FindLastIndex(map => map.Type == BpfMapType.Arena);
        if (arena != last)
            throw new BpfObjectFormatException($"maps {Quoted.Name(maps[arena].Name)} and {Quoted.Name(maps[last].Name)} are both arenas, and an object can have one") { Fault = FormatFault.Invalid };
        if (sections.Arena == 0)
            return arena;
        if (arena < 0)
        {
            throw new BpfObjectFormatException(
                "the object has __arena variables and no arena: declare a map of BPF_MAP_TYPE_ARENA in SEC(\".maps\")", SectionName, 0)
            {
                Fault = FormatFault.Missing,
            };
        }

        BpfMapSpec map = maps[arena];
        ReadOnlyMemory<byte> globals = sections[sections.Arena].Data;
        ulong room = (ulong)map.MaxEntries * (ulong)Environment.SystemPageSize;
        if ((ulong)globals.Length > room)
        {
            throw new BpfObjectFormatException(
                $"arena {Quoted.Name(map.Name)} of {map.MaxEntries} pages is too small for {globals.Length} bytes of __arena variables: raise its max_entries", SectionName, 0)
            {
                Fault = FormatFault.TooLarge,
            };
        }
        map.InitialImage = globals;
        return arena;
    }
}
