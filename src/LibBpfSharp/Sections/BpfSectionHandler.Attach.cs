namespace LibBpfSharp;

public sealed partial record BpfSectionHandler
{
    /// <summary>
    /// Called with the program, what the caller said and the cookie to attach the program by <see cref="BpfProgram.Attach(BpfAttachOptions)"/> and
    /// <see cref="BpfObject.AttachAll"/>; gives <c>null</c> where nothing names the place. Without it, programs are attached as their type is.
    /// </summary>
    public Func<BpfProgram, BpfAttachOptions, long, IBpfAttachment?>? Attach { get; init; }
}
