namespace LibBpfSharp;

/// <summary>What a stream does with an event when it holds as many as it may and nobody has read them.</summary>
public enum BpfEventStreamFullMode
{
    /// <summary>Leaves it in the kernel's buffer until there is room. When that is full too, the program finds no room, and its drops are the kernel's or its own to count.</summary>
    Wait,

    /// <summary>Drops the event that comes, and counts it.</summary>
    DropNewest,

    /// <summary>Drops the event that waits longest, and counts it.</summary>
    DropOldest,
}
