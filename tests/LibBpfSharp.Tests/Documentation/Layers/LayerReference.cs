namespace LibBpfSharp.Tests.Documentation.Layers;

/// <summary>One name in one file of a folder that stands for something of another folder.</summary>
internal sealed record LayerReference(string From, string To, string File, string Name);
