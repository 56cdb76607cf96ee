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
    /// <exception cref="BpfException">The map or the attach type is another, or the kernel does not tell.</exception>
    /// <exception cref="BpfPermissionException">CAP_NET_ADMIN is missing.</exception>
    public static BpfHookPrograms Query(BpfMapHandle map, BpfAttachType attachType) => HookLink.Query(Hook(map, attachType));

    internal static HookTarget Hook(BpfMapHandle map, BpfAttachType attachType)
    {
        ArgumentNullException.ThrowIfNull(map);
        return new(map.Kernel, attachType, $"{attachType} of a map of sockets") { Descriptor = map.Duplicate(new BpfMapHandle(map.Kernel)) };
    }
}
