using System.Runtime.InteropServices;

namespace LibBpfSharp.LayoutTests;

/// <summary>A set of kernel headers to check against.</summary>
/// <param name="Version">What they are, for people.</param>
/// <param name="IncludeDirectory">The directory that holds <c>linux/</c>.</param>
/// <param name="IsComplete">Whether every name the library uses must be in them; older headers lack some.</param>
internal sealed record UapiHeaders(string Version, string IncludeDirectory, bool IsComplete)
{
    private static readonly Lazy<(UapiHeaders? Headers, string Reason)> s_newest = new(Fetch);

    public static string RepositoryRoot { get; } = FindRoot();

    /// <summary>The newest headers to be had; <c>null</c> with the reason where there are none.</summary>
    public static UapiHeaders? Newest => s_newest.Value.Headers;

    /// <summary>Why <see cref="Newest"/> is <c>null</c>, or where it comes from.</summary>
    public static string Reason => s_newest.Value.Reason;

    /// <summary>The headers installed on this machine, of the kernel its distribution was built with; <c>null</c> if there are none.</summary>
    public static UapiHeaders? Installed => File.Exists("/usr/include/linux/bpf.h") ? new("the installed headers", "/usr/include", IsComplete: false) : null;

    /// <summary>Where the compiler is to look, machine-specific headers included.</summary>
    public IEnumerable<string> SearchPath
    {
        get
        {
            yield return Path.Combine(RepositoryRoot, "native-shim");
            yield return IncludeDirectory;
            yield return Path.Combine(IncludeDirectory, Triplet(RuntimeInformation.ProcessArchitecture));
        }
    }

    /// <summary>The header of an architecture's system call numbers; <c>null</c> where this set has none.</summary>
    public string? SystemCallHeader(Architecture architecture)
    {
        string[] places =
        [
            Path.Combine(IncludeDirectory, "../lib/linux/uapi", KernelName(architecture), "asm/unistd_64.h"),
            Path.Combine(IncludeDirectory, Triplet(architecture), "asm/unistd_64.h"),
        ];
        return places.Select(Path.GetFullPath).FirstOrDefault(File.Exists);
    }

    private static (UapiHeaders?, string) Fetch()
    {
        (int exitCode, string output, string errors) = Shell.Run("sh", Path.Combine(RepositoryRoot, "native-shim/fetch-uapi.sh"));
        string reason = errors.Trim().Replace("fetch-uapi: ", string.Empty, StringComparison.Ordinal).Replace("\n", "; ", StringComparison.Ordinal);
        return exitCode == 0 ? (new(reason, output.Trim(), IsComplete: true), reason) : (null, reason);
    }

    private static string KernelName(Architecture architecture) => architecture switch
    {
        Architecture.X64 => "x86",
        Architecture.Arm64 => "arm64",
        Architecture.LoongArch64 => "loongarch",
        Architecture.RiscV64 => "riscv",
        Architecture.S390x => "s390",
        _ => "powerpc",
    };

    private static string Triplet(Architecture architecture) => architecture switch
    {
        Architecture.X64 => "x86_64-linux-gnu",
        Architecture.Arm64 => "aarch64-linux-gnu",
        Architecture.LoongArch64 => "loongarch64-linux-gnu",
        Architecture.RiscV64 => "riscv64-linux-gnu",
        Architecture.S390x => "s390x-linux-gnu",
        _ => "powerpc64le-linux-gnu",
    };

    private static string FindRoot()
    {
        for (DirectoryInfo? directory = new(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
            if (File.Exists(Path.Combine(directory.FullName, "LibBpfSharp.sln")))
                return directory.FullName;
        throw new DirectoryNotFoundException("The layout tests run inside the repository, which was not found.");
    }
}
