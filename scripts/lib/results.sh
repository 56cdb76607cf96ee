# Reads the result files of xunit. Sourced by the scripts that run tests.
# shellcheck shell=bash disable=SC2034

# attribute NAME FILE: sum of an attribute over the <assembly> elements of a result file.
attribute() { grep -o '<assembly [^>]*>' "$2" | grep -o " $1=\"[0-9]*\"" | tr -dc '0-9\n' | awk '{ sum += $1 } END { print sum + 0 }'; }

# failures FILE: the tests that failed, and the errors outside of tests.
failures() { echo $(($(attribute failed "$1") + $(attribute errors "$1"))); }

# skip_reasons FILE: each reason once, with how many tests it skipped.
skip_reasons() { { grep -o '<reason>[^]]*' "$1" || true; } | sed 's/^<reason><!\[CDATA\[//' | sort | uniq -c | sort -rn; }

# tally NAME STATUS FILE: sets `passed`, `failed` and `skipped` from a result file; a program that ended badly although its tests passed, or
# without results, counts as one failure.
tally() {
    passed=0 failed=1 skipped=0
    if [ ! -s "$3" ]; then
        say "$1: ended with exit code $2 and without results"
        return
    fi
    passed=$(attribute passed "$3") failed=$(failures "$3") skipped=$(attribute skipped "$3")
    if [ "$2" != 0 ] && [ "$failed" = 0 ]; then
        say "$1: ended with exit code $2 although its tests passed"
        failed=1
    fi
}
