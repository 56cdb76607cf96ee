namespace LibBpfSharp;

public sealed partial class BpfProgram
{
    /// <summary>Lets a new attachment hold the program arrays of the object, which may be disposed before it.</summary>
    internal T Kept<T>(T attachment)
        where T : IHoldsMaps => IHoldsMaps.Holding(attachment, ProgramArrays);

    /// <summary>Gives an attachment this program, and the program arrays of its object.</summary>
    /// <param name="exchange">Gives it the program; unless it throws, the attachment owns the program arrays from then on.</param>
    internal void Keeping(Action<KeptMaps> exchange) => ProgramArrays().GoWith(exchange);
}
