namespace LibBpfSharp;

/// <summary>A C# type does not have the layout of the C type it is to stand for; the message shows both, side by side.</summary>
public sealed class BpfLayoutException : ArgumentException
{
    internal BpfLayoutException(string message, BpfTypeLayout? expected = null, BpfTypeLayout? actual = null)
        : base(message) => (Expected, Actual) = (expected, actual);

    /// <summary>The C type's layout; <c>null</c> where only sizes were compared.</summary>
    public BpfTypeLayout? Expected { get; }

    /// <summary>The C# type's layout; <c>null</c> where only sizes were compared.</summary>
    public BpfTypeLayout? Actual { get; }
}
