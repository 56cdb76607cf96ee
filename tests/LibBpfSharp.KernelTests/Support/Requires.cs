using System.Runtime.InteropServices;

namespace LibBpfSharp.KernelTests.Support;

/// <summary>Skips a test, with the reason, where the machine lacks what it needs.</summary>
internal static partial class Requires
{
    /// <summary>The version the running kernel gives itself.</summary>
    public static Version Running { get; } = ParseKernelVersion(Release);

    /// <summary>The running kernel's release without what its distribution adds.</summary>
    public static string Release => File.ReadAllText("/proc/sys/kernel/osrelease").Trim().Split('-', '+')[0];

    public static bool IsRoot { get; } = EffectiveUserId() == 0;

    /// <summary>Whether the kernel has probes of its own functions, in either of the two ways they are made.</summary>
    public static bool HasKprobes
        => Directory.Exists("/sys/bus/event_source/devices/kprobe") || File.Exists(ProbeKind.Kernel.DefinitionsOf(Interop.Kernel.Running));

    /// <summary>Probes of the kernel's own functions.</summary>
    public static void Kprobes() => Assert.SkipUnless(HasKprobes, "needs a kernel with kprobes");

    /// <summary>Full root: what every test of this project needs.</summary>
    public static void Root() => Assert.SkipUnless(IsRoot, "needs root");

    /// <summary>A kernel of at least the given mainline version, which brought <paramref name="feature"/>.</summary>
    public static void Kernel(int major, int minor, string feature)
        => Assert.SkipWhen(Running < new Version(major, minor), $"needs {feature}, in Linux since {major}.{minor}; this is {Running}");

    /// <summary>A program on the search path.</summary>
    public static string Tool(string name)
    {
        string? found = FindTool(name);
        Assert.SkipWhen(found is null, $"needs the program '{name}'");
        return found!;
    }

    public static bool HasTool(string name) => FindTool(name) is not null;

    /// <summary>A statically defined probe of the system, which many builds are without.</summary>
    /// <param name="file">The executable or shared library, by path or name.</param>
    /// <param name="name">Provider and name.</param>
    public static void Probe(string file, string name)
    {
        string? path = file.Contains('/', StringComparison.Ordinal) ? file : BinarySearch.Find(Interop.Kernel.Running, file);
        bool hasProbe = path is not null && File.Exists(path) && UsdtNotes.Read(Elf.ElfFile.Parse(File.ReadAllBytes(path))).Any(note => note.FullName == name);
        Assert.SkipUnless(hasProbe, $"needs a {file} with the probe {name}, and this system's is built without it");
    }

    /// <summary>The repository these tests were built in.</summary>
    public static void Repository() => Assert.SkipUnless(TestSupport.Repository.IsThere, "needs the repository these tests were built in");

    /// <summary>A feature of the running kernel, asked of the kernel itself.</summary>
    public static void Feature(BpfFeature feature) => Supported(BpfFeatures.OfRunningKernel.Probe(feature));

    /// <summary>Maps of a type.</summary>
    public static void MapType(BpfMapType type) => Supported(BpfFeatures.OfRunningKernel.ProbeMapType(type));

    /// <summary>Maps of a type with flags.</summary>
    public static void MapFlag(BpfMapType type, BpfMapFlags flags) => Supported(BpfFeatures.OfRunningKernel.ProbeMapFlag(type, flags));

    /// <summary>Programs of a type, which some kernels refuse although they know it.</summary>
    public static void ProgramType(BpfProgramType type) => Supported(BpfFeatures.OfRunningKernel.ProbeProgramType(type));

    /// <summary>A helper for programs of a type to call.</summary>
    public static void Helper(BpfProgramType type, BpfHelper helper) => Supported(BpfFeatures.OfRunningKernel.ProbeHelper(type, helper));

    /// <summary>A function for programs of a type to call, in the kernel or in a module that is loaded.</summary>
    public static void Kfunc(BpfProgramType type, string name) => Supported(BpfFeatures.OfRunningKernel.ProbeKfunc(type, name));

    /// <summary>Legacy attachments with PREORDER.</summary>
    public static void Preorder() => Assert.SkipUnless(PreorderFacts.Of(Interop.Kernel.Running).IsKnown, "needs PREORDER, in Linux since 6.15");

    /// <summary>Positions and revisions of a cgroup's list, and PREORDER for links.</summary>
    public static void Order()
    {
        using var root = Cgroup.Open(string.Empty);
        Assert.SkipUnless(CgroupFeatures.HasRevisions(root), "needs positions and revisions of a cgroup's list, in Linux since 6.17");
    }

    /// <summary>A kernel that takes what <paramref name="load"/> loads: some refuse whole types of programs before they verify them.</summary>
    public static void NotRefused(Action load)
    {
        try
        {
            load();
        }
        catch (BpfPermissionException refused) when (refused.Reason is BpfPermissionReason.KernelRefusesProgramType)
        {
            Assert.Skip($"needs a kernel that takes the type: {refused.Message.Split('\n')[0]}");
        }
    }

    private static string? FindTool(string name) => (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(':')
        .Append("/usr/sbin").Append("/sbin")
        .Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    private static void Supported(BpfFeatureSupport result) => Assert.SkipUnless(result.IsSupported, $"needs what this kernel lacks: {result}");

    private static Version ParseKernelVersion(string release)
        => Version.Parse(string.Join('.', release.Split('.').Take(2)));

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint EffectiveUserId();
}
