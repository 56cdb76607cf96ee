using LibBpfSharp.Interop;

namespace LibBpfSharp.Networking;

/// <summary>A program attached to an interface as a filter of traffic control, or as the action of one. Linux 4.1.</summary>
/// <remarks>
/// It stays when the process ends, until it is detached or the interface goes; <see cref="BpfLeftovers"/> finds those of dead processes.
/// Detaching takes away the filter only if the program is still in it.
/// Safe for several threads at once, as every <see cref="BpfAttachment"/> is.
/// </remarks>
public sealed class TcFilterAttachment : BpfAttachment
{
    private readonly TcFilters _filters;
    private TcFilterInfo? _filter;

    private TcFilterAttachment(TcFilters filters) => _filters = filters;

    /// <summary>The interface, by its index in the network namespace it was attached in.</summary>
    public BpfInterface Interface => _filters.Index;

    /// <summary>What the filter hangs on.</summary>
    public TcParent Parent => _filters.Parent;

    /// <summary>The filter's number among those of its priority.</summary>
    public uint Handle => Filter.Handle;

    /// <summary>When the filter runs, the lowest first.</summary>
    public ushort Priority => Filter.Priority;

    private protected override string Place => _filters.Place;

    private TcFilterInfo Filter => _filter!;

    internal static TcFilterAttachment Create(BpfProgramHandle program, BpfInterface device, TcParent parent, TcFilterOptions options)
    {
        if (options.Replace && options is not { Handle: not 0, Priority: not 0 }) throw new ArgumentException("To replace a filter, name its handle and its priority.", nameof(options));
        TcFilterAttachment attachment = new(TcFilters.Open(program.Kernel, device, parent));
        attachment.Begin(program, own => attachment._filter = attachment.Add(own, device, options));
        return attachment;
    }

    private protected override OwnerRecord Record(BpfProgramHandle program)
        => OwnerRecords.Add(program.Kernel, RecordedTrafficFilter.Of(program.Kernel, _filters, BpfProgramInfo.Read(program).Id));

    private protected override void Remove()
    {
        uint id = ProgramId;
        if (!_filters.List().Any(filter => filter.Handle == Handle && filter.Priority == Priority && filter.ProgramId == id))
            throw TcFailure.NotAttached(_filters, Filter with { ProgramId = id }, Errno.None);
        NetlinkReply reply = _filters.Remove(Filter);
        if (reply.Errno != Errno.None) throw TcFailure.OfDetach(_filters, Filter, reply);
    }

    private protected override void Release() => _filters.Dispose();

    /// <summary>Adds the filter, and clsact for it where it takes that and there is none.</summary>
    private TcFilterInfo Add(BpfProgramHandle program, BpfInterface device, TcFilterOptions options)
    {
        BpfProgramInfo info = BpfProgramInfo.Read(program);
        bool added = Parent.IsClsact && options.AddClsact && Clsact.Add(_filters, device);
        try
        {
            return _filters.Add(program, info.Name, info.Type == BpfProgramType.SchedAct, options);
        }
        catch
        {
            if (added) _filters.ChangeClsact(RouteMessage.Delqdisc);
            throw;
        }
    }
}
