using LibBpfSharp.Interop;

namespace LibBpfSharp.Deployments;

/// <summary>
/// A set of programs that stays attached for longer than one process or one version of it lives: pinned in a BPF file system, and replaced
/// generation by generation without an event that none sees or two see.
/// </summary>
/// <remarks>
/// <para>
/// A hook's link is made once and updated from then on (or, by the legacy call, its program swapped by <c>BPF_F_REPLACE</c>), so each event meets
/// exactly one program at each hook, the old or the new. All hooks together go over in one step only with one hook, or in
/// <see cref="BpfSwitchMode.Selector"/>: see <see cref="BpfGeneration.IsAtomic"/>.
/// </para>
/// <para>
/// If a step of a swap fails, all before it are taken back. If the process dies in the middle, every hook still runs one program, and opening the
/// deployment again settles which. One process at a time has it open: the directory is locked (<c>flock(2)</c>) until <see cref="Dispose"/>.
/// Needs links that can be updated, Linux 5.7, or for legacy hooks 5.6.
/// </para>
/// <para>
/// Any thread may call any member at any time. Calls follow one another, each in full: a second <see cref="Swap"/> begins when the first has ended, and
/// <see cref="Dispose"/> waits for what is under way. What a swap calls back may ask for <see cref="Current"/>, which is the generation before, and may dispose
/// the deployment, which then takes effect at the end of the swap. It may not swap or remove, nor wait for another thread that calls a member.
/// </para>
/// </remarks>
public sealed partial class BpfDeployment : IDisposable
{
    private readonly DeploymentStore _store;
    private readonly DescriptorHandle _lock;
    private readonly Settlement _settlement;
    private readonly Selector? _selector;

    private BpfDeployment(DeploymentStore store, DescriptorHandle @lock, BpfSwitchMode mode)
    {
        _store = store;
        _lock = @lock;
        Mode = mode;
        _selector = mode is BpfSwitchMode.Selector ? new Selector(store) : null;
        _settlement = new Settlement(store, _selector);
    }

    /// <summary>The directory of its pins.</summary>
    public string Path => _store.Path;

    /// <summary>How its hooks are switched.</summary>
    public BpfSwitchMode Mode { get; }

    /// <summary>What opening it found.</summary>
    public BpfRecoveryOutcome Recovery { get; private set; }

    /// <summary>The generation that runs; <c>null</c> before the first.</summary>
    /// <exception cref="ObjectDisposedException">The deployment is disposed.</exception>
    /// <exception cref="BpfDeploymentException"><see cref="BpfDeploymentError.Damaged"/>.</exception>
    public BpfGeneration? Current
    {
        get
        {
            lock (_gate)
            {
                ObjectDisposedException.ThrowIf(_isDisposed, this);
                return _store.ReadCurrent() is { } current ? new(current, Mode, _store.Kernel) : null;
            }
        }
    }

    /// <summary>Opens a deployment, or begins one, and settles what an earlier process left unfinished.</summary>
    /// <param name="path">A directory in a BPF file system that is its own; made, with its parents, where missing.</param>
    /// <param name="options">How; <c>null</c> to switch each hook by itself and to revert what is unfinished.</param>
    /// <exception cref="BpfPinException"><see cref="BpfPinError.NotBpfFs"/>.</exception>
    /// <exception cref="BpfDeploymentException">
    /// <see cref="BpfDeploymentError.Busy"/>, <see cref="BpfDeploymentError.OtherMode"/>, <see cref="BpfDeploymentError.Damaged"/>, or, where a swap was
    /// unfinished, <see cref="BpfDeploymentError.HookTaken"/>.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such <see cref="BpfDeploymentOptions.Mode"/> or <see cref="BpfDeploymentOptions.Recovery"/>.</exception>
    /// <exception cref="BpfException">The kernel refuses a step.</exception>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty.</exception>
    /// <example>
    /// <code>
    /// using var deployment = BpfDeployment.Open(path);       // "/sys/fs/bpf/web"; settles what a crash has left
    /// Console.WriteLine(deployment.Current is { } running ? $"generation {running.Number} runs" : "nothing runs");
    /// </code>
    /// </example>
    public static BpfDeployment Open(string path, BpfDeploymentOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= new();
        Defined.Require(options.Mode, nameof(options));
        Defined.Require(options.Recovery, nameof(options));
        path = System.IO.Path.GetFullPath(path);
        DeploymentStore store = new(path, options.Kernel);
        DescriptorHandle held = TakeLock(store);
        try
        {
            CheckMode(store, options.Mode);
            BpfDeployment deployment = new(store, held, options.Mode);
            deployment.Recover(options.Recovery);
            return deployment;
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>Detaches every hook and removes every pin. The deployment may be used for a first generation again.</summary>
    /// <exception cref="BpfException">The kernel refuses a step; what is left is removed by the next call.</exception>
    /// <exception cref="InvalidOperationException">A callback of a swap calls this.</exception>
    /// <exception cref="ObjectDisposedException">The deployment is disposed.</exception>
    public void Remove() => InTurn(() =>
    {
        _settlement.Restore(target: null);
        return true;
    });

    private static DescriptorHandle TakeLock(DeploymentStore store)
    {
        PinFiles.RequireBpfFs(store.Path, command: null, store.Kernel);
        CreatedDirectories.Make(store.Path, store.Kernel, out Errno errno);
        if (errno != Errno.None) throw PinFailure.OfPath(store.Path, errno, command: null, store.Kernel);
        store.Check(store.Kernel.OpenDirectory(store.Path, out DescriptorHandle directory), store.Path);
        errno = directory.TryLock().ToErrno();
        if (errno == Errno.None) return directory;

        directory.Dispose();
        throw errno == Errno.EAGAIN
            ? new BpfDeploymentException($"The deployment '{store.Path}' is open elsewhere; one process at a time may change it.", BpfDeploymentError.Busy, store.Path, errno)
            : new BpfException($"The deployment '{store.Path}' cannot be locked: {errno.Describe()}.", errno, objectName: store.Path);
    }

    private static void CheckMode(DeploymentStore store, BpfSwitchMode wanted)
    {
        bool hasSelector = Selector.IsIn(store);
        if (store.ReadGenerations().Count == 0)
        {
            // Left by a crash before the first generation's first pin, or after the last one's last.
            if (hasSelector) new Selector(store).Remove();
            return;
        }

        BpfSwitchMode found = hasSelector ? BpfSwitchMode.Selector : BpfSwitchMode.EachHook;
        if (found != wanted)
        {
            throw new BpfDeploymentException(
                $"The deployment '{store.Path}' was made with mode {found}, not {wanted}: open it so, or remove it first.", BpfDeploymentError.OtherMode, store.Path);
        }
    }
}
