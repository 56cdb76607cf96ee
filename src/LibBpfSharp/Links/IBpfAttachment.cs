namespace LibBpfSharp;

/// <summary>A program at its place, whatever keeps it there: a link (<see cref="BpfLink"/>), or an older call for which nothing in the kernel stands.</summary>
/// <remarks>
/// Disposing detaches, unless the attachment was disconnected. See <see cref="DetachesWithOwner"/> for what happens when nobody gets to dispose.
/// An attachment made by a <see cref="BpfProgram"/> holds the program arrays of its object, which the kernel empties with their last user reference: the object may be disposed
/// before it, and tail calls go on. What is to outlive the process needs pins of them.
/// Any thread may call any member at any time: changes of one attachment follow one another, and Dispose, which several threads may call, waits for the one under way.
/// </remarks>
public interface IBpfAttachment : IDisposable
{
    /// <summary>The id of the program that runs.</summary>
    /// <exception cref="BpfException">The kernel refuses to tell.</exception>
    uint ProgramId { get; }

    /// <summary>
    /// Whether the kernel detaches by itself when the process ends, however it ends: <c>true</c> for a link that is not pinned,
    /// <c>false</c> for an older attachment, which stays until it is detached or its target goes.
    /// </summary>
    bool DetachesWithOwner { get; }

    /// <summary>Ends the attachment now.</summary>
    void Detach();

    /// <summary>Makes Dispose leave the program attached.</summary>
    void Disconnect();
}
