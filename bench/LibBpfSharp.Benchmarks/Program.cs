using LibBpfSharp.Benchmarks;

if (args is not ["btf", ..])
{
    Console.Error.WriteLine("usage: LibBpfSharp.Benchmarks btf [ROUNDS] [LIBBPF-BTF]    (the latter is built by bench/native/build.sh)");
    return 2;
}

int rounds = args.Length > 1 ? int.Parse(args[1]) : 30;
string peer = args.Length > 2 ? args[2] : Path.Combine(Environment.CurrentDirectory, "artifacts/bench/libbpf-btf");
return BtfBenchmark.Run(rounds, peer);
