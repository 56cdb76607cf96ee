namespace LibBpfSharp.Loading;

/// <summary>Numbers of helpers that do not exist, which mark what a program must not reach; the verifier names them in its log.</summary>
/// <remarks>The values are libbpf's, which readers of verifier logs know.</remarks>
internal static class Poison
{
    /// <summary>A CO-RE relocation that found nothing.</summary>
    internal const int CoreRelocation = 195896080;

    /// <summary>A map that was not created; the map's place is added.</summary>
    internal const int Map = 2001000000;

    /// <summary>A weak kfunc the kernel does not have; the extern's place is added.</summary>
    internal const int KernelFunction = 2002000000;
}
