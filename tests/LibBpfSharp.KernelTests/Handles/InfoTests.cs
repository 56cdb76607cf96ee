using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using LibBpfSharp.Instructions;
using LibBpfSharp.KernelTests.Support;

namespace LibBpfSharp.KernelTests.Handles;

/// <summary>What the kernel tells of its objects, beside what its own tool tells.</summary>
public sealed class InfoTests : IDisposable
{
    private readonly BpfMap _counter = TestProgram.Counter();
    private readonly BpfProgram _program;

    public InfoTests() => _program = TestProgram.Count(_counter);

    public void Dispose()
    {
        _program.Dispose();
        _counter.Dispose();
    }

    [Fact]
    public void A_program_is_told_as_the_tool_tells_it()
    {
        BpfProgramInfo info = _program.Info;
        JsonElement seen = Tool("prog", info.Id);
        Assert.Equal(BpfProgramTypeNames.TryParse(seen.GetProperty("type").GetString(), out BpfProgramType type) ? type : default, info.Type);
        Assert.Equal(seen.GetProperty("tag").GetString(), info.Tag);
        Assert.Equal(seen.GetProperty("gpl_compatible").GetBoolean(), info.IsGplCompatible);
        Assert.Equal(seen.GetProperty("uid").GetUInt32(), info.CreatedByUid);
        Assert.Equal(seen.GetProperty("bytes_xlated").GetInt32(), info.InstructionCount * BpfInstruction.Size);
        Assert.Equal(seen.GetProperty("map_ids").EnumerateArray().Select(id => id.GetUInt32()), info.MapIds);
        Assert.Equal([_counter.Info.Id], info.MapIds);
        Assert.True(info.LoadTime > TimeSpan.Zero && info.LoadTime <= TimeSpan.FromMilliseconds(Environment.TickCount64 + 60_000));
    }

    [Fact]
    public void The_instructions_of_a_program_are_read_as_rewritten()
    {
        BpfInstruction[] instructions = _program.ReadTranslatedInstructions();
        Assert.Equal(_program.Info.InstructionCount, instructions.Length);
        Assert.Equal(BpfOpcode.Exit, instructions[^1].Opcode);
        Assert.Equal(BpfPseudo.MapValue, instructions[0].Source);
    }

    [Fact]
    public void A_map_is_told_as_the_tool_tells_it()
    {
        BpfMapInfo info = _counter.Info;
        JsonElement seen = Tool("map", info.Id);
        Assert.Equal(seen.GetProperty("type").GetString(), info.Type.ToShortName());
        Assert.Equal(seen.GetProperty("bytes_key").GetInt32(), info.KeySize);
        Assert.Equal(seen.GetProperty("bytes_value").GetInt32(), info.ValueSize);
        Assert.Equal(seen.GetProperty("max_entries").GetUInt32(), info.MaxEntries);
        Assert.Equal(seen.GetProperty("flags").GetUInt32(), (uint)info.Flags);
    }

    [Fact]
    public void A_walk_finds_what_is_there_until_it_is_gone()
    {
        uint program = _program.Info.Id, map = _counter.Info.Id;
        Assert.Contains(program, KernelObjects.EnumeratePrograms().Select(info => info.Id));
        Assert.Contains(map, KernelObjects.EnumerateMaps().Select(info => info.Id));
        using (BpfProgram again = KernelObjects.OpenProgram(program))
            Assert.Equal(_program.Info.Tag, again.Info.Tag);

        using BpfMap other = TestProgram.Counter();
        uint gone = other.Info.Id;
        other.Dispose();
        Eventually.True(() => KernelObjects.EnumerateMaps().All(info => info.Id != gone));
        Assert.Equal(Errno.ENOENT, Assert.Throws<BpfException>(() => KernelObjects.OpenMap(gone)).Errno);
    }

    [Fact]
    public void The_kernels_own_type_information_is_found_by_walk()
    {
        const string File = "/sys/kernel/btf/vmlinux";
        Assert.SkipUnless(System.IO.File.Exists(File), "the kernel has no BTF of its own");
        Requires.Feature(BpfFeature.ModuleBtf); // the kernel's own has an id since it can have modules' on top
        BtfObjectInfo info = Assert.Single(KernelObjects.EnumerateBtfObjects(), info => info is { IsKernel: true, Name: "vmlinux" });
        using BtfHandle handle = KernelObjects.OpenBtf(info.Id);
        Assert.Equal(System.IO.File.ReadAllBytes(File), BtfObjectInfo.ReadData(handle));
    }

    private static JsonElement Tool(string kind, uint id)
    {
        ProcessStartInfo start = new(Requires.Tool("bpftool"), ["--json", kind, "show", "id", id.ToString(CultureInfo.InvariantCulture)]) { RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        using JsonDocument document = JsonDocument.Parse(process.StandardOutput.ReadToEnd());
        process.WaitForExit();
        return document.RootElement.Clone();
    }
}
