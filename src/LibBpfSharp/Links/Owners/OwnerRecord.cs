using LibBpfSharp.Interop;

namespace LibBpfSharp;

/// <summary>The record of one attachment of this process, from before it is made until after it is gone.</summary>
/// <param name="kernel">Where it is attached.</param>
/// <param name="attachment">What is attached, and where.</param>
internal sealed class OwnerRecord(Kernel kernel, RecordedAttachment attachment)
{
    /// <summary>Where it is attached.</summary>
    public Kernel Kernel { get; } = kernel;

    /// <summary>What is recorded.</summary>
    public RecordedAttachment Attachment { get; } = attachment;

    /// <summary>Takes the record back: the attachment is gone, was never made, or is meant to outlive the process. Doing it twice is fine.</summary>
    public void Remove() => OwnerRecords.Remove(this);
}
