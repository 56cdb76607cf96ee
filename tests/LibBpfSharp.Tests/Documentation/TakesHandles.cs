namespace LibBpfSharp.Tests.Documentation;

/// <summary>Breaks <see cref="ObjectRule"/> in each of its members.</summary>
internal abstract class TakesHandles
{
    protected TakesHandles(BpfMapHandle map) => Map = map;

    public BpfMapHandle? Map { get; set; }

    public abstract BpfLinkHandle Link { get; }

    public abstract Task<BpfProgramHandle> Result { get; }

    public abstract void All(IEnumerable<BpfProgramHandle> programs);

    public abstract void Any(BpfHandle any);

    public abstract bool Find(out BpfLinkHandle link);

    public abstract void FromHandle(BpfProgramHandle program);

    // The other overload takes the object in another place.
    public abstract void Last(BpfMapHandle map, BpfProgram program);

    public abstract BpfMapHandle Open(string path);

    public abstract void Last(BpfProgram program, BpfMap map);
}
