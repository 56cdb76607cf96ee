namespace LibBpfSharp.Tracing;

/// <summary>How a program is attached to the function that a system call is entered through.</summary>
public sealed record KsyscallOptions : ProbeOptions
{
    internal static KsyscallOptions Plain { get; } = new();
}
