# The kernel tests in the kernel lab. Sourced after common.sh, install.sh and results.sh; sets `lab_kernels` and `lab_published`.
# shellcheck shell=bash disable=SC2034

lab_kernels=(5.10 6.1 6.12 7.2)
lab_published=$REPO/artifacts/lab
ahead_of_time=$REPO/artifacts/ahead/LibBpfSharp.AheadOfTime

# What only some kernels have as modules; tests that need one that is missing skip.
lab_modules_of_tests=(veth dummy tun nf_conntrack nf_defrag_ipv4 nf_defrag_ipv6 sch_ingress cls_bpf act_bpf)

# publish_ahead_of_time: the program that shows the library to work compiled to native code, which a test runs. Its warnings are errors.
publish_ahead_of_time() {
    need_file /usr/include/zlib.h zlib1g-dev
    say "publishing tests/LibBpfSharp.AheadOfTime"
    dotnet publish "$REPO/tests/LibBpfSharp.AheadOfTime" -c Release --use-current-runtime -o "$REPO/artifacts/ahead" -v q -nologo >&2 ||
        die "tests/LibBpfSharp.AheadOfTime cannot be published."
}

# lab_publish_tests: the test program, self-contained, and the samples. Into one folder: the tests find the samples beside themselves,
# and the runtime is there once. Compiled ahead where it can be: an emulated processor takes long to compile, and tests start many processes.
lab_publish_tests() {
    local project
    need_test_tools
    need setpriv util-linux
    for project in samples/CgroupTraffic samples/TrafficGenerator tests/LibBpfSharp.KernelTests; do
        say "publishing $project"
        dotnet publish "$REPO/$project" -c Release -f net10.0 -r linux-x64 --self-contained -p:PublishReadyToRun=true -o "$lab_published" -v q -nologo >&2 ||
            die "$project cannot be published."
    done
}

# A test that takes so long hangs and fails, with where it hangs, and the run goes on (tests/Watchdog). A kernel is slower here than on a machine of its own.
lab_test_limit=900
# Tests that have every system call fail take every so manyth there, each kernel others: they would take half of a kernel's time.
lab_fault_stride=7
# Without a test that starts or ends for so long, a kernel's run is over.
lab_idle_limit=1000

# lab_run_tests KERNEL TIMEOUT INTO [OPTION… --] [ARGUMENT…]: of what both functions above publish.
# INTO receives results.xml and what else tests write to /out when the run has ended, progress while it goes on, and the kernel's console.
# OPTIONs are kernel-lab.sh's, ARGUMENTs the test program's. The status is the test program's, or 125 if the machine failed.
lab_run_tests() {
    local kernel=$1 limit=$2 into=$3 options=() part tool path module
    shift 3
    while [ $# -gt 0 ] && [[ " $* " == *' -- '* ]]; do
        [ "$1" != -- ] || { shift; break; }
        options+=("$1")
        shift
    done
    mkdir -p "$into"
    # What the tests read of the repository goes where it lies here; the objects name their sources by these paths.
    for part in LibBpfSharp.sln README.md tests/bpf; do options+=(--file "$REPO/$part:$REPO/$part"); done
    for tool in bpftool setpriv unshare; do
        path=$(PATH=$PATH:/usr/sbin:/sbin command -v "$tool") && options+=(--file "$(readlink -f "$path"):/bin/$tool")
    done
    for module in "${lab_modules_of_tests[@]}"; do options+=(--module "$module"); done
    "$REPO/scripts/kernel-lab.sh" --file "$lab_published:/app" --file "$ahead_of_time:/app/$(basename "$ahead_of_time")" "${options[@]}" \
        --env "LIBBPFSHARP_REPOSITORY=$REPO" --env DOTNET_TieredPGO=0 --env LIBBPFSHARP_PROGRESS=/dev/lab/live \
        --env "LIBBPFSHARP_TEST_LIMIT=$lab_test_limit" --env "LIBBPFSHARP_FAULT_STRIDE=$lab_fault_stride" --one-thread \
        --timeout "$limit" --idle "$lab_idle_limit" --live "$into/progress" --console "$into/console" --out "$into" \
        "$kernel" -- LibBpfSharp.KernelTests -noLogo -noColor -xml /out/results.xml "$@"
}

# lab_tally KERNEL INTO: what a run that side_by_side has ended, or not begun, came to, as tally tells it.
lab_tally() {
    local status='none (it did not end)'
    [ ! -e "$2/status" ] || status=$(cat "$2/status")
    tally "$1" "$status" "$2/results.xml" "$2/progress"
}
