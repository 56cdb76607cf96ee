using System.Diagnostics;
using LibBpfSharp.Loading;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace LibBpfSharp;

public sealed partial class BpfObject
{
    /// <summary>Creates the maps and loads the programs whose <see cref="BpfProgram.AutoLoad"/> is on.</summary>
    /// <remarks>All or nothing: after an exception nothing of the load is left in the kernel or in a BPF file system, and the object may be configured and loaded again.</remarks>
    /// <exception cref="InvalidOperationException">The object is loaded already.</exception>
    /// <exception cref="ObjectDisposedException">The object is disposed.</exception>
    /// <exception cref="BpfVerifierException">The verifier rejects a program.</exception>
    /// <exception cref="BpfPermissionException">The process may not load.</exception>
    /// <exception cref="BpfNotSupportedException">The kernel lacks what the object needs.</exception>
    /// <exception cref="BpfRelocationException">A reference inside the object, or to the kernel, goes nowhere.</exception>
    /// <exception cref="BpfObjectFormatException">The object is for the other byte order, or a program's type is not known.</exception>
    /// <exception cref="BpfException">The kernel refuses a map or program for another reason.</exception>
    /// <example>
    /// <code>
    /// try
    /// {
    ///     bpf.Load();
    /// }
    /// catch (BpfVerifierException rejected)
    /// {
    ///     Console.WriteLine($"{rejected.SourceLine}: {rejected.Cause}"); // the line of C, and what the verifier has against it
    /// }
    /// </code>
    /// </example>
    public void Load()
    {
        lock (_gate)
        {
            if (_state is BpfObjectState.Loaded)
                throw new InvalidOperationException($"Object '{Name}' is loaded already. Open its {nameof(Spec)} again to load it once more.");
            using Activity? activity = BpfActivities.StartLoad(Name);
            try
            {
                Prepare();
                LoadPrograms();
            }
            catch (Exception e)
            {
                activity.Fail(e);
                throw;
            }
        }
    }

    /// <summary>
    /// The first half of <see cref="Load"/>: resolves what the object leaves to the kernel and creates its maps, which may then be filled
    /// before any program runs. Does nothing if it was done before.
    /// </summary>
    /// <exception cref="InvalidOperationException">The object is loaded already.</exception>
    /// <exception cref="ObjectDisposedException">The object is disposed.</exception>
    /// <exception cref="BpfRelocationException">A reference inside the object, or to the kernel, goes nowhere.</exception>
    /// <exception cref="BpfNotSupportedException">The kernel lacks what the object needs.</exception>
    /// <exception cref="BpfObjectFormatException">The object is for the other byte order.</exception>
    /// <exception cref="BpfException">The kernel refuses a map.</exception>
    public void Prepare()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_state is BpfObjectState.Disposed, this);
            if (_state is BpfObjectState.Prepared) return;
            if (_state is BpfObjectState.Loaded) throw new InvalidOperationException($"Object '{Name}' is loaded already.");
            if (Spec.IsLittleEndian != BitConverter.IsLittleEndian)
            {
                throw new BpfObjectFormatException(
                    $"The object is {(Spec.IsLittleEndian ? "little" : "big")}-endian and this machine is not: it can be read, not loaded. "
                    + $"Compile it with -target bpf{(BitConverter.IsLittleEndian ? "el" : "eb")}.")
                {
                    Fault = FormatFault.ByteOrder,
                };
            }

            ObjectLoader loader = new(Plan());
            Options.Observe?.Invoke(loader.Plan);
            try
            {
                loader.Prepare();
            }
            catch
            {
                loader.Dispose();
                throw;
            }

            _loader = loader;
            _btf = loader.Plan.Btf;
            for (int i = 0; i < Programs.Count; i++) Programs[i].SetPrepared(loader.Plan.Programs[i]);
            for (int i = 0; i < Maps.Count; i++) Maps[i].SetLoaded(loader.Plan.Maps[i], loader.Plan.ArenaOffset);
            _state = BpfObjectState.Prepared;
        }
    }

    /// <summary>Ends what <see cref="AttachAll"/> attached, and closes the programs and maps of the object, but for what was taken out of it. Links attached one by one are their owner's and stay.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_state is BpfObjectState.Disposed) return;
            _state = BpfObjectState.Disposed;
            EndAttachments();
            _loader?.Dispose();
            foreach (BpfProgram program in Programs.Where(program => program.IsOf(this))) program.Dispose();
            foreach (BpfMap map in Maps.Where(map => map.IsOf(this))) map.Dispose();
            _btf?.Dispose();
        }
    }

    /// <summary>Ends what the object attached.</summary>
    partial void EndAttachments();

    /// <summary>Loads a clone of a program.</summary>
    internal ProgramPlan LoadAgain(BpfProgram program, BpfProgramCloneOptions options)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_state is BpfObjectState.Disposed, this);
            if (_loader is null || _state is not BpfObjectState.Prepared)
                throw new InvalidOperationException($"Program '{program.Name}' can be loaded again between {nameof(Prepare)} and {nameof(Load)}; its object is {_state}.");
            ProgramPlan plan = program.Plan(program.PrepareLoad() is { } ofSection ? options.Over(ofSection) : options);
            _loader.LoadApart(plan);
            return plan;
        }
    }

    private void LoadPrograms()
    {
        using ObjectLoader loader = _loader!;
        _loader = null;
        try
        {
            loader.LoadPrograms(ApplySectionHandlers);
        }
        catch
        {
            GiveBack();
            throw;
        }

        for (int i = 0; i < Programs.Count; i++) Programs[i].SetLoaded(loader.Plan.Programs[i]);
        for (int i = 0; i < Maps.Count; i++) Maps[i].SetComplete(loader.Plan.Maps[i]);
        _state = BpfObjectState.Loaded;
    }

    internal LoadPlan Plan() => new()
    {
        Kernel = Options.Kernel,
        Spec = Spec,
        Log = Options.LoggerFactory?.CreateLogger("LibBpfSharp.BpfObject") ?? NullLogger.Instance,
        Maps = [.. Maps.Select(m => m.Plan())],
        Programs = [.. Programs.Select(p => p.Plan(Options.LogLevel))],
        ExtraConfig = Options.KernelConfig,
        CustomTypes = Options.KernelTypes,
        TokenPath = Options.TokenPath,
        KernelVersion = Options.KernelVersion,
    };

    private void ApplySectionHandlers(LoadPlan plan)
    {
        for (int i = 0; i < Programs.Count; i++)
        {
            if (plan.Programs[i].AutoLoad && Programs[i].PrepareLoad() is { } different) plan.Programs[i] = Programs[i].Plan(different);
        }
    }

    /// <summary>After a failed load: the loader took everything back, and the object is as it was when opened.</summary>
    private void GiveBack()
    {
        _btf = null;
        foreach (BpfProgram program in Programs) program.SetPrepared(null);
        foreach (BpfMap map in Maps) map.SetUnloaded();
        _state = BpfObjectState.Open;
    }
}
