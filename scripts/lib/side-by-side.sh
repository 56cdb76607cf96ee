# Runs several kernels' tests at once, and keeps apart what they print. Sourced after common.sh and results.sh.
# shellcheck shell=bash

declare -A at_work=() # process → name
minute=               # the process that ends when it is time to say how far each is
interrupted=          # the exit code, once a signal has come

# default_jobs: a processor each, and 3 GiB of free memory.
default_jobs() {
    local processors gibibytes
    processors=$(nproc)
    gibibytes=$(awk '/^MemAvailable:/ { print int($2 / 3145728) }' /proc/meminfo)
    echo $((gibibytes < 1 ? 1 : gibibytes < processors ? gibibytes : processors))
}

# forget_results INTO NAME…: so that none of an earlier run is taken for one of this.
forget_results() {
    local into=$1 name
    shift
    for name in "$@"; do rm -rf "${into:?}/$name"; done
}

# side_by_side JOBS INTO COMMAND NAME…: "COMMAND NAME INTO/NAME" for each, JOBS at a time. INTO/NAME/status receives its exit code.
# Of one job at a time the output is shown as it comes; of more it goes to INTO/NAME/output and is shown whole when it has ended. A line a minute
# says how far each is by its INTO/NAME/progress. A signal ends all, and is the status.
side_by_side() {
    local jobs=$1 into=$2 command=$3 name
    shift 3
    trap 'interrupt 130' INT
    trap 'interrupt 143' TERM HUP
    for name in "$@"; do
        while ((${#at_work[@]} >= jobs)); do wait_for_one "$jobs" "$into"; done
        [ -z "$interrupted" ] || break
        mkdir -p "$into/$name"
        say "running the kernel tests on $name" # which prints each failure, and each skip with its reason
        set -m # a process group of its own, so that all of it can be ended
        if [ "$jobs" = 1 ]; then
            "$command" "$name" "$into/$name" < /dev/null >&2 &
        else
            "$command" "$name" "$into/$name" < /dev/null > "$into/$name/output" 2>&1 &
        fi
        set +m
        at_work[$!]=$name
    done
    while ((${#at_work[@]})); do wait_for_one "$jobs" "$into"; done
    trap - INT TERM HUP
    [ -z "$minute" ] || kill "$minute" 2> /dev/null || true
    minute=
    return "${interrupted:-0}"
}

interrupt() {
    local process
    interrupted=$1
    for process in "${!at_work[@]}"; do kill -TERM -- "-$process" 2> /dev/null || true; done
}

# wait_for_one JOBS INTO: until one of those at work has ended, a minute has passed, or a signal has come.
wait_for_one() {
    local status=0 process='' name
    [ -n "$minute" ] || { sleep 60 > /dev/null 2>&1 & minute=$!; }
    for process in "${!at_work[@]}"; do
        # One that has ended may be unknown to `wait -n`, which would never tell of it, but not to `wait`.
        if ! kill -0 "$process" 2> /dev/null; then
            wait "$process" || status=$?
            keep_status "$process" "$status" "$1" "$2"
            return
        fi
    done
    wait -n -p process "${!at_work[@]}" "$minute" || status=$?
    if [ -z "${process-}" ]; then return; fi # a signal came
    if [ "$process" = "$minute" ]; then
        minute=
        for name in "${at_work[@]}"; do say_progress "$name" "$2/$name/progress"; done
        return
    fi
    keep_status "$process" "$status" "$1" "$2"
}

# keep_status PROCESS STATUS JOBS INTO: of one that has ended.
keep_status() {
    local name=${at_work[$1]}
    unset "at_work[$1]"
    echo "$2" > "$4/$name/status"
    [ "$3" = 1 ] || { say "=== the kernel tests on $name ended" && cat "$4/$name/output" >&2; }
}

# say_progress NAME FILE
say_progress() {
    local passed failed skipped ended planned last
    read_progress "$2"
    say "$1: $ended of $planned tests ended ($passed passed, $failed failed, $skipped skipped)${last:+; last started: $last}"
}
