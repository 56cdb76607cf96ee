using LibBpfSharp.Btf;
using LibBpfSharp.Interop;
using LibBpfSharp.Loading;
using LibBpfSharp.Tool.Sandboxing;

namespace LibBpfSharp.Tool.Verify;

/// <summary>What the steps of one object share: its spec, the tap on the kernel, and where lines go.</summary>
internal sealed class JudgeSession(JudgeTask task, BpfObjectSpec spec, TextWriter output)
{
    public JudgeTask Task => task;

    public BpfObjectSpec Spec => spec;

    public TextWriter Output => output;

    public KernelTap Tap { get; } = new(Kernel.Running);

    private BtfSpec? TargetTypes { get; } = task.Options.TargetBtf is { } path ? TypesFile.Read(path) : null;

    /// <summary>What is not attached; over the types of the kernel that runs, whatever objects are relocated against.</summary>
    public AttachRule AttachRule => field ??= new AttachRule(KernelBtf.Of(Kernel.Running).Types);

    /// <summary>The plan of the load that ran last.</summary>
    public LoadPlan? Plan { get; private set; }

    /// <summary>A fresh object over an empty BPF file system, nothing recorded yet.</summary>
    public BpfObject Open(BpfLogLevel logLevel)
    {
        EmptyBpfFs(Sandbox.BpfFs);
        Tap.Clear();
        Plan = null;
        return BpfObject.Open(spec, new BpfObjectOptions
        {
            Kernel = Tap,
            LogLevel = logLevel,
            KernelTypes = TargetTypes,
            Observe = plan => Plan = plan,
        });
    }

    public LoadAttempt Load(BpfObject target) => LoadAttempt.Run(target, Tap, () => Plan);

    // What one step pins must not meet the next one. Names with a dot are the kernel's own, which nobody else may make or delete.
    private static void EmptyBpfFs(string directory)
    {
        foreach (string entry in Directory.EnumerateFileSystemEntries(directory).ToArray())
        {
            if (Path.GetFileName(entry).Contains('.', StringComparison.Ordinal)) continue;
            bool isDirectory = (File.GetAttributes(entry) & (FileAttributes.Directory | FileAttributes.ReparsePoint)) == FileAttributes.Directory;
            if (isDirectory)
            {
                EmptyBpfFs(entry);
                Directory.Delete(entry);
            }
            else
            {
                File.Delete(entry);
            }
        }
    }
}
