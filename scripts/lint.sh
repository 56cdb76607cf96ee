#!/usr/bin/env bash
# Holds what the compiler does not: shell scripts and white space. Naming and code style are held by the build (.editorconfig).
set -euo pipefail
# shellcheck source=scripts/lib/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
# shellcheck source=scripts/lib/install.sh
source "$REPO/scripts/lib/install.sh"

usage() {
    cat << TEXT
usage: lint.sh

Runs shellcheck over every shell script, and dotnet format, which changes nothing, over the white space of every C# file. Says each place that is wrong.
TEXT
    exit "$1"
}

case ${1-} in
    '') ;;
    -h | --help) usage 0 ;;
    *) usage 2 >&2 ;;
esac

need shellcheck shellcheck
need_dotnet
status=0
cd "$REPO"
say "checking shell scripts"
mapfile -d '' -t scripts < <(find . -name artifacts -prune -o -name '*.sh' -type f -print0)
shellcheck -x "${scripts[@]}" || status=1
say "checking white space"
# By folder, it needs no project to be loaded. Tables that have several names to a line would get a line for each.
tables=(src/LibBpfSharp/Uapi/BpfHelper.cs tests/LibBpfSharp.LayoutTests/KnownConstants.cs tests/LibBpfSharp.Tests/Documentation/TypeNames.cs)
dotnet format whitespace --folder . --exclude artifacts/ "${tables[@]}" --verify-no-changes || status=1
exit "$status"
