using LibBpfSharp.AheadOfTime;

// One check a run: LibBpfSharp.AheadOfTime CHECK FOLDER_OF_OBJECTS [CGROUP]
Dictionary<string, Action<CheckSetting>> checks = new(StringComparer.Ordinal)
{
    ["native"] = _ => Checks.IsNative(),
    ["attach"] = Checks.CountsPacketsOfACgroup,
    ["size"] = Checks.AnUnknownLayoutIsCheckedBySize,
    ["descriptor"] = Checks.ATypeTellsItsLayout,
    ["differs"] = Checks.ADifferenceShowsBothLayouts,
    ["relocated"] = Checks.ReadsTheKernelsTypes,
    ["stream"] = Checks.StreamsRecords,
    ["metrics"] = Checks.Measures,
};
checks[args[0]](new(args[1], args.Length > 2 ? args[2] : null));
Console.WriteLine("holds");
