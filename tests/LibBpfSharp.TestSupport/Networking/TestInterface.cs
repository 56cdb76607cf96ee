namespace LibBpfSharp.TestSupport;

/// <summary>A network interface of a <see cref="TestNetwork"/>.</summary>
/// <param name="Index">Its number in its namespace.</param>
/// <param name="Name">Its name.</param>
/// <param name="LinkAddress">Its address on the link, six bytes.</param>
public sealed record TestInterface(int Index, string Name, byte[] LinkAddress)
{
    /// <summary>How long addresses on a link are.</summary>
    public const int AddressLength = 6;
}
