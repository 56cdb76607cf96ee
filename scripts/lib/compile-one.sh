#!/usr/bin/env bash
# compile-one.sh FLAG… SOURCE: one object by $COMPILER into $INTO unless it is there; what the compiler said stays beside it on failure.
source=${*: -1}
object=$INTO/$(basename "$source" .c).bpf.o
[ ! -e "$object" ] || exit 0
for prototypes in "" -DBPF_NO_KFUNC_PROTOTYPES; do
    if "$COMPILER" "${@:1:$#-1}" $prototypes -c "$source" -o "$object.part" 2> "$object.error"; then
        mv "$object.part" "$object"
        rm "$object.error"
        break
    fi
done
