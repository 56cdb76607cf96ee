using LibBpfSharp.AheadOfTime;
using LibBpfSharp.TestSupport;

// A child of a test that is cut short hundreds of times: LibBpfSharp.AheadOfTime --child ROLE ARGUMENT…
if (args[0] == "--child")
{
    Dictionary<string, Action<string[]>> roles = new(StringComparer.Ordinal) { [nameof(Swapper)] = Swapper.Play };
    roles[args[1]](args[2..]);
    return;
}

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
