using System.Globalization;
using LibBpfSharp.Benchmarks;

int rounds = args.Length > 1 && args[0] != "operations" ? int.Parse(args[1], CultureInfo.InvariantCulture) : 30;
string peers = args.Length > 2 ? args[2] : Path.Combine(Environment.CurrentDirectory, "artifacts/bench");
string bigObject = Path.Combine(AppContext.BaseDirectory, "bpf/big.bpf.o");
string eventsObject = Path.Combine(AppContext.BaseDirectory, "bpf/events.bpf.o");
switch (args)
{
    case ["btf", ..]:
        return BtfBenchmark.Run(rounds, Path.Combine(peers, "libbpf-btf"));
    case ["load", ..]:
        return LoadBenchmark.Run(rounds, Path.Combine(peers, "libbpf-load"), args.Length > 3 ? args[3] : bigObject);
    case ["map", ..]:
        return MapBenchmark.Run(rounds, Path.Combine(peers, "libbpf-map"));
    case ["operations", .. string[] rest]:
        BenchmarkDotNet.Running.BenchmarkSwitcher.FromTypes([typeof(MapOperations), typeof(StreamOperations)]).Run(rest);
        return 0;
    case ["allocations"]:
        return await AllocationCheck.RunAsync(eventsObject);
    case ["ring", ..]:
        return RingBenchmark.Run(rounds, Path.Combine(peers, "libbpf-ring"), args.Length > 3 ? args[3] : eventsObject);
    case ["stream", ..]:
        return StreamBenchmark.Run(rounds, Path.Combine(peers, "libbpf-ring"), args.Length > 3 ? args[3] : eventsObject);
    case ["metrics"]:
        return MetricsBenchmark.Run(eventsObject);
    case ["soak", ..]:
        return await new Soak(eventsObject, TimeSpan.FromSeconds(rounds), args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 100_000).RunAsync();
    default:
        Console.Error.WriteLine("usage: LibBpfSharp.Benchmarks btf|load|map|ring|stream [ROUNDS] [FOLDER] [OBJECT], metrics, allocations, soak SECONDS [RATE], or operations --filter FILTER [OPTIONS OF BENCHMARKDOTNET]    (libbpf's side is built into FOLDER by bench/native/build.sh)");
        return 2;
}
