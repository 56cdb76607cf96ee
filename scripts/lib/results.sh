# Reads the result files of xunit. Sourced by the scripts that run tests.
# shellcheck shell=bash

# attribute NAME FILE: sum of an attribute over the <assembly> elements of a result file.
attribute() { grep -o '<assembly [^>]*>' "$2" | grep -o " $1=\"[0-9]*\"" | tr -dc '0-9\n' | awk '{ sum += $1 } END { print sum + 0 }'; }

# failures FILE: the tests that failed, and the errors outside of tests.
failures() { echo $(($(attribute failed "$1") + $(attribute errors "$1"))); }

# skip_reasons FILE: each reason once, with how many tests it skipped.
skip_reasons() { grep -o '<reason>[^]]*' "$1" | sed 's/^<reason><!\[CDATA\[//' | sort | uniq -c | sort -rn; }
