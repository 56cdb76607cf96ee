namespace LibBpfSharp.Deployments;

/// <summary>A hook that is a slot of a shared program array.</summary>
internal sealed class SlotHook(string name, string program, string map, uint index) : BpfHook(name, program)
{
    /// <summary>The program array, by the name it has in the object.</summary>
    public string Map => map;

    internal override StoredHook Record => new(HookKind.Slot, Name) { Map = DeploymentStore.PinName(map), Index = index };
}
