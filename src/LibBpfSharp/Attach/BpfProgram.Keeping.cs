namespace LibBpfSharp;

public sealed partial class BpfProgram
{
    /// <summary>Attaches, and lets the attachment hold the program arrays of the object, which may be disposed before it.</summary>
    /// <param name="attach">Attaches, and takes the maps over if it does not throw.</param>
    internal T Keeping<T>(Func<KeptMaps, T> attach)
    {
        KeptMaps maps = _owner is null ? KeptMaps.None : KeptMaps.ProgramArrays(_owner.Maps);
        try
        {
            return attach(maps);
        }
        catch
        {
            maps.Dispose();
            throw;
        }
    }
}
