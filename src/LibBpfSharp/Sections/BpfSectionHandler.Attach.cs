namespace LibBpfSharp;

public sealed partial record BpfSectionHandler
{
    /// <summary>
    /// Called with the program and what the caller said to attach the program by <see cref="BpfProgram.Attach(BpfAttachOptions)"/> and
    /// <see cref="BpfObject.AttachAll"/>; gives <c>null</c> where nothing names the place. Without it, programs are attached as their type is.
    /// </summary>
    public Func<BpfProgram, BpfAttachOptions, IBpfAttachment?>? Attach { get; init; }
}
