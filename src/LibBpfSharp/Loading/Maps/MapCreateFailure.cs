using System.Globalization;
using LibBpfSharp.Interop;

namespace LibBpfSharp.Loading;

/// <summary>Words a refused <c>BPF_MAP_CREATE</c>.</summary>
internal static class MapCreateFailure
{
    internal static BpfException Of(Kernel kernel, string name, in MapCreateAttr map, Errno errno, DescriptorHandle? token = null)
    {
        string what = string.Create(
            CultureInfo.InvariantCulture,
            $"Map '{name}' ({map.MapType}, key {map.KeySize} bytes, value {map.ValueSize} bytes, {map.MaxEntries} entries, flags {map.MapFlags}) is refused");
        if (errno is Errno.EPERM or Errno.EACCES) return PermissionDiagnosis.Explain(kernel, what, errno, RequiredCapabilities.ToCreate(map.MapType), name, token, new LoadEvidence(kernel));
        if (errno is Errno.E2BIG && map.ExclProgHashSize > 0)
            return new BpfNotSupportedException($"A map for one program alone ({nameof(BpfMap)}.{nameof(BpfMap.ExclusiveProgram)})", new Version(6, 18), errno, BpfCommand.MapCreate, name);
        string next = Hint(map, errno) is { } hint ? $" {hint}" : "";
        return new BpfException($"{what} with {errno.Describe()}.{next}", errno, BpfCommand.MapCreate, name);
    }

    private static string? Hint(in MapCreateAttr map, Errno errno) => errno switch
    {
        Errno.EINVAL when map.MaxEntries == 0 && !map.MapType.IsLocalStorage() && !map.MapType.IsAttachmentStorage()
            => $"The definition leaves the number of elements open: set {nameof(BpfMap)}.{nameof(BpfMap.MaxEntries)} before the load.",
        Errno.EINVAL when map.MapType.IsMapOfMaps() && map.InnerMapFd == 0
            => "The definition names no inner map.",
        Errno.EINVAL when map.MapType is BpfMapType.Ringbuf or BpfMapType.UserRingbuf && (map.KeySize | map.ValueSize) != 0
            => $"To the kernel a ring buffer has neither keys nor values: set {nameof(BpfMap)}.{nameof(BpfMap.KeySize)} and {nameof(BpfMap.ValueSize)} to 0 before the load. The type its definition names for values is that of its records still.",
        Errno.EINVAL => "The kernel does not know the type or a flag, or a size does not fit the type.",
        Errno.E2BIG => "The elements are too large or too many for this type.",
        Errno.ENOMEM => "There is no memory for it: lower the number of elements, or raise the limit of the memory cgroup.",
        _ => null,
    };
}
