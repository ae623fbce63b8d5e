#!/usr/bin/env python3
"""Holds `pgscribe analyze` against PostgreSQL's own answers and fails below the floors.

The answers live beside a checkout; where they are not, the exit code 77 tells ctest to show the test as skipped.
"""
import argparse
import json
import os
import subprocess
import sys
import tempfile

SKIPPED = 77

# The release that the answers of a set are of, where it is not the default one: the set needs that grammar.
RELEASES = {"regress18": 18}

# Shares of what compare.py counts; a change may raise them, never lower them.
FLOORS = {
    "cases": {"analysed": 0.985, "column types": 0.999, "column names": 0.999, "parameter types": 0.999, "rejected": 0.99, "same SQLSTATE": 0.95, "sound": 1.0},
    "regress": {"analysed": 0.999, "column types": 0.999, "column names": 0.999, "parameter types": 0.999, "rejected": 0.98, "same SQLSTATE": 0.99, "sound": 1.0},
}


def share(part, whole):
    return part / whole if whole else 1.0


def measured(total):
    return {
        "analysed": share(total["analysed"], total["pg_ok"]),
        "column types": share(total["col_type"], total["col"]),
        "column names": share(total["col_name"], total["col"]),
        "parameter types": share(total["par_type"], total["par"]),
        "rejected": share(total["pg_err"] - total["pg_rejects_tool_accepts"], total["pg_err"]),
        "same SQLSTATE": share(total["rejected_code"], total["rejected"]),
        "sound": 1.0 if total["unsound_proved"] == 0 else 0.0,
    }


def run_set(args, name):
    with tempfile.NamedTemporaryFile(suffix=".json") as result:
        command = [sys.executable, os.path.join(args.conformance, "compare.py"), "--cases", os.path.join(args.conformance, name),
                   "--quiet", "--json", result.name, "--", args.pgscribe, "analyze", "--schema", "{schema}", "--queries", "{queries}"]
        if name in RELEASES:
            command += ["--server-version", str(RELEASES[name])]
        subprocess.run(command, check=True)
        answer = json.load(result)
    failures = [f"{case}: {why}" for case, why in answer["broken"]]
    for what, value in measured(answer["total"]).items():
        floor = FLOORS[name].get(what)
        print(f"  {name}: {what} {100 * value:.2f} %" + (f" (floor {100 * floor:.2f} %)" if floor is not None else ""))
        if floor is not None and value < floor:
            failures.append(f"{name}: {what} {100 * value:.2f} % is below {100 * floor:.2f} %")
    return failures


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pgscribe", required=True)
    parser.add_argument("--conformance", required=True)
    parser.add_argument("--grammar", required=True, type=int, help="the release whose grammar pgscribe reads")
    args = parser.parse_args()
    if not os.path.isdir(args.conformance):
        print("SKIPPED: no conformance answers beside this checkout")
        return SKIPPED
    failures = []
    for name in FLOORS:
        if RELEASES.get(name, 0) > args.grammar:
            print(f"  {name}: left out, this pgscribe reads the grammar of PostgreSQL {args.grammar}")
        else:
            failures += run_set(args, name)
    for failure in failures:
        print("FAILED:", failure)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
