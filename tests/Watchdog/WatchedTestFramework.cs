using System.Reflection;
using LibBpfSharp.Watchdog;
using Xunit.v3;

[assembly: TestFramework(typeof(WatchedTestFramework))]

namespace LibBpfSharp.Watchdog;

/// <summary>xunit's own framework, watched by a <see cref="TestWatchdog"/>.</summary>
public sealed class WatchedTestFramework : XunitTestFramework
{
    private readonly string? _configFileName;

    public WatchedTestFramework()
    {
    }

    public WatchedTestFramework(string? configFileName)
        : base(configFileName) => _configFileName = configFileName;

    protected override ITestFrameworkExecutor CreateExecutor(Assembly assembly)
        => new WatchedExecutor(new XunitTestAssembly(assembly, _configFileName, assembly.GetName().Version));
}
