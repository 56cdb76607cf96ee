using System.Buffers.Binary;
using LibBpfSharp.KernelTests.Support;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Streams;

/// <summary>Samples that programs drain.</summary>
public sealed class UserRingBufferTests
{
    private static readonly TimeSpan s_long = TimeSpan.FromSeconds(20);

    public UserRingBufferTests()
    {
        Requires.Root();
        Requires.MapType(BpfMapType.UserRingbuf);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void A_program_takes_what_is_submitted_in_order_and_nothing_discarded()
    {
        using StreamObject bpf = StreamObject.Load(programs: "drain");
        using UserRingBuffer ring = bpf.Object.Maps["requests"].AsUserRingBuffer();
        ulong sum = 0;
        for (int round = 0; round < 500; round++)
        {
            for (ulong i = 1; i <= 5; i++)
            {
                Assert.True(ring.TryReserve((int)(8 + i), out UserRingBufferSample sample));
                BinaryPrimitives.WriteUInt64LittleEndian(sample.Data, (ulong)round * i);
                if (i == 3)
                {
                    sample.Discard();
                }
                else
                {
                    sample.Submit();
                    sum += (ulong)round * i;
                }
            }

            bpf.Run("drain");
            Assert.Equal(0u, ring.PendingBytes);
        }

        Assert.Equal((2000ul, sum), (bpf.Get("drained"), bpf.Get("drained_sum")));
    }

    [Fact]
    public void A_program_waits_for_the_first_sample_that_is_not_submitted()
    {
        using StreamObject bpf = StreamObject.Load(programs: "drain");
        using UserRingBuffer ring = bpf.Object.Maps["requests"].AsUserRingBuffer();
        Assert.True(ring.TryReserve(8, out UserRingBufferSample first));
        Assert.True(ring.TryReserve(8, out UserRingBufferSample second));
        second.Submit();
        bpf.Run("drain");
        Assert.Equal(0ul, bpf.Get("drained"));
        first.Submit();
        bpf.Run("drain");
        Assert.Equal(2ul, bpf.Get("drained"));
    }

    [Fact]
    public void A_full_ring_has_no_room_until_a_program_drains_it()
    {
        using StreamObject bpf = StreamObject.Load(programs: "drain");
        using UserRingBuffer ring = bpf.Object.Maps["requests"].AsUserRingBuffer();
        int held = 0;
        while (ring.TryReserve(56, out UserRingBufferSample sample))
        {
            sample.Submit();
            held++;
        }

        Assert.Equal(4096 / 64, held);
        Assert.Throws<TimeoutException>(() => ring.Reserve(56, TimeSpan.FromMilliseconds(20), Cancellation).Dispose());
        using CancellationTokenSource source = new(TimeSpan.FromMilliseconds(5));
        Assert.ThrowsAny<OperationCanceledException>(() => ring.Reserve(56, s_long, source.Token).Dispose());
        bpf.Run("drain");
        ring.Reserve(56, s_long, Cancellation).Submit();
    }

    [Fact]
    public async Task A_wait_for_room_ends_when_a_program_drains()
    {
        using StreamObject bpf = StreamObject.Load(programs: "drain");
        using UserRingBuffer ring = bpf.Object.Maps["requests"].AsUserRingBuffer();
        const int Samples = 2000;
        Task producer = Task.Run(
            () =>
            {
                for (int i = 0; i < Samples; i++)
                {
                    using UserRingBufferSample sample = ring.Reserve(100, s_long, Cancellation);
                    BinaryPrimitives.WriteUInt64LittleEndian(sample.Data, (ulong)i);
                    sample.Submit();
                }
            },
            Cancellation);
        Patience patience = new();
        while (bpf.Get("drained") < Samples && !producer.IsFaulted && patience.Lasts) bpf.Run("drain");
        await producer;
        Assert.Equal((ulong)Samples * (Samples - 1) / 2, bpf.Get("drained_sum"));
    }

    [Fact]
    public async Task Several_threads_send()
    {
        const int Held = 4096 / 16;
        using StreamObject bpf = StreamObject.Load(programs: "drain");
        using UserRingBuffer ring = bpf.Object.Maps["requests"].AsUserRingBuffer();
        for (int round = 1; round <= 300; round++)
        {
            using Barrier start = new(3);
            Task<int>[] senders = [.. Enumerable.Range(0, 3).Select(_ => Task.Run(
                () =>
                {
                    start.SignalAndWait(Cancellation);
                    int sent = 0;
                    for (; ring.TryReserve(8, out UserRingBufferSample sample); sent++)
                    {
                        BinaryPrimitives.WriteUInt64LittleEndian(sample.Data, 3);
                        sample.Submit();
                    }

                    return sent;
                },
                Cancellation))];
            Assert.Equal(Held, (await Task.WhenAll(senders)).Sum());
            Patience patience = new();
            while (ring.PendingBytes > 0 && patience.Lasts) bpf.Run("drain");
            Assert.Equal((ulong)(round * Held * 3), bpf.Get("drained_sum"));
        }
    }

    [Fact]
    public void One_thread_waits_for_room_at_a_time()
    {
        UserRingBuffer? ring = null;
        int refused = 0;
        WaitingKernel kernel = new(() =>
        {
            Assert.Throws<InvalidOperationException>(() => ring!.Reserve(56, s_long, Cancellation).Dispose());
            refused++;
        });
        using StreamObject bpf = StreamObject.Load(kernel: kernel, programs: "drain");
        using (ring = bpf.Object.Maps["requests"].AsUserRingBuffer())
        {
            while (ring.TryReserve(56, out UserRingBufferSample sample)) sample.Submit();
            Assert.Throws<TimeoutException>(() => ring.Reserve(56, TimeSpan.FromMilliseconds(1), Cancellation).Dispose());
            Assert.NotEqual(0, refused);
            bpf.Run("drain");
            ring.Reserve(56, s_long, Cancellation).Submit();
        }
    }

    [Fact]
    public void Samples_larger_than_the_ring_are_refused()
    {
        using StreamObject bpf = StreamObject.Load(programs: "drain");
        using UserRingBuffer ring = bpf.Object.Maps["requests"].AsUserRingBuffer();
        Assert.Throws<ArgumentOutOfRangeException>(() => ring.TryReserve(4089, out _));
        Assert.Throws<ArgumentOutOfRangeException>(() => ring.TryReserve(-1, out _));
        Assert.Throws<ArgumentOutOfRangeException>(() => ring.TryReserve(int.MaxValue, out _));
        Assert.True(ring.TryReserve(4088, out UserRingBufferSample whole));
        whole.Dispose();
        Assert.Throws<ArgumentException>(() => bpf.Object.Maps["events"].AsUserRingBuffer());
    }

    [Fact]
    public void A_sample_is_ended_once_and_outlives_the_ring()
    {
        using StreamObject bpf = StreamObject.Load(programs: "drain");
        UserRingBuffer ring = bpf.Object.Maps["requests"].AsUserRingBuffer();
        Assert.True(ring.TryReserve(8, out UserRingBufferSample sample));
        ring.Dispose();
        BinaryPrimitives.WriteUInt64LittleEndian(sample.Data, 7);
        sample.Submit();
        bool refused = false;
        try
        {
            sample.Submit();
        }
        catch (InvalidOperationException)
        {
            refused = true;
        }

        Assert.True(refused);
        bpf.Run("drain");
        Assert.Equal((1ul, 7ul), (bpf.Get("drained"), bpf.Get("drained_sum")));
        Assert.Throws<ObjectDisposedException>(() => ring.TryReserve(8, out _));
        Assert.Throws<ObjectDisposedException>(() => ring.PendingBytes);
    }

    [Fact]
    public void A_failure_at_any_call_leaves_nothing()
    {
        ArmedKernel kernel = new();
        using StreamObject bpf = StreamObject.Load(kernel: kernel, programs: "drain");
        int before = OpenDescriptors.Count();
        int calls = kernel.FailEachCallOf(() =>
        {
            using UserRingBuffer ring = bpf.Object.Maps["requests"].AsUserRingBuffer();
        });

        Assert.True(calls > 6);
        Assert.Equal(before, OpenDescriptors.Count());
    }

    [Fact]
    public void Sending_allocates_nothing()
    {
        using StreamObject bpf = StreamObject.Load(programs: "drain");
        using UserRingBuffer ring = bpf.Object.Maps["requests"].AsUserRingBuffer();
        long allocated = 0;
        for (int round = 0; round < 100; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 20; i++)
            {
                Assert.True(ring.TryReserve(64, out UserRingBufferSample sample));
                sample.Data.Clear();
                sample.Submit();
            }

            if (round >= 40) allocated += GC.GetAllocatedBytesForCurrentThread() - before;
            bpf.Run("drain");
        }

        Assert.Equal(0, allocated);
    }
}
