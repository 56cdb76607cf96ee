namespace LibBpfSharp.Btf;

/// <summary>What a walk through a type and all that it is made of may cost: of a few hostile types an endless one can be made, or one of billions of fields.</summary>
/// <param name="root">The type the walk begins at.</param>
internal sealed class BtfWalkLimit(uint root)
{
    /// <summary>Deepest nesting of structs and arrays; the kernel takes no BTF that has a deeper one.</summary>
    private const int MaxDepth = 32;

    /// <summary>Characters of all that is written down, and what a step counts for that writes nothing.</summary>
    private const int MaxText = 1 << 22, Step = 16;

    private int _left = MaxText;

    /// <summary>Goes to a part, at a depth and by a path.</summary>
    /// <exception cref="BpfObjectFormatException">The walk has gone too deep, or taken too long.</exception>
    public void Enter(int depth, string path)
    {
        if (depth > MaxDepth) throw BtfErrors.InType(root, $"contains itself, or more than {MaxDepth} types inside each other");
        Spend(path.Length + Step);
    }

    /// <summary>Writes down what is more than the path.</summary>
    /// <inheritdoc cref="Enter"/>
    public void Write(string text) => Spend(text.Length);

    private void Spend(int characters)
    {
        _left -= characters;
        if (_left < 0) throw BtfErrors.InType(root, "has more fields, or longer names of them, than any key, value or record");
    }
}
