namespace LibBpfSharp.Deployments;

/// <summary>How the hooks of a deployment go from one generation to the next.</summary>
public enum BpfSwitchMode
{
    /// <summary>
    /// Each hook is switched by one update of its own, one after the other: every event meets exactly one program, but for the moments between the
    /// first update and the last some hooks run the new generation and some the old. With one hook that is one step.
    /// </summary>
    EachHook,

    /// <summary>
    /// All hooks are switched by one write: what is attached are small dispatchers, which read one number in a map shared by all and tail-call the
    /// program of that generation. Costs each event a map lookup and a tail call.
    /// </summary>
    Selector,
}
