namespace LibBpfSharp;

/// <summary>An attachment that can hold maps as long as it lasts.</summary>
internal interface IHoldsMaps : IBpfAttachment
{
    /// <summary>Takes over the maps of the program that is attached now.</summary>
    void Keep(KeptMaps maps);

    /// <summary>Lets a new attachment hold maps; after an exception it is disposed.</summary>
    static T Holding<T>(T attachment, Func<KeptMaps> maps)
        where T : IHoldsMaps
    {
        try
        {
            attachment.Keep(maps());
            return attachment;
        }
        catch
        {
            attachment.Dispose();
            throw;
        }
    }
}
