using System.Globalization;
using LibBpfSharp.Interop;

namespace LibBpfSharp.Networking;

/// <summary>A program attached to an interface as a filter of traffic control.</summary>
/// <param name="NamespaceId">The inode number of the network namespace.</param>
/// <param name="InterfaceIndex">The interface in it.</param>
/// <param name="Parent">What the filter hangs on.</param>
/// <param name="ProgramId">The program's id, which the kernel gives to no other program until the numbers are used up.</param>
internal sealed record RecordedTrafficFilter(uint NamespaceId, int InterfaceIndex, uint Parent, uint ProgramId) : RecordedAttachment(BpfLeftoverKind.TrafficFilter)
{
    public override string Description => $"program {ProgramId} at {new TcParent(Parent)} of interface {InterfaceIndex} in network namespace {NamespaceId}";

    protected override IReadOnlyList<string> Fields => [Text(NamespaceId), Text(InterfaceIndex), Text(Parent), Text(ProgramId)];

    public static RecordedTrafficFilter Of(Kernel kernel, TcFilters filters, uint programId)
    {
        using NetworkNamespace here = NetworkNamespace.OpenCurrent(kernel);
        return new(here.Id, filters.Index, filters.Parent.Handle, programId);
    }

    public static RecordedTrafficFilter? Read(string[] fields)
        => fields is [string space, string index, string parent, string program]
            && uint.TryParse(space, NumberStyles.None, CultureInfo.InvariantCulture, out uint namespaceId)
            && int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out int interfaceIndex) && interfaceIndex > 0
            && uint.TryParse(parent, NumberStyles.None, CultureInfo.InvariantCulture, out uint handle)
            && uint.TryParse(program, NumberStyles.None, CultureInfo.InvariantCulture, out uint programId)
            ? new(namespaceId, interfaceIndex, handle, programId)
            : null;

    public override bool IsThere(Kernel kernel) => Inside(kernel, static (filters, found) => found.Count > 0);

    public override void Remove(Kernel kernel) => Inside(kernel, static (filters, found) =>
    {
        foreach (TcFilterInfo filter in found)
        {
            NetlinkReply reply = filters.Remove(filter);
            if (reply.Errno is not (Errno.None or Errno.ENOENT or Errno.ENODEV)) throw TcFailure.OfDetach(filters, filter, reply);
        }

        return true;
    });

    /// <summary>Does something with the filters that are this program; nothing where the namespace or the interface is gone.</summary>
    private bool Inside(Kernel kernel, Func<TcFilters, IReadOnlyList<TcFilterInfo>, bool> action)
    {
        using NetworkNamespace? space = NetworkNamespace.Find(kernel, NamespaceId);
        return space is not null && space.Run(() =>
        {
            using TcFilters filters = TcFilters.Open(kernel, InterfaceIndex, new TcParent(Parent));
            return NetworkInterfaces.Exists(kernel, InterfaceIndex) && action(filters, [.. filters.List().Where(filter => filter.ProgramId == ProgramId)]);
        });
    }
}
