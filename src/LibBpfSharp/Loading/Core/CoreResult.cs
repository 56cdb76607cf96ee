namespace LibBpfSharp.Loading.Core;

/// <summary>What a relocation comes to for one candidate.</summary>
internal record struct CoreResult
{
    /// <summary>The value the compiler should have put into the instruction.</summary>
    public ulong Original { get; set; }

    /// <summary>The value for the target.</summary>
    public ulong Value { get; set; }

    /// <summary>Nothing in the target answers: the instruction must not be reached.</summary>
    public bool Poison { get; set; }

    /// <summary>Whether <see cref="Original"/> is certain enough to be demanded of the instruction.</summary>
    public bool Validate { get; set; }

    /// <summary>Bytes of the field for the compiler, 0 where the access has no size of its own.</summary>
    public uint OriginalSize { get; set; }

    /// <summary>Bytes of the field in the target.</summary>
    public uint Size { get; set; }

    /// <summary>The sizes differ and the load or store cannot be narrowed or widened without changing its meaning.</summary>
    public bool CannotResize { get; set; }
}
