using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace LibBpfSharp.Watchdog;

internal static partial class ProcessEnd
{
    /// <summary>Ends this process without asking any of its threads, one of which hangs.</summary>
    [DoesNotReturn]
    [LibraryImport("libc", EntryPoint = "_exit")]
    public static partial void Now(int code);
}
