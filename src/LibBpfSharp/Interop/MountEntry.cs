namespace LibBpfSharp.Interop;

/// <summary>One mount: the directory of its file system that is shown, where, and the file system's type.</summary>
internal sealed record MountEntry(string Root, string MountPoint, string FileSystem);
