namespace LibBpfSharp.Cgroups;

/// <summary>What a change made of the list.</summary>
/// <param name="IsChecked">Whether the kernel compared the revision.</param>
/// <param name="Attachment">What it made.</param>
/// <param name="Interim">What events may have met in between.</param>
internal readonly record struct CgroupStep(bool IsChecked, ICgroupAttachment? Attachment = null, CgroupInterim Interim = CgroupInterim.None);
