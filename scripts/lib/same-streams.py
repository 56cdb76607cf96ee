#!/usr/bin/env python3
"""same-streams.py RECORDED OURS: compares the instruction streams of two sets of program lines, by object and program.
Prints each that differs or is missing, then the count; exits 1 if there is any."""
import gzip, json, sys


def streams(path):
    opened = gzip.open(path, "rt") if path.endswith(".gz") else open(path)
    with opened as lines:
        records = [json.loads(line) for line in lines if line.startswith('{"k":"prog"')]
    return {(r["o"], r["p"]): r for r in records}


recorded = {key: r for key, r in streams(sys.argv[1]).items() if r.get("h")}
ours = streams(sys.argv[2])
different = [key for key, r in recorded.items() if ours.get(key, {}).get("h") != r["h"]]
for key in different:
    print("differs:", *key, ours.get(key, {}).get("lw", ""))
print(f"{len(recorded) - len(different)} of {len(recorded)} streams are the same")
sys.exit(1 if different else 0)
