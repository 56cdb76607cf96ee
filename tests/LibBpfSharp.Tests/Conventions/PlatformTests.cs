using System.Reflection;
using System.Runtime.Versioning;

namespace LibBpfSharp.Tests.Conventions;

public sealed class PlatformTests
{
    [Fact]
    public void The_whole_library_says_that_it_is_for_Linux()
        => Assert.Equal(["linux"], typeof(BpfException).Assembly.GetCustomAttributes<SupportedOSPlatformAttribute>().Select(supported => supported.PlatformName));
}
