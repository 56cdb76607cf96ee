namespace LibBpfSharp;

/// <summary>A kernel version as C packs it: <c>KERNEL_VERSION(major, minor, patch)</c> of <c>linux/version.h</c>.</summary>
internal static class KernelVersionCode
{
    private const int LargestPatch = 255;

    /// <summary>The number of a version; a patch level above 255 counts as 255, as in the kernel since 4.4.256.</summary>
    /// <exception cref="ArgumentException">The version's parts have no room in it.</exception>
    public static uint Of(Version version)
        => version is { Major: <= ushort.MaxValue, Minor: <= byte.MaxValue }
            ? ((uint)version.Major << 16) | ((uint)version.Minor << 8) | (uint)Math.Clamp(version.Build, 0, LargestPatch)
            : throw new ArgumentException($"{version} is no version of a kernel: its first part is at most {ushort.MaxValue}, its second at most {byte.MaxValue}.", nameof(version));

    /// <summary>The version that a number stands for.</summary>
    public static Version Read(uint code) => new((int)(code >> 16), (int)(code >> 8) & byte.MaxValue, (int)code & byte.MaxValue);
}
