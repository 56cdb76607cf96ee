namespace LibBpfSharp;

/// <summary>What takes a link of the kernel's own, which not every attachment of type <see cref="BpfLink"/> is.</summary>
internal enum LinkUse
{
    /// <summary>To put another program, or other operations, in the place of what is attached.</summary>
    Update,

    /// <summary>To end the attachment while descriptors hold the link.</summary>
    Detach,

    /// <summary>To pin it.</summary>
    Pin,

    /// <summary>To ask the kernel about it.</summary>
    Ask,

    /// <summary>To hand it to another process.</summary>
    HandOver,

    /// <summary>To hold it by a second object.</summary>
    Duplicate,
}
