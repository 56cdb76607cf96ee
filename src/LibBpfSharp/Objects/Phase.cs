namespace LibBpfSharp;

/// <summary>Words a call in the wrong phase of an object's life.</summary>
internal static class Phase
{
    /// <exception cref="InvalidOperationException">The object is loaded, or there is no object.</exception>
    /// <exception cref="ObjectDisposedException">The object is disposed.</exception>
    internal static void CheckConfigurable(BpfObject? owner, string member, string name)
    {
        if (owner is null)
            throw new InvalidOperationException($"{member} of '{name}' cannot be set: it comes from no object that is still to be loaded.");
        ObjectDisposedException.ThrowIf(owner.State is BpfObjectState.Disposed, owner);
        if (owner.State is not BpfObjectState.Open)
            throw new InvalidOperationException($"{member} of '{name}' can only be set between {nameof(BpfObject)}.Open and {nameof(BpfObject.Load)}: the object is loaded.");
    }

    internal static InvalidOperationException TakenAlready(BpfObject owner, string what) => new($"{what} was taken out of object '{owner.Name}' before: it belongs to whoever took it.");

    /// <param name="owner">The object, if there is one.</param>
    /// <param name="what">The subject of the sentence.</param>
    /// <param name="reason">Why it was left out of the load, if it was.</param>
    internal static Exception NotInKernel(BpfObject? owner, string what, string? reason) => owner?.State switch
    {
        BpfObjectState.Disposed => new ObjectDisposedException(nameof(BpfObject), $"{what} belongs to an object that is disposed."),
        BpfObjectState.Open => new InvalidOperationException($"{what} is not in the kernel yet: call {nameof(BpfObject)}.{nameof(BpfObject.Load)} first."),
        _ => new InvalidOperationException($"{what} is not in the kernel: {reason ?? "it was not loaded"}."),
    };
}
