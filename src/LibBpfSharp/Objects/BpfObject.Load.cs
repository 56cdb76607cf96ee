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
    public void Load()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_state is BpfObjectState.Disposed, this);
            if (_state is BpfObjectState.Loaded)
                throw new InvalidOperationException($"Object '{Name}' is loaded already. Open its {nameof(Spec)} again to load it once more.");

            BpfProgram[] programs = [.. Programs.Where(p => p.AutoLoad)];
            LoadPlan plan = new()
            {
                Kernel = Options.Kernel,
                Spec = Spec,
                Log = Options.LoggerFactory?.CreateLogger("LibBpfSharp.BpfObject") ?? NullLogger.Instance,
                Maps = [.. Maps.Select(m => m.Plan())],
                Programs = Array.ConvertAll(programs, p => p.Plan(Options.LogLevel)),
            };
            new ObjectLoader(plan).Run();
            Adopt(plan, programs);
        }
    }

    /// <summary>Closes the programs and maps of the object. Links attached one by one are their owner's and stay.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_state is BpfObjectState.Disposed) return;
            _state = BpfObjectState.Disposed;
            foreach (BpfProgram program in Programs) program.Dispose();
            foreach (BpfMap map in Maps) map.Dispose();
            _btf?.Dispose();
        }
    }

    private void Adopt(LoadPlan plan, BpfProgram[] programs)
    {
        _btf = plan.Btf;
        for (int i = 0; i < programs.Length; i++) programs[i].SetLoaded(plan.Programs[i]);
        for (int i = 0; i < Maps.Count; i++) Maps[i].SetLoaded(plan.Maps[i]);
        _state = BpfObjectState.Loaded;
    }
}
