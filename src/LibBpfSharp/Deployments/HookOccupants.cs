namespace LibBpfSharp.Deployments;

/// <summary>The programs that the generations of a deployment have for one hook: who may be met there.</summary>
internal sealed class HookOccupants : IDisposable
{
    private readonly Dictionary<uint, BpfProgramHandle> _programs = [];

    /// <summary>The program that is to run there; <c>null</c> for none.</summary>
    public BpfProgramHandle? Wanted { get; private init; }

    /// <summary>Its id; 0 for none.</summary>
    public uint WantedId { get; private set; }

    /// <param name="hook">The hook.</param>
    /// <param name="target">The generation that is to run.</param>
    /// <param name="generations">All there are.</param>
    public static HookOccupants Open(StoredHook hook, StoredGeneration? target, IReadOnlyList<StoredGeneration> generations)
    {
        HookOccupants occupants = new() { Wanted = target?.Has(hook) is true ? target.OpenProgram(hook) : null };
        try
        {
            if (occupants.Wanted is not null) occupants.WantedId = BpfProgramInfo.Read(occupants.Wanted).Id;
            foreach (StoredGeneration other in generations.Where(other => other.Number != target?.Number && other.Has(hook))) occupants.Add(other.OpenProgram(hook));
            return occupants;
        }
        catch
        {
            occupants.Dispose();
            throw;
        }
    }

    /// <summary>Whether a program is of one of the generations.</summary>
    public bool Knows(uint id) => id == WantedId || _programs.ContainsKey(id);

    /// <summary>The program of another generation that has this id.</summary>
    public BpfProgramHandle? Other(uint id) => _programs.GetValueOrDefault(id);

    private void Add(BpfProgramHandle program)
    {
        BpfProgramHandle? spare = program;
        try
        {
            if (_programs.TryAdd(BpfProgramInfo.Read(program).Id, program)) spare = null;
        }
        finally
        {
            spare?.Dispose();
        }
    }

    public void Dispose()
    {
        Wanted?.Dispose();
        foreach (BpfProgramHandle program in _programs.Values) program.Dispose();
    }
}
