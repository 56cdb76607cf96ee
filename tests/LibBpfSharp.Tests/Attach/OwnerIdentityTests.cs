using LibBpfSharp.Interop;

namespace LibBpfSharp.Tests.Attach;

/// <summary>Who made what outlives its process, and whether that process lives.</summary>
public sealed class OwnerIdentityTests
{
    private static readonly OwnerIdentity s_self = OwnerIdentity.OfThis(Kernel.Running);

    [Fact]
    public void This_process_lives_and_one_of_its_number_that_started_earlier_does_not()
    {
        Assert.True(s_self.StartTime > 0 && s_self.PidNamespace > 0);
        Assert.False(s_self.IsDead(Kernel.Running));
        Assert.True((s_self with { StartTime = s_self.StartTime - 2 }).IsDead(Kernel.Running));
        Assert.True((s_self with { ProcessId = int.MaxValue }).IsDead(Kernel.Running));
    }

    [Fact]
    public void Another_boot_is_over_and_another_namespace_cannot_be_judged()
    {
        Assert.True((s_self with { Boot = "00000000" }).IsDead(Kernel.Running));
        Assert.False((s_self with { PidNamespace = 1, ProcessId = int.MaxValue }).IsDead(Kernel.Running));
    }

    [Fact]
    public void The_written_form_is_a_name_that_tracefs_takes_and_is_read_back()
    {
        string text = (s_self with { PidNamespace = uint.MaxValue, ProcessId = int.MaxValue, StartTime = long.MaxValue }).ToString();
        Assert.True($"lbs_{text}".Length <= 63 && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_'));
        Assert.True(OwnerIdentity.TryParse(s_self.ToString(), out OwnerIdentity read));
        Assert.Equal(s_self, read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("12345678_1_2")]
    [InlineData("12345678_1_2_3_4")]
    [InlineData("1234567_1_2_3")]
    [InlineData("12345678_x_2_3")]
    public void What_is_no_identity_is_nobody(string text) => Assert.False(OwnerIdentity.TryParse(text, out _));

    [Fact]
    public void A_record_is_read_back_whatever_the_path()
    {
        RecordedCgroupProgram record = new("/sys/fs/cgroup/a\tb\nc%20", 7, BpfAttachType.CgroupInetEgress, 9);
        string line = record.ToLine();
        Assert.DoesNotContain('\n', line);
        Assert.Equal(record, RecordFile.Parse(line));
        Assert.Null(RecordFile.Parse("SomethingNewer\t1"));
        Assert.Null(RecordFile.Parse("CgroupProgram\t/x\tnumber\tCgroupInetEgress\t9"));
    }
}
