using LibBpfSharp.TestSupport;

namespace LibBpfSharp.Tests.Seam;

/// <summary>The library learns about the machine through the seam: what .NET offers beside it is used only as <see cref="SeamRule"/> says.</summary>
public sealed class SeamTests
{
    private static readonly OutsideUse[] s_watched = Read(typeof(BpfException).Assembly.Location);

    [Fact]
    public void The_library_uses_nothing_around_the_seam_but_what_is_listed()
    {
        Assert.NotEmpty(s_watched);
        OutsideUse[] around = [.. s_watched.Where(use => SeamRule.Allowing(use) is null)];
        Assert.True(around.Length == 0, $"Go through the kernel (KernelFiles), or list them with a reason:\n{string.Join('\n', around.Select(use => use.ToString()))}");
    }

    [Fact]
    public void Every_exception_is_used_by_every_file_it_names()
    {
        Assert.All(SeamRule.Exceptions, exception =>
        {
            Assert.NotEmpty(exception.Reason);
            string[] used = [.. s_watched.Where(exception.Allows).Select(use => Path.GetFileName(use.Source)).Distinct()];
            Assert.True(used.Length > 0, $"{exception.What} is used nowhere.");
            string[] without = exception.Files is ["*"] ? [] : [.. exception.Files.Except(used)];
            Assert.True(without.Length == 0, $"{exception.What} is not used in {string.Join(", ", without)}.");
        });
    }

    [Fact]
    public void The_one_native_function_is_syscall()
    {
        using CompiledCode code = new(typeof(BpfException).Assembly.Location);
        Assert.Equal(["libc:syscall"], code.NativeFunctions);
    }

    [Fact]
    public void What_goes_around_is_seen_however_it_is_written()
    {
        string[] seen = [.. Read(typeof(SeamTests).Assembly.Location).Where(use => Path.GetFileName(use.Source) == "WaysAround.cs").Select(use => $"{use.Type}.{use.Member}")];
        foreach (string way in WaysAround.Seen) Assert.Contains(way, seen);
        Assert.Single(seen, used => used.StartsWith("System.IO.StreamReader", StringComparison.Ordinal)); // the one on a path
    }

    private static OutsideUse[] Read(string assembly)
    {
        using CompiledCode code = new(assembly);
        return [.. code.Uses.Where(SeamRule.Watches)];
    }
}
