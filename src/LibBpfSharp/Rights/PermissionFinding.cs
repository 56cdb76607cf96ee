namespace LibBpfSharp.Features;

/// <summary>Why the kernel refused, as far as can be told from outside.</summary>
/// <param name="Reason">What the refusal rests on.</param>
/// <param name="Explanation">The reason and the next step, as sentences.</param>
/// <param name="MissingCapability">The capability's name where <paramref name="Reason"/> is a missing one.</param>
internal sealed record PermissionFinding(BpfPermissionReason Reason, string Explanation, string? MissingCapability = null);
