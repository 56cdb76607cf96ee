namespace LibBpfSharp.AheadOfTime;

/// <summary>What must hold; an exception that ends the program where it does not.</summary>
internal static class Expect
{
    public static void Equal<T>(T expected, T actual, string what)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, actual)) throw new InvalidOperationException($"{what}: {actual} instead of {expected}");
    }

    public static TException Thrown<TException>(Action action)
        where TException : Exception
    {
        try
        {
            action();
        }
        catch (TException thrown)
        {
            return thrown;
        }

        throw new InvalidOperationException($"no {typeof(TException).Name}");
    }
}
