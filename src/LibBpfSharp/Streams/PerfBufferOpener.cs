using LibBpfSharp.Interop;

namespace LibBpfSharp;

/// <summary>Makes the perf buffers of a map; what it made is gone again where one cannot be made.</summary>
internal sealed class PerfBufferOpener(BpfMap map, PerfBufferOptions options)
{
    private readonly List<PerfBuffer> _buffers = [];

    public PerfBufferReader Open()
    {
        Check();
        BpfMapInfo info = RingMapping.InfoOf(map, BpfMapType.PerfEventArray);
        IReadOnlyList<int> cpus = options.Cpus ?? [.. CpuList.ReadOnline(map.Handle.Kernel).Where(cpu => cpu < info.MaxEntries)];
        Kernel kernel = map.Handle.Kernel;

        // A descriptor of the reader's own: the buffers are to be taken out of the map when it is disposed, whoever closed the map before.
        BpfMapHandle owner = map.Handle.Duplicate();
        EventPoller? poller = null;
        try
        {
            poller = EventPoller.Open(kernel, typeof(PerfBufferReader));
            for (int i = 0; i < cpus.Count; i++) Add(owner, poller, cpus[i], options.MapIndexes?[i] ?? (uint)cpus[i]);

            // Only now: what is there already is replaced by all of them or by none.
            foreach (PerfBuffer buffer in _buffers) PutIntoMap(buffer);
        }
        catch
        {
            foreach (PerfBuffer buffer in _buffers) buffer.Close();
            poller?.Dispose();
            owner.Dispose();
            throw;
        }

        return new PerfBufferReader([.. _buffers], poller, owner, map.Name);
    }

    private void Check()
    {
        if (options.PagesPerCpu <= 0 || (options.PagesPerCpu & (options.PagesPerCpu - 1)) != 0)
            throw new ArgumentOutOfRangeException(nameof(options), options.PagesPerCpu, "The pages of a CPU's buffer must be a power of two.");
        if (options is { Cpus: null, MapIndexes: not null } || (options.MapIndexes is { } indexes && indexes.Count != options.Cpus!.Count))
            throw new ArgumentException($"{nameof(PerfBufferOptions.MapIndexes)} must name an index for each of {nameof(PerfBufferOptions.Cpus)}.", nameof(options));
    }

    private void Add(BpfMapHandle owner, EventPoller poller, int cpu, uint index)
    {
        PerfEventAttr attributes = new()
        {
            Type = (uint)options.EventType,
            Config = options.EventConfig,
            SamplePeriod = options.SamplePeriod,
            SampleType = options.SampleFormat,
            WakeupEvents = options.WakeUpBytes ?? options.WakeUpEvents,
            _bits = (options.WakeUpBytes is null ? 0 : PerfEventCalls.WakeUpByBytes) | (options.IsOverwritable ? PerfEventCalls.WriteBackward : 0),
        };
        Errno errno = owner.Kernel.TryOpenPerfEvent(ref attributes, -1, cpu, out DescriptorHandle perfEvent);
        if (errno != Errno.None) throw Failure(cpu, "be opened", errno, RequiredCapabilities.ForCpuEvent);

        nint length = (nint)(1 + options.PagesPerCpu) * Environment.SystemPageSize;
        nint result = MappedMemory.Map(perfEvent, length, writable: !options.IsOverwritable, out MappedMemory memory);
        if (result < 0)
        {
            perfEvent.Dispose();
            throw Failure(cpu, "be mapped into memory", result.ToErrno(), RequiredCapabilities.ForPerfMemory);
        }

        _buffers.Add(new PerfBuffer(owner, map.Name, perfEvent, memory, cpu, index, options));
        poller.Watch(perfEvent, EpollCalls.Readable, _buffers.Count - 1);
        errno = perfEvent.TryEnable();
        if (errno != Errno.None) throw Failure(cpu, "be enabled", errno, RequiredCapabilities.ForOpenEvent);
    }

    private void PutIntoMap(PerfBuffer buffer)
    {
        nint result = buffer.PutIntoMap();
        if (result < 0) throw Failure(buffer.Cpu, $"be put at index {buffer.MapIndex}", result.ToErrno(), RequiredCapabilities.For(BpfCommand.MapUpdateElem));
    }

    private BpfException Failure(int cpu, string action, Errno errno, PermissionNeed need)
    {
        string what = $"The perf buffer of '{map.Name}' for CPU {cpu} cannot {action}";
        string message = $"{what}: {errno.Describe()}.";
        return errno switch
        {
            Errno.EPERM or Errno.EACCES => PermissionDiagnosis.Explain(map.Handle.Kernel, what, errno, need, map.Name),
            Errno.ENODEV => new BpfException($"{message} The CPU is not online.", errno, need.Command, map.Name),
            Errno.E2BIG => new BpfException($"{message} The map has fewer elements: give it one for each CPU.", errno, need.Command, map.Name),
            _ => new BpfException(message, errno, need.Command, map.Name),
        };
    }
}
