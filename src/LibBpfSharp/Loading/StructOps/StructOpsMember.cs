namespace LibBpfSharp.Loading.StructOps;

/// <summary>The member of the kernel's struct that a program implements, as <c>PROG_LOAD</c> wants to know it.</summary>
/// <param name="TypeId">BTF id of the kernel's struct.</param>
/// <param name="Member">The member's number in it, passed as the expected attach type.</param>
/// <param name="Module">The module that owns the struct; <c>null</c> for the kernel proper.</param>
internal readonly record struct StructOpsMember(uint TypeId, int Member, TargetModule? Module);
