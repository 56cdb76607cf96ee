using System.Collections.Concurrent;

namespace LibBpfSharp.Interop;

/// <summary>
/// The one door to the kernel. Every system call of the library goes through <see cref="Invoke"/> of an instance
/// that is handed down and held by each handle, so that a test can fail, record or replay any of them.
/// </summary>
internal abstract class Kernel
{
    private readonly ConcurrentDictionary<Type, object> _facts = new();

    /// <summary>The kernel this process runs on.</summary>
    public static Kernel Running { get; } = new LinuxKernel();

    /// <summary>Makes one system call.</summary>
    /// <returns>The call's result, or the negated errno.</returns>
    public abstract nint Invoke(SystemCall call, nint a = 0, nint b = 0, nint c = 0, nint d = 0, nint e = 0, nint f = 0);

    /// <summary>A set of facts about this kernel, made at first need and kept with the kernel it was learnt from.</summary>
    public T Facts<T>(Func<Kernel, T> learn)
        where T : class
        => (T)_facts.GetOrAdd(typeof(T), static (_, state) => state.learn(state.kernel), (learn, kernel: this));
}
