namespace LibBpfSharp.Btf;

/// <summary>How a function is visible (<c>enum btf_func_linkage</c>).</summary>
public enum BtfFuncLinkage
{
    /// <summary>Only in its own object; the verifier follows each call into it.</summary>
    Static = 0,

    /// <summary>Outside its object; the verifier checks it once, by its prototype. Since Linux 5.6.</summary>
    Global = 1,

    /// <summary>Defined elsewhere, such as a kernel function.</summary>
    Extern = 2,
}
