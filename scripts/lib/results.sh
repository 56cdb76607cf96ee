# Reads the result files of xunit, and what tests write while they run. Sourced by the scripts that run tests.
# shellcheck shell=bash disable=SC2034

# attribute NAME FILE: sum of an attribute over the <assembly> elements of a result file.
attribute() { grep -o '<assembly [^>]*>' "$2" | grep -o " $1=\"[0-9]*\"" | tr -dc '0-9\n' | awk '{ sum += $1 } END { print sum + 0 }'; }

# failures FILE: the tests that failed, and the errors outside of tests.
failures() { echo $(($(attribute failed "$1") + $(attribute errors "$1"))); }

# skip_reasons FILE: each reason once, with how many tests it skipped.
skip_reasons() { { grep -o '<reason>[^]]*' "$1" || true; } | sed 's/^<reason><!\[CDATA\[//' | sort | uniq -c | sort -rn; }

# is_whole FILE: whether a result file is there to its last line.
is_whole() { [ -s "$1" ] && tail -c 64 "$1" | grep -q '</assemblies>'; }

# read_progress FILE: sets `passed`, `failed` (with errors outside of tests), `skipped`, `ended` of `planned` test cases, and the test `last` started,
# from the lines that a test program writes into $LIBBPFSHARP_PROGRESS.
read_progress() {
    passed=0 failed=0 skipped=0 ended=0 planned=0 last=
    [ -s "$1" ] || return 0
    IFS=$'\t' read -r passed failed skipped ended planned last < <(awk -F '\t' -v OFS='\t' '
        { count[$1] += ($1 == "planned" ? $2 : 1) }
        $1 == "started" { last = $3 }
        END { print count["passed"] + 0, count["failed"] + count["error"], count["skipped"] + 0, count["ended"] + 0, count["planned"] + 0, last }' "$1")
}

# tally NAME STATUS FILE [PROGRESS]: sets `passed`, `failed` and `skipped` from a result file, or where the program did not come to write it, from its
# progress: what did not end counts as failed. A program that ended badly although its tests passed, or without results, counts as one failure.
tally() {
    if is_whole "$3"; then
        passed=$(attribute passed "$3") failed=$(failures "$3") skipped=$(attribute skipped "$3")
        [ "$2" = 0 ] || [ "$failed" != 0 ] || { say "$1: ended with exit code $2 although its tests passed" && failed=1; }
        return
    fi
    read_progress "${4-}"
    local rest=$((planned > ended ? planned - ended : 0))
    failed=$((failed + rest))
    [ "$failed" != 0 ] || failed=1
    if [ "$planned" = 0 ]; then
        say "$1: ended with exit code $2 and without results"
    else
        say "$1: ended with exit code $2 after $ended of $planned tests${last:+; last started: $last}; what did not end counts as failed"
    fi
}
