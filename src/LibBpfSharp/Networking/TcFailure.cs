using LibBpfSharp.Interop;

namespace LibBpfSharp.Networking;

/// <summary>Words what the kernel answered to calls about filters of traffic control.</summary>
internal static class TcFailure
{
    public static BpfException OfAttach(string program, TcFilters filters, BpfInterface device, bool isAction, NetlinkReply reply)
    {
        if (reply.Errno == Errno.ENODEV) return NetworkInterfaces.NotFound(device, reply.Errno);
        string said = Said(reply);
        if (reply.Errno == Errno.ENOENT && isAction)
        {
            return new BpfNotSupportedException(
                "programs as actions of traffic control (act_bpf)", null, reply.Errno, objectName: program, hint: $"{said}Load its module, or build the program as a classifier with direct action.");
        }

        (string? hint, BpfAttachError? reason) = reply.Errno switch
        {
            Errno.EEXIST => ("A filter with the same handle and priority is there.", (BpfAttachError?)null),
            Errno.EINVAL when !filters.HasParent() => ("There is no such parent: add clsact, or the discipline or class, first.", BpfAttachError.TargetNotFound),
            Errno.ENOENT => ("There is no such parent or filter.", BpfAttachError.TargetNotFound),
            Errno.EINVAL => ("The program must be of type SchedCls, of type SchedAct for an action; to replace a filter, name its handle and its priority.", null),
            _ => (null, null),
        };
        return NetworkFailure.OfAttach(reply.Kernel, program, filters.Place, reply.Errno, hint: said + hint, reason: reason);
    }

    public static BpfException OfClsact(BpfInterface device, string what, NetlinkReply reply) => reply.Errno switch
    {
        Errno.ENODEV => NetworkInterfaces.NotFound(device, reply.Errno),
        Errno.ENOENT or Errno.EOPNOTSUPP => new BpfNotSupportedException(
            "clsact", new Version(4, 5), reply.Errno, objectName: device.ToString(), hint: $"{Said(reply)}The kernel's option is NET_SCH_INGRESS, its module sch_ingress."),
        _ => NetworkFailure.Of(reply.Kernel, $"clsact cannot be {what} interface {device}", device.ToString(), reply.Errno, hint: Said(reply)),
    };

    public static BpfException OfDetach(TcFilters filters, TcFilterInfo filter, NetlinkReply reply)
    {
        string what = $"The filter with handle {filter.Handle} and priority {filter.Priority} cannot be taken from {filters.Place}";
        return reply.Errno is Errno.ENOENT or Errno.ENODEV or Errno.EINVAL
            ? NotAttached(filters, filter, reply.Errno)
            : NetworkFailure.Of(reply.Kernel, what, filters.Place, reply.Errno, hint: Said(reply));
    }

    public static BpfAttachException NotAttached(TcFilters filters, TcFilterInfo filter, Errno errno) => new(
        $"Program {filter.ProgramId} is no longer the filter with handle {filter.Handle} and priority {filter.Priority} at {filters.Place}: it was taken away or replaced, or the interface is gone.",
        BpfAttachError.NotAttached, errno, objectName: filters.Place);

    private static string Said(NetlinkReply reply) => reply.Text is null ? "" : $"The kernel says: {reply.Text}. ";
}
