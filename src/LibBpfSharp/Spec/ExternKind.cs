namespace LibBpfSharp.Spec;

/// <summary>What resolves an extern.</summary>
internal enum ExternKind
{
    /// <summary>The kernel's build configuration (<c>__kconfig</c>).</summary>
    Kconfig,

    /// <summary>A kernel variable (<c>__ksym</c>).</summary>
    KernelVariable,

    /// <summary>A kernel function (<c>__ksym</c>): a kfunc.</summary>
    KernelFunction,
}
