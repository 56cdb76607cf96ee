namespace LibBpfSharp;

/// <summary>An attachment that can hold maps as long as it lasts.</summary>
internal interface IHoldsMaps : IBpfAttachment
{
    /// <summary>Takes over the maps of the program that is attached now.</summary>
    void Keep(KeptMaps maps);
}
