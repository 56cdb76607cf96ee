using LibBpfSharp.Interop;

namespace LibBpfSharp.Cgroups;

/// <summary>
/// Tries on a cgroup of its own, which no process is ever in, where the kernel puts the program of an updated link: nothing else tells kernels with the fault from
/// those that are mended, since the correction was taken back into older series.
/// </summary>
internal static class PreorderTrial
{
    private const BpfAttachType Hook = BpfAttachType.CgroupSysctl; // one that hardly anybody uses
    private const int DirectoryMode = 0b111_101_101;

    public static PreorderFacts.Misplacement Run(Kernel kernel)
    {
        string path;
        try
        {
            path = Path.Combine(Cgroup.FindMountPoint(kernel), $"libbpfsharp-trial-{Guid.NewGuid():N}");
            Errno errno = kernel.MakeDirectory(path, DirectoryMode).ToErrno();
            if (errno != Errno.None) return Unknown(errno.Describe());
        }
        catch (BpfAttachException noMount)
        {
            return Unknown(noMount.Message);
        }

        try
        {
            return IsMisplaced(path, kernel) ? new(true, "was found to be one that") : new(false, "was found not to be one that");
        }
        catch (BpfException refused)
        {
            return Unknown(refused.Message);
        }
        finally
        {
            kernel.RemoveDirectory(path);
        }
    }

    private static PreorderFacts.Misplacement Unknown(string why) => new(true, $"could not be tried ({why}), and may be one that");

    private static bool IsMisplaced(string path, Kernel kernel)
    {
        using var cgroup = Cgroup.Open(path, kernel);
        using BpfProgramHandle first = Load(kernel);
        using BpfProgramHandle preorder = Load(kernel);
        using BpfProgramHandle next = Load(kernel);

        // Both ways of attaching take PREORDER in 6.17; the legacy one does in 6.15 already.
        using CgroupLink link = new(new CgroupAttempt(cgroup, first, Hook, CgroupOptions.Plain).CreateLink(), rooted: false);
        CgroupLegacyOptions options = new() { Preorder = true };
        new CgroupAttempt(cgroup, preorder, Hook, options).AttachLegacy(options);
        Errno errno = link.Handle.LinkUpdate(next).ToErrno();
        if (errno != Errno.None) throw new BpfException($"The trial's link cannot be updated: {errno.Describe()}.", errno, BpfCommand.LinkUpdate);

        uint[] own = [BpfProgramInfo.Read(preorder).Id, BpfProgramInfo.Read(next).Id];
        bool isRight = cgroup.Query(Hook, effective: true).Ids.Where(own.Contains).SequenceEqual(own);

        // The programs are still held: detaching computes the order anew before they go.
        cgroup.TakeOff(preorder, Hook);
        return !isRight;
    }

    private static BpfProgramHandle Load(Kernel kernel)
    {
        Errno errno = ProbeProgram.Of(BpfProgramType.CgroupSysctl, ProbeCode.Move(0, 1), ProbeCode.Exit).Load(kernel, out BpfProgramHandle program).ToErrno();
        return errno == Errno.None ? program : throw new BpfException($"The trial's program does not load: {errno.Describe()}.", errno, BpfCommand.ProgLoad);
    }
}
