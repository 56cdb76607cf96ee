using System.Diagnostics;
using System.Text.Json;
using LibBpfSharp.Btf;
using LibBpfSharp.Elf;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.Tests.Btf;

/// <summary>Every field of every type is what bpftool prints, which reads BTF with libbpf.</summary>
public sealed class BpftoolAgreementTests
{
    private const string KernelTypes = "/sys/kernel/btf/vmlinux";

    [Theory]
    [InlineData("counter")]
    [InlineData("counter.be")]
    [InlineData("globals")]
    [InlineData("maps")]
    [InlineData("subprograms")]
    public void Compiled_object(string name)
    {
        ElfFile elf = ElfFile.Parse(BpfFixtures.Bytes(name));
        Assert.True(elf.TryFindSection(".BTF"u8, out ElfSection section));
        Agree(BtfSpec.Parse(section.Data), BpfFixtures.Path(name));
    }

    [Fact]
    public void Kernel()
    {
        if (!File.Exists(KernelTypes)) Assert.Skip("This kernel shows no BTF.");
        Agree(BtfSpec.Parse(File.ReadAllBytes(KernelTypes)), KernelTypes);
    }

    [Fact]
    public void Blob_of_every_kind()
    {
        string path = Path.Combine(Path.GetTempPath(), $"every-kind-{Guid.NewGuid():n}.btf");
        EveryKind all = new(false);
        File.WriteAllBytes(path, all.Raw);
        try
        {
            Agree(all.Spec, path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static void Agree(BtfSpec spec, string path)
    {
        using JsonDocument dump = Dump(path);
        JsonElement types = dump.RootElement.GetProperty("types");
        Assert.Equal(spec.TypeCount - 1, types.GetArrayLength());
        uint id = 0;
        foreach (JsonElement theirs in types.EnumerateArray())
        {
            using JsonDocument ours = JsonDocument.Parse(BtfDump.Of(spec.GetType(++id)));
            if (!JsonElement.DeepEquals(ours.RootElement, theirs)) Assert.Equal(theirs.GetRawText(), ours.RootElement.GetRawText());
        }
    }

    private static JsonDocument Dump(string path)
    {
        string? tool = new[] { "/usr/sbin/bpftool", "/usr/bin/bpftool", "/usr/local/sbin/bpftool" }.FirstOrDefault(File.Exists);
        if (tool is null) Assert.Skip("bpftool is not installed.");
        using Process process = Process.Start(new ProcessStartInfo(tool, ["-j", "btf", "dump", "file", path]) { RedirectStandardOutput = true })!;
        JsonDocument document = JsonDocument.Parse(process.StandardOutput.BaseStream);
        process.WaitForExit();
        return document;
    }
}
