using System.Globalization;
using LibBpfSharp.Interop;

namespace LibBpfSharp;

/// <summary>An attachment that the kernel does not end with its process, as a record tells of it. Two of the same content are the same.</summary>
/// <param name="Kind">What it is; the first word of its line.</param>
internal abstract record RecordedAttachment(BpfLeftoverKind Kind)
{
    public const char Separator = '\t';

    /// <summary>What it is, for people.</summary>
    public abstract string Description { get; }

    /// <summary>What tells where it is: what the reader of its kind takes, in that order.</summary>
    protected abstract IReadOnlyList<string> Fields { get; }

    /// <summary>One line, without its end.</summary>
    public string ToLine() => string.Join(Separator, Fields.Prepend(Kind.ToString()).Select(Uri.EscapeDataString));

    /// <summary>Whether the kernel still shows exactly this: the very program at the very place.</summary>
    /// <exception cref="BpfException">The kernel does not tell.</exception>
    public abstract bool IsThere(Kernel kernel);

    /// <summary>Removes it, if it is still there.</summary>
    /// <exception cref="BpfException">It cannot be removed.</exception>
    public abstract void Remove(Kernel kernel);

    /// <summary>A number as <see cref="Fields"/> has it.</summary>
    protected static string Text<T>(T number)
        where T : IFormattable => number.ToString(null, CultureInfo.InvariantCulture);
}
