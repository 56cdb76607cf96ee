using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;

namespace LibBpfSharp.AheadOfTime;

/// <summary>What a service does with the library, in a program without a compiler at run time.</summary>
internal static class Checks
{
    private static readonly byte[] s_packet = new byte[64];

    public static void IsNative() => Expect.Equal(false, RuntimeFeature.IsDynamicCodeSupported, "code compiled at run time");

    public static void CountsPacketsOfACgroup(CheckSetting setting)
    {
        using BpfObject bpf = setting.Open("counter");
        bpf.Load();
        using Cgroup cgroup = Cgroup.Open(setting.Cgroup!);
        using CgroupLink link = bpf.Programs["count_egress"].AttachCgroup(cgroup);
        Expect.Equal(1, cgroup.Query(BpfAttachType.CgroupInetEgress).Programs.Count, "programs on the cgroup");
        bpf.Programs["count_egress"].TestRun(new() { Data = s_packet, Repeat = 3 });
        Expect.Equal(3ul, bpf.Maps["counters"].AsArray<Counter>()[1].Packets, "packets");
    }

    public static void AnUnknownLayoutIsCheckedBySize(CheckSetting setting)
    {
        using BpfObject bpf = setting.Open("counter");
        bpf.Load();
        Expect.Equal(BpfLayoutCheck.Size, bpf.Maps["counters"].AsArray<Counter>().LayoutCheck, "check");
        Expect.Thrown<BpfLayoutException>(() => bpf.Maps["counters"].AsArray<ulong>());
    }

    public static void ATypeTellsItsLayout(CheckSetting setting)
    {
        using BpfObject bpf = setting.Open("counter");
        bpf.Load();
        Expect.Equal(BpfLayoutCheck.Descriptor, bpf.Maps["counters"].AsArray<DescribedCounter>().LayoutCheck, "check");
    }

    public static void ADifferenceShowsBothLayouts(CheckSetting setting)
    {
        using BpfObject bpf = setting.Open("counter");
        bpf.Load();
        string message = Expect.Thrown<BpfLayoutException>(() => bpf.Maps["counters"].AsArray<Position>()).Message;
        foreach (string part in (string[])["packets", "latitude", "bytes", "longitude"])
            Expect.Equal(true, message.Contains(part, StringComparison.Ordinal), $"'{part}' in the message");
    }

    public static void ReadsTheKernelsTypes(CheckSetting setting)
    {
        using BpfObject bpf = setting.Open("targets");
        foreach (BpfProgram program in bpf.Programs) program.AutoLoad = program.Name == "relocate";
        bpf.Load();
        bpf.Programs["relocate"].TestRun();
        Expect.Equal(bpf.Variables["current_tgid"].Get<int>(), bpf.Variables["relocated_tgid"].Get<int>(), "tgid read by a relocated offset");
        Expect.Equal(0, bpf.Variables["has_member"].Get<int>(), "member that no kernel has");
    }

    public static unsafe void StreamsRecords(CheckSetting setting)
    {
        using BpfObject bpf = setting.Open("typed_ring");
        bpf.Maps["records"].ValueSize = 0;
        bpf.Load();
        using RingBufferReader reader = bpf.Maps["records"].AsRingBuffer();
        using BpfEventStream<Record> stream = reader.OpenStream<Record>();
        bpf.Programs["record"].TestRun(new() { Data = s_packet, Repeat = 5 });
        for (int i = 0; i < 5; i++)
        {
            Record record = stream.Reader.ReadAsync().AsTask().GetAwaiter().GetResult();
            Expect.Equal((7u, (ushort)3), (record.Number, record.Kind), "record");
        }
    }

    public static void Measures(CheckSetting setting)
    {
        long operations = 0;
        using MeterListener listener = new();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == "LibBpfSharp") self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, measured, _, _) => operations += measured);
        listener.Start();
        using BpfObject bpf = setting.Open("counter");
        bpf.Load();
        bpf.Maps["counters"].AsArray<Counter>()[0] = new(1, 2);
        Expect.Equal(new(1, 2), bpf.Maps["counters"].AsArray<Counter>()[0], "counter");
        Expect.Equal(true, operations >= 2, $"{operations} operations measured: at least 2");
    }
}
