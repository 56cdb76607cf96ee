namespace LibBpfSharp.Loading.Externs;

/// <summary>What the externs of an object came to.</summary>
/// <param name="Values">By extern; configuration values are in <paramref name="Config"/> instead.</param>
/// <param name="Config">The value of the <c>.kconfig</c> map; empty without one.</param>
internal sealed record ResolvedExterns(ExternValue[] Values, byte[] Config);
