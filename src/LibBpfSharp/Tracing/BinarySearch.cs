using System.Runtime.InteropServices;
using LibBpfSharp.Interop;

namespace LibBpfSharp.Tracing;

/// <summary>Finds executables and shared libraries by name.</summary>
internal static class BinarySearch
{
    public static bool IsLibrary(string name)
        => name.EndsWith(".so", StringComparison.Ordinal) || name.Contains(".so.", StringComparison.Ordinal);

    /// <summary>The first file of the name that can be read, and run if it is no library; <c>null</c> without one.</summary>
    public static string? Find(Kernel kernel, string name, Func<string, string?>? variable = null)
    {
        variable ??= Environment.GetEnvironmentVariable;
        bool isLibrary = IsLibrary(name);
        string?[] places = isLibrary ? [variable("LD_LIBRARY_PATH"), "/usr/lib64:/usr/lib", ArchitectureFolders] : [variable("PATH"), "/usr/bin:/usr/sbin"];
        return places
            .SelectMany(place => (place ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries))
            .Select(folder => Path.Combine(folder, name))
            .Concat(isLibrary ? LoaderCache.Find(kernel, name) : [])
            .FirstOrDefault(path => IsFile(kernel, path, isExecutable: !isLibrary));
    }

    private const UnixFileMode AnyExecute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private static bool IsFile(Kernel kernel, string path, bool isExecutable)
        => kernel.TryGetStatus(path, out FileStatus status) == Errno.None && status.Kind == FileKind.Regular && (!isExecutable || (status.Permissions & AnyExecute) != 0);

    // Debian's folders by architecture; other distributions keep to those of every architecture.
    private static string? ArchitectureFolders => RuntimeInformation.ProcessArchitecture switch
    {
        Architecture.X64 => "/lib/x86_64-linux-gnu",
        Architecture.Arm64 => "/lib/aarch64-linux-gnu",
        Architecture.S390x => "/lib/s390x-linux-gnu",
        Architecture.Ppc64le => "/lib/powerpc64le-linux-gnu",
        Architecture.LoongArch64 => "/lib/loongarch64-linux-gnu",
        (Architecture)9 => "/lib/riscv64-linux-gnu", // RiscV64, which .NET 8 does not name
        _ => null,
    };
}
