using System.Globalization;
using System.Numerics;

namespace LibBpfSharp.Tracing;

/// <summary>Reads where the arguments of a probe are: <c>-4@%edi 8@-16(%rbp) 4@$7</c>.</summary>
/// <remarks>Each is a size, negative for a signed number, and an operand; white space may be anywhere between the parts.</remarks>
internal ref struct UsdtArgumentReader
{
    /// <summary>How many arguments a program can read.</summary>
    public const int MostArguments = 12;

    private readonly UsdtGrammar _grammar;
    private ReadOnlySpan<char> _rest;
    private bool _isAfterSpace;

    private UsdtArgumentReader(UsdtGrammar grammar, ReadOnlySpan<char> text)
    {
        _grammar = grammar;
        _rest = text.TrimStart();
    }

    /// <summary>Reads all arguments.</summary>
    /// <returns>What cannot be read, <c>null</c> if everything can.</returns>
    public static string? TryRead(UsdtGrammar grammar, string text, out UsdtArgument[] arguments)
    {
        List<UsdtArgument> found = [];
        UsdtArgumentReader reader = new(grammar, text);
        string? fault = null;
        while (fault is null && !reader._rest.IsEmpty)
        {
            string whole = reader._rest.ToString();
            if (found.Count == MostArguments) fault = $"it has more than the {MostArguments} arguments that a program can read";
            else if (reader.ReadArgument() is { } argument) found.Add(argument);
            else fault = $"its argument #{found.Count}, '{FirstOf(whole)}', is not one that a program can read";
        }

        arguments = [.. found];
        return fault;
    }

    private static string FirstOf(string text)
    {
        int end = text.IndexOf(' ', StringComparison.Ordinal);
        return end < 0 ? text : text[..end];
    }

    private UsdtArgument? ReadArgument()
    {
        if (!TryNumber(out long size) || Math.Abs(size) is not (1 or 2 or 4 or 8) || !Take("@")) return null;
        return ReadOperand() is { } operand && (_isAfterSpace || _rest.IsEmpty) ? operand with { Size = (byte)Math.Abs(size), IsSigned = size < 0 } : null;
    }

    private UsdtArgument? ReadOperand()
    {
        if (_grammar.ConstantMark.Length > 0 && Take(_grammar.ConstantMark)) return TryNumber(out long constant) ? Constant(constant) : null;
        if (_grammar.HasBrackets && Take("[")) return ReadBrackets();
        if (TryNumber(out long number))
        {
            if (!_grammar.HasBrackets && Take("(")) return ReadParentheses(number);
            return _grammar.ConstantMark.Length == 0 ? Constant(number) : null;
        }

        if (!_grammar.HasBrackets && Take("(")) return ReadParentheses(0);
        if (!TryName(out string name)) return null;
        if (_grammar.ZeroRegisters.Contains(name)) return Constant(0);
        return _grammar.Registers.TryGetValue(name, out short register) ? new(UsdtArgumentKind.Register, 0, register, 0, 0, 0, false) : null;
    }

    // [register] or [register, offset]
    private UsdtArgument? ReadBrackets()
    {
        if (!TryRegister(out short register)) return null;
        long offset = 0;
        if (Take(",") && !TryNumber(out offset)) return null;
        return Take("]") ? Memory(register, offset) : null;
    }

    // register) or register,register) or register,register,scale)
    private UsdtArgument? ReadParentheses(long offset)
    {
        if (!TryRegister(out short register)) return null;
        if (!_grammar.HasIndex || !Take(",")) return Take(")") ? Memory(register, offset) : null;
        if (!TryRegister(out short index)) return null;
        long scale = 1;
        if (Take(",") && (!TryNumber(out scale) || scale is not (1 or 2 or 4 or 8))) return null;
        return Take(")") ? new(UsdtArgumentKind.IndexedMemory, offset, register, index, (byte)BitOperations.Log2((ulong)scale), 0, false) : null;
    }

    private bool TryRegister(out short register)
    {
        register = 0;
        return TryName(out string name) && _grammar.Registers.TryGetValue(name, out register);
    }

    private bool TryName(out string name)
    {
        name = "";
        if (_grammar.RegisterMark.Length > 0 && !Take(_grammar.RegisterMark)) return false;
        int length = 0;
        while (length < _rest.Length && (char.IsAsciiLetterLower(_rest[length]) || char.IsAsciiDigit(_rest[length]))) length++;
        name = _rest[..length].ToString();
        Advance(length);
        return length > 0;
    }

    private bool TryNumber(out long number)
    {
        int length = _rest.Length > 0 && _rest[0] is '-' or '+' ? 1 : 0;
        while (length < _rest.Length && char.IsAsciiDigit(_rest[length])) length++;
        if (!long.TryParse(_rest[..length], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number)) return false;
        Advance(length);
        return true;
    }

    private bool Take(string mark)
    {
        if (!_rest.StartsWith(mark, StringComparison.Ordinal)) return false;
        Advance(mark.Length);
        return true;
    }

    private void Advance(int length)
    {
        ReadOnlySpan<char> behind = _rest[length..];
        _rest = behind.TrimStart();
        _isAfterSpace = _rest.Length < behind.Length;
    }

    private static UsdtArgument Constant(long value) => new(UsdtArgumentKind.Constant, value, 0, 0, 0, 0, false);

    private static UsdtArgument Memory(short register, long offset) => new(UsdtArgumentKind.Memory, offset, register, 0, 0, 0, false);
}
