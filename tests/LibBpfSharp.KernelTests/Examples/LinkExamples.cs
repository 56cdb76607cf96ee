using LibBpfSharp.KernelTests.Support;

namespace LibBpfSharp.KernelTests.Examples;

public sealed class LinkExamples : Example
{
    private readonly TestCgroup _directory = TestCgroup.Create();
    private readonly TestBpfFs _files = TestBpfFs.Mount();
    private readonly BpfObject _object, _next;

    public LinkExamples() => (_object, _next) = (Load("counter.bpf.o", "count_egress"), Load("counter.bpf.o", "count_egress"));

    private string Pin => _files["egress"];

    protected override void Clean()
    {
        _next.Dispose();
        _object.Dispose();
        _files.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public void A_program_is_exchanged()
    {
        BpfObject next = _next;
        using BpfLink link = Attach();

        // example: BpfLink.Update
        link.Update(next.Programs["count_egress"]);            // at once: no packet goes unseen, none is seen twice
        // end example
        Assert.Equal(next.Programs["count_egress"].Info.Id, link.ProgramId);
    }

    [Fact]
    public void A_link_outlives_its_process()
    {
        (string pin, BpfLink link) = (Pin, Attach());

        // example: BpfLink.Pin
        link.Pin(pin);                                         // "/sys/fs/bpf/web/egress"
        link.Dispose();                                        // the program stays attached until the pin is removed
        // end example
        using var found = BpfLink.OpenPinned(pin);
        Assert.False(found.IsDefunct);
    }

    [Fact]
    public void A_pinned_link_is_found_and_ended()
    {
        string pin = Pin;
        using (BpfLink left = Attach()) left.Pin(pin);

        // example: BpfLink.OpenPinned
        using (var link = BpfLink.OpenPinned(pin))             // of the class of its kind: here a CgroupLink
        {
            Console.WriteLine($"{link.Type} {link.Id}: program {link.ProgramId}");
            link.Unpin();
        }                                                      // detached: neither pin nor process holds it
        // end example
        Assert.StartsWith("Cgroup ", Printed, StringComparison.Ordinal);
        Assert.False(File.Exists(pin));
    }

    [Fact]
    public void A_link_is_detached()
    {
        using BpfLink link = Attach();

        // example: BpfLink.Detach
        link.Detach();                                         // whoever else holds the link keeps one that does nothing
        // end example
        Assert.True(link.IsDefunct);
    }

    [Fact]
    public void A_map_is_pinned()
    {
        (string pin, BpfMap map) = (_files["counters"], _object.Maps["counters"]);

        // example: BpfMap.Pin
        map.Pin(pin);                                          // "/sys/fs/bpf/web/counters"
        using BpfMap same = BpfMap.OpenPinned(pin);            // in this process or in another
        // end example
        Assert.Equal(map.Info.Id, same.Info.Id);
    }

    [Fact]
    public void A_map_of_the_process_before_is_taken_over()
    {
        string pin = _files["counters"];
        _object.Maps["counters"].Pin(pin);

        // example: BpfMap.Reuse
        using var next = BpfObject.Open("counter.bpf.o");
        using BpfMap counters = BpfMap.OpenPinned(pin);
        next.Maps["counters"].Reuse(counters);                 // before the load: instead of a new map
        next.Load();
        // end example
        Assert.Equal(counters.Info.Id, next.Maps["counters"].Info.Id);
    }

    [Fact]
    public void A_BPF_file_system_is_there()
    {
        string path = _files["web"];

        // example: BpfFs.EnsureMounted
        bool isNew = BpfFs.EnsureMounted();                    // at /sys/fs/bpf, where it nearly always is
        Directory.CreateDirectory(path);                       // "/sys/fs/bpf/web"
        // end example
        Assert.True(BpfFs.IsBpfFs(BpfFs.MountPoints[0]));
        Assert.True(BpfFs.IsBpfFs(path) && Directory.Exists(path) && (isNew || BpfFs.IsBpfFs("/sys/fs/bpf")));
    }

    [Fact]
    public void A_map_is_sent_to_another_process()
    {
        using SocketPair sockets = SocketPair.Listen();
        using System.Net.Sockets.Socket socket = SocketPair.Connect(sockets.Path), otherSocket = sockets.Near;
        BpfMap map = _object.Maps["counters"];

        // example: BpfMap.SendTo
        map.SendTo(socket);                                    // a connected Unix socket
        using BpfMap received = BpfMap.ReceiveFrom(otherSocket); // what the other process does
        // end example
        Assert.Equal(map.Info.Id, received.Info.Id);
    }

    private CgroupLink Attach() => _object.Programs["count_egress"].AttachCgroup(_directory.Path);
}
