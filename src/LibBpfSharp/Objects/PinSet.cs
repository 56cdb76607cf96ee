using System.Runtime.ExceptionServices;

namespace LibBpfSharp;

/// <summary>Pins of several things: all are made, or none; and all are removed that can be.</summary>
internal static class PinSet
{
    /// <summary>The absolute path of the pin of something of this name.</summary>
    public static string PathOf(string directory, string name) => Path.Combine(Path.GetFullPath(directory), PinFiles.NameFor(name));

    /// <param name="pins">Each makes a pin, and gives what takes it back.</param>
    public static void Make(IEnumerable<Func<Action>> pins)
    {
        Stack<Action> made = new();
        try
        {
            foreach (Func<Action> pin in pins) made.Push(pin());
        }
        catch
        {
            foreach (Action takeBack in made) takeBack();
            throw;
        }
    }

    /// <summary>Removes one after the other, also after a failure, and throws the first one then.</summary>
    /// <param name="unpins">Each removes a pin.</param>
    public static void Remove(IEnumerable<Action> unpins)
    {
        BpfException? first = null;
        foreach (Action unpin in unpins)
        {
            try
            {
                unpin();
            }
            catch (BpfException failure)
            {
                first ??= failure;
            }
        }

        if (first is not null) ExceptionDispatchInfo.Throw(first);
    }
}
