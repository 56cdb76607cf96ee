using LibBpfSharp.TestSupport;

namespace LibBpfSharp.Tests.Objects;

internal static class Specs
{
    internal static BpfObjectSpec Open(string fixture, BpfObjectSpecOptions? options = null) =>
        BpfObjectSpec.Open(BpfFixtures.Path(fixture), options);
}
