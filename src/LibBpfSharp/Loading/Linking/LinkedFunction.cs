namespace LibBpfSharp.Loading;

/// <summary>A function as part of a linked program.</summary>
/// <param name="Spec">The function.</param>
/// <param name="Start">Its first slot in the linked program.</param>
internal readonly record struct LinkedFunction(FunctionSpec Spec, int Start);
