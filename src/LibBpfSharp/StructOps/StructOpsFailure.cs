namespace LibBpfSharp;

/// <summary>Words what the kernel answered to the registration of a struct_ops map.</summary>
internal static class StructOpsFailure
{
    public static BpfException Of(BpfMap map, Errno errno, BpfCommand command)
    {
        if (errno == Errno.EPERM)
        {
            PermissionNeed need = RequiredCapabilities.For(command) with { Mode = null };
            return PermissionDiagnosis.Explain(map.Handle.Kernel, $"The struct_ops map '{map.Name}' cannot be registered", errno, need, map.Name);
        }

        (BpfAttachError reason, string why) = errno switch
        {
            Errno.EEXIST => (BpfAttachError.TargetBusy, "operations of that name, or of this kind if there can only be one, are registered already"),
            Errno.EBUSY => (BpfAttachError.TargetBusy, "the map is registered already, or other operations exclude it"),
            Errno.EINVAL => (BpfAttachError.ProgramMismatch, "a member that must be set is not, or a value is not one that the kernel takes"),
            Errno.EOPNOTSUPP or Errno.ENOTSUPP => (BpfAttachError.Unknown, "this kind of operations is not for registering"),
            _ => (BpfAttachError.Unknown, "see the kernel's log"),
        };
        return new BpfAttachException($"The struct_ops map '{map.Name}' cannot be registered: {why} ({errno.Describe()}).", reason, errno, command, map.Name);
    }
}
