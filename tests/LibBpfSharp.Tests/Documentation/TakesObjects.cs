namespace LibBpfSharp.Tests.Documentation;

/// <summary>Keeps <see cref="ObjectRule"/> in each of its members.</summary>
internal abstract class TakesObjects
{
    protected TakesObjects(BpfMapHandle map) => Unseen(map);

    protected TakesObjects(BpfMap map) => Unseen(map.Handle);

    public abstract BtfHandle? BtfHandle { get; }

    public abstract void All(IEnumerable<BpfProgramHandle> programs);

    public abstract void All(IEnumerable<BpfProgram> programs);

    public abstract void One(int index, BpfProgramHandle program);

    public abstract void One(int index, BpfProgram program);

    public abstract void Types(BtfHandle types);

    private void Unseen(BpfMapHandle map) => Assert.NotNull(map);
}
