namespace LibBpfSharp;

public sealed partial class BpfObject
{
    /// <summary>Pins the object's maps in a directory of a BPF file system, all of them or, after an exception, none. <see cref="OpenPinned"/> opens them again.</summary>
    /// <param name="directory">Made where missing, mode 0700. Each map gets a file of its <see cref="BpfMap.Name"/>, with <c>_</c> for dots, which the kernel reserves: <c>traffic_bss</c>.</param>
    /// <remarks>Maps that were not created (<see cref="BpfMap.AutoCreate"/>) are passed over, and so are those that this object has pinned at that path already, if they are still there. Linux 4.4. libbpf: <c>bpf_object__pin_maps</c>.</remarks>
    /// <exception cref="InvalidOperationException">The object is not loaded, or a map has another <see cref="BpfMap.PinPath"/> already.</exception>
    /// <inheritdoc cref="BpfFs.Pin(BpfMap, string)" path="/exception[not(contains(@cref, 'InvalidOperation'))]"/>
    public void PinMaps(string directory)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        RequireLoaded(nameof(PinMaps));
        PinSet.Make(Maps.Where(map => map.IsLoaded).Select(map => (Func<Action>)(() => map.PinUndoably(PinSet.PathOf(directory, map.Name)))));
    }

    /// <summary>Removes the pins of the object's maps that it made or found at the load. The directory stays, and so do the maps while something holds them.</summary>
    /// <exception cref="BpfPinException"><see cref="BpfPinError.NotFound"/>: somebody else removed one. The others are removed.</exception>
    /// <exception cref="InvalidOperationException">The object is not loaded.</exception>
    public void UnpinMaps()
    {
        RequireLoaded(nameof(UnpinMaps));
        PinSet.Remove(Maps.Where(map => map is { IsLoaded: true, PinPath: not null }).Select(map => (Action)map.Unpin));
    }

    /// <summary>Pins the object's programs in a directory of a BPF file system, all of them or, after an exception, none.</summary>
    /// <param name="directory">Made where missing, mode 0700. Each program gets a file of its <see cref="BpfProgram.Name"/>, with <c>_</c> for dots.</param>
    /// <remarks>Programs that were not loaded (<see cref="BpfProgram.AutoLoad"/>) are passed over, and so are those that this object has pinned at that path already, if they are still there. libbpf: <c>bpf_object__pin_programs</c>.</remarks>
    /// <exception cref="InvalidOperationException">The object is not loaded, or a program has another <see cref="BpfProgram.PinPath"/> already.</exception>
    /// <inheritdoc cref="BpfFs.Pin(BpfMap, string)" path="/exception[not(contains(@cref, 'InvalidOperation'))]"/>
    public void PinPrograms(string directory)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        RequireLoaded(nameof(PinPrograms));
        PinSet.Make(Programs.Where(program => program.IsLoaded).Select(program => (Func<Action>)(() => program.PinUndoably(PinSet.PathOf(directory, program.Name)))));
    }

    /// <summary>Removes the pins of the object's programs. The directory stays, and so do the programs while something holds them.</summary>
    /// <exception cref="BpfPinException"><see cref="BpfPinError.NotFound"/>: somebody else removed one. The others are removed.</exception>
    /// <exception cref="InvalidOperationException">The object is not loaded.</exception>
    public void UnpinPrograms()
    {
        RequireLoaded(nameof(UnpinPrograms));
        PinSet.Remove(Programs.Where(program => program is { IsLoaded: true, PinPath: not null }).Select(program => (Action)program.Unpin));
    }

    private void RequireLoaded(string call)
    {
        ObjectDisposedException.ThrowIf(_state is BpfObjectState.Disposed, this);
        if (_state is not BpfObjectState.Loaded) throw new InvalidOperationException($"Object '{Name}' is not loaded: call {nameof(Load)} before {call}.");
    }
}
