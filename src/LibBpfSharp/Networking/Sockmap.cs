using LibBpfSharp.Interop;

namespace LibBpfSharp.Networking;

/// <summary>What is attached to maps of sockets.</summary>
public static class Sockmap
{
    /// <summary>The program at one hook of a map of sockets, attached by whomever (<c>BPF_PROG_QUERY</c>). Linux 5.17.</summary>
    /// <param name="map">A map of type Sockmap or Sockhash.</param>
    /// <param name="attachType">
    /// <see cref="BpfAttachType.SkSkbStreamParser"/>, <see cref="BpfAttachType.SkSkbStreamVerdict"/>, <see cref="BpfAttachType.SkSkbVerdict"/> or <see cref="BpfAttachType.SkMsgVerdict"/>.
    /// </param>
    /// <exception cref="InvalidOperationException">The map is not in the kernel.</exception>
    /// <exception cref="BpfException">The map or the attach type is another, or the kernel does not tell.</exception>
    /// <exception cref="BpfPermissionException">CAP_NET_ADMIN is missing.</exception>
    public static BpfHookPrograms Query(BpfMap map, BpfAttachType attachType) => HookLink.Query(Hook(map, attachType));

    internal static HookTarget Hook(BpfMap map, BpfAttachType attachType)
    {
        ArgumentNullException.ThrowIfNull(map);
        BpfMapHandle handle = map.Handle;
        return new(handle.Kernel, attachType, $"{attachType} of a map of sockets") { Descriptor = handle.Duplicate() };
    }
}
