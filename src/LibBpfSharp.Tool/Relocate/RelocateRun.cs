using LibBpfSharp.Tool.Verify;

namespace LibBpfSharp.Tool.Relocate;

/// <summary>Relocates the programs of objects one by one, so that one that cannot be relocated does not hide the others.</summary>
internal sealed class RelocateRun(DescribedTarget target, string prefix, string? streamDirectory)
{
    public IEnumerable<RelocatedStream> Of(string file)
    {
        string name = prefix.Length > 0 && file.StartsWith(prefix, StringComparison.Ordinal) ? file[prefix.Length..] : file;
        BpfObjectSpec? spec = null;
        BpfException? broken = null;
        try
        {
            spec = BpfObjectSpec.Open(file);
        }
        catch (BpfException failure)
        {
            broken = failure;
        }

        return spec is null ? [new RelocatedStream(name, null, null, broken)] : spec.Programs.Select(program => Relocate(spec, name, program));
    }

    private RelocatedStream Relocate(BpfObjectSpec spec, string name, BpfProgramSpec program)
    {
        BpfRelocationOptions options = new() { Programs = other => other == program, FindSymbol = target.Find };
        try
        {
            RelocatedStream done = new(name, program, spec.Relocate(target.Types, options)[0].Instructions.ToArray(), null);
            if (streamDirectory is not null) StreamDump.Write(streamDirectory, name, program.Name, done.Normalised());
            return done;
        }
        catch (BpfException failure)
        {
            return new RelocatedStream(name, program, null, failure);
        }
    }
}
