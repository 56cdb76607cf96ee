namespace LibBpfSharp;

/// <summary>One buffer of a reader.</summary>
internal interface IEventBuffer
{
    /// <summary>Whether events are known to be left that no wait will tell of again.</summary>
    bool HasMore { get; }

    /// <summary>Whether somebody is walking over its events.</summary>
    bool IsBeingRead { get; }

    /// <summary>Who of all may read it.</summary>
    StreamClaim Claim { set; }

    /// <summary>Refuses a type that does not have the layout of its events, as far as that is known.</summary>
    void Check<T>()
        where T : unmanaged;

    /// <summary>Told when a wait found it ready.</summary>
    void NoteReady();

    /// <summary>Copies events, as many as there are and fit.</summary>
    /// <param name="events">Room for them.</param>
    /// <param name="count">How many it holds; it is right when an exception leaves, too.</param>
    void Read<T>(Span<T> events, ref int count)
        where T : unmanaged;

    /// <summary>Gives the buffer up once its last reader is out; readers under way stop at the next event.</summary>
    void Close();
}
