namespace LibBpfSharp.Deployments;

/// <summary>Pins what a loaded object is made of, so that its generation outlives the process.</summary>
internal static class GenerationPins
{
    public static void Make(StoredGeneration generation, BpfObject loaded, HookPlan plan)
    {
        foreach (BpfMap map in loaded.Maps.Where(map => map.IsLoaded)) PinFiles.Pin(map.Handle, generation.MapPath(NameOf(map)));
        foreach ((StoredHook hook, BpfProgram program) in plan.Programs) PinFiles.Pin(program.Handle, generation.HookPath(hook));
    }

    /// <summary>The name a map has from object to object: a data section's is that of the section, since the map's own has the object's in it.</summary>
    public static string NameOf(BpfMap map) => PinFiles.NameFor(map.Spec is { OtherName: { } section } ? section : map.Name);
}
