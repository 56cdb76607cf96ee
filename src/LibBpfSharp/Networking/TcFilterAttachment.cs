using LibBpfSharp.Interop;

namespace LibBpfSharp.Networking;

/// <summary>A program attached to an interface as a filter of traffic control, or as the action of one. Linux 4.1.</summary>
/// <remarks>
/// It stays when the process ends, until it is detached or the interface goes; <see cref="BpfLeftovers"/> finds those of dead processes.
/// Detaching takes away the filter only if the program is still in it.
/// </remarks>
public sealed class TcFilterAttachment : BpfAttachment
{
    private readonly TcFilters _filters;
    private readonly OwnerRecord _record;
    private readonly TcFilterInfo _filter;

    private TcFilterAttachment(TcFilters filters, BpfProgramHandle program, TcFilterInfo filter, OwnerRecord record)
        : base(program) => (_filters, _filter, _record) = (filters, filter, record);

    /// <summary>The interface, by its index in the network namespace it was attached in.</summary>
    public BpfInterface Interface => _filters.Index;

    /// <summary>What the filter hangs on.</summary>
    public TcParent Parent => _filters.Parent;

    /// <summary>The filter's number among those of its priority.</summary>
    public uint Handle => _filter.Handle;

    /// <summary>When the filter runs, the lowest first.</summary>
    public ushort Priority => _filter.Priority;

    private protected override string Place => _filters.Place;

    /// <inheritdoc/>
    public override void Disconnect()
    {
        base.Disconnect();
        _record.Remove();
    }

    internal static TcFilterAttachment Create(BpfProgramHandle program, BpfInterface device, TcParent parent, TcFilterOptions options)
    {
        if (options.Replace && options is not { Handle: not 0, Priority: not 0 }) throw new ArgumentException("To replace a filter, name its handle and its priority.", nameof(options));
        TcFilters filters = TcFilters.Open(program.Kernel, device, parent);
        BpfProgramHandle? own = null;
        OwnerRecord? record = null;
        bool added = false;
        try
        {
            own = program.Duplicate();
            BpfProgramInfo info = BpfProgramInfo.Read(own);
            added = parent.IsClsact && options.AddClsact && Clsact.Add(filters, device);
            record = OwnerRecords.Add(own.Kernel, RecordedTrafficFilter.Of(own.Kernel, filters, info.Id));
            return new(filters, own, filters.Add(own, info.Name, info.Type == BpfProgramType.SchedAct, options), record);
        }
        catch
        {
            record?.Remove();
            if (added) filters.ChangeClsact(RouteMessage.Delqdisc);
            own?.Dispose();
            filters.Dispose();
            throw;
        }
    }

    private protected override void Remove()
    {
        uint id = ProgramId;
        if (!_filters.List().Any(filter => filter.Handle == _filter.Handle && filter.Priority == _filter.Priority && filter.ProgramId == id))
        {
            _record.Remove();
            throw TcFailure.NotAttached(_filters, _filter with { ProgramId = id }, Errno.None);
        }

        NetlinkReply reply = _filters.Remove(_filter);
        if (reply.Errno != Errno.None) throw TcFailure.OfDetach(_filters, _filter, reply);
        _record.Remove();
    }

    private protected override void Release() => _filters.Dispose();
}
