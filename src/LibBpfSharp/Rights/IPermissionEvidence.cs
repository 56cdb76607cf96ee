namespace LibBpfSharp.Features;

/// <summary>What only trying tells about refusals of programs and maps.</summary>
internal interface IPermissionEvidence
{
    /// <summary>Whether a trivial program of a type loads.</summary>
    bool Loads(BpfProgramType type);

    /// <summary>The limit in bytes that BPF memory is charged to; <c>null</c> where it is not charged to one, or to one without end.</summary>
    ulong? MemoryLimit { get; }
}
