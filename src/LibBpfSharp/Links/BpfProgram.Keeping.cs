namespace LibBpfSharp;

public sealed partial class BpfProgram
{
    /// <summary>Lets a new attachment hold the program arrays of the object, which may be disposed before it.</summary>
    internal T Kept<T>(T attachment)
        where T : IHoldsMaps
    {
        try
        {
            attachment.Keep(ProgramArrays());
            return attachment;
        }
        catch
        {
            attachment.Dispose();
            throw;
        }
    }

    /// <summary>Second descriptors for the program arrays of the object that the program is of.</summary>
    internal KeptMaps ProgramArrays() => (_owner ?? _original?._owner) is { } owner ? KeptMaps.ProgramArrays(owner.Maps) : KeptMaps.None;

    /// <summary>Gives an attachment this program, and the program arrays of its object.</summary>
    /// <param name="exchange">Gives it the program; unless it throws, the attachment owns the program arrays from then on.</param>
    internal void Keeping(Action<KeptMaps> exchange)
    {
        KeptMaps maps = ProgramArrays();
        try
        {
            exchange(maps);
        }
        catch
        {
            maps.Dispose();
            throw;
        }
    }
}
