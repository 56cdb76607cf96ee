namespace LibBpfSharp;

/// <summary>One program in a cgroup's list.</summary>
/// <param name="Id">The program's id; 0 never occurs.</param>
/// <param name="Mode">The mode it is attached in, as the kernel reports it for the program (6.0) or, before that, for the list.</param>
/// <param name="Preorder">Whether it runs before the programs of descendants. Kernels that take PREORDER (6.15) do not all report it: <c>false</c> may mean "not told".</param>
public sealed record CgroupProgram(uint Id, CgroupAttachMode Mode, bool Preorder);
