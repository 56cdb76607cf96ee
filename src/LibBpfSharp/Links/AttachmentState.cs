namespace LibBpfSharp;

/// <summary>Where an attachment without a link is in its life. It goes down this list, and never back.</summary>
internal enum AttachmentState
{
    /// <summary>Its program was put there, and not taken off by this object.</summary>
    Attached,

    /// <summary>This object took the program off.</summary>
    Detached,

    /// <summary>Disposed; a program it was disconnected from is attached still.</summary>
    Disposed,
}
