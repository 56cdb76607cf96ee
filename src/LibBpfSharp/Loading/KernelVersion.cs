namespace LibBpfSharp.Loading;

/// <summary>The version a kprobe program had to name before kernel 5.0, as <c>KERNEL_VERSION(a, b, c)</c>.</summary>
internal static class KernelVersion
{
    internal static uint CodeFor(BpfProgramType type)
    {
        if (type is not BpfProgramType.Kprobe) return 0;
        Version version = Environment.OSVersion.Version;
        return ((uint)version.Major << 16) | ((uint)version.Minor << 8) | (uint)Math.Clamp(version.Build, 0, 255);
    }
}
