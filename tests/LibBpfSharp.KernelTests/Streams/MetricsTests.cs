using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace LibBpfSharp.KernelTests.Streams;

/// <summary>What the meter and the activity source <c>LibBpfSharp</c> tell.</summary>
public sealed class MetricsTests
{
    [Fact]
    public void Streams_and_map_operations_are_measured()
    {
        using StreamObject bpf = StreamObject.Load(programs: ["emit", "sample"]);
        using RingBufferReader ring = bpf.Object.Maps["events"].AsRingBuffer();
        using PerfBufferReader perf = bpf.Object.Maps["samples"].AsPerfBuffer(new PerfBufferOptions { PagesPerCpu = 1 });
        Dictionary<string, long> sums = [];
        using MeterListener listener = new();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == "LibBpfSharp") self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            string key = instrument.Name;
            foreach (KeyValuePair<string, object?> tag in tags) key += $" {tag.Key}={tag.Value}";
            lock (sums) sums[key] = sums.GetValueOrDefault(key) + value;
        });
        listener.Start();

        bpf.Emit("emit", 10);
        Assert.Equal(10, ring.Poll((_, _) => { }, TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken));
        bpf.With("size", 1000).Emit("sample", 10);
        perf.Consume((_, _) => { });
        bpf.Emit("sample", 1);
        perf.Consume((_, _) => { });
        Assert.ThrowsAny<BpfException>(() => bpf.Object.Maps["samples"].Lookup([0, 0, 0, 0]));

        lock (sums)
        {
            Assert.Equal((10, 720), (sums["libbpfsharp.stream.events map=events"], sums["libbpfsharp.stream.bytes map=events"]));
            Assert.True(sums["libbpfsharp.stream.wakeups"] >= 1);
            Assert.Equal(11, sums["libbpfsharp.stream.events map=samples"] + (long)bpf.Drops);
            Assert.True(sums.GetValueOrDefault("libbpfsharp.stream.lost map=samples") <= (long)bpf.Drops);
            Assert.True(sums["libbpfsharp.map.operations command=map_lookup_elem"] >= 1);
        }
    }

    [Fact]
    public async Task What_nobody_reads_of_a_stream_that_is_left_is_measured_as_lost()
    {
        using StreamObject bpf = StreamObject.Load(programs: "emit");
        using RingBufferReader ring = bpf.Object.Maps["events"].AsRingBuffer();
        long lost = 0;
        using MeterListener listener = new();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Name == "libbpfsharp.stream.lost") self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, value, _, _) => Interlocked.Add(ref lost, value));
        listener.Start();
        bpf.Emit("emit", 300);
        await foreach (StreamEvent e in ring.ReadAllAsync<StreamEvent>(cancellationToken: TestContext.Current.CancellationToken))
        {
            if (e.Sequence == 4) break;
        }

        int left = ring.Consume((_, _) => { });
        Assert.Equal(295, Interlocked.Read(ref lost) + left);
    }

    [Fact]
    public void Loading_and_attaching_are_activities_which_fail_with_what_they_do()
    {
        List<(string Name, string? What, ActivityStatusCode Status)> seen = [];
        using ActivityListener listener = new()
        {
            ShouldListenTo = source => source.Name == "LibBpfSharp",
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                lock (seen) seen.Add((activity.OperationName, (activity.GetTagItem("bpf.object") ?? activity.GetTagItem("bpf.operation"))?.ToString(), activity.Status));
            },
        };
        ActivitySource.AddActivityListener(listener);
        using (Tracing.AttachedProgram attached = Tracing.AttachedProgram.Load("raw"))
        {
            attached.Program.Attach().Dispose();
            Assert.Throws<BpfAttachException>(() => attached.Program.AttachRawTracepoint("no_such_tracepoint"));
            Assert.Throws<InvalidOperationException>(attached.Object.Load);
        }

        lock (seen)
        {
            Assert.Contains(("bpf.load", "attach", ActivityStatusCode.Unset), seen);
            Assert.Contains(("bpf.attach", "raw_tracepoint_open", ActivityStatusCode.Unset), seen);
            Assert.Contains(("bpf.attach", "raw_tracepoint_open", ActivityStatusCode.Error), seen);
        }
    }
}
