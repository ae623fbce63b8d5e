#!/usr/bin/env python3
"""Holds the golden cases that are for one release of PostgreSQL against a server of it: every statement is prepared, and its types compared."""
import argparse
import os
import pathlib
import subprocess
import sys

SKIPPED = 77


def cases(release):
    here = pathlib.Path(__file__).parent
    for path in sorted(here.glob("*/*/server_version")):
        if path.read_text().strip() == release and not (path.parent / "stderr.txt").exists():
            yield path.parent


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--release", required=True)
    parser.add_argument("--grammar", required=True, type=int)
    parser.add_argument("--pgscribe", required=True)
    args = parser.parse_args()
    if args.grammar < int(args.release):
        print(f"skipped: this pgscribe reads the grammar of PostgreSQL {args.grammar} (scripts/grammar makes the newest)")
        return SKIPPED
    failed = []
    folders = list(cases(args.release))
    for folder in folders:
        command = [args.pgscribe, "verify", "--throwaway", "--server-version", args.release, "--schema", "schema.sql", "--queries", "query.sql"]
        result = subprocess.run(command, cwd=folder, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        name = os.path.join(folder.parent.name, folder.name)
        print(f"{name}: {result.stdout.strip()}")
        if result.returncode != 0 or "warning:" in result.stdout:
            failed.append(name)
    if failed or not folders:
        print("FAILED: " + (", ".join(failed) or f"no case is for PostgreSQL {args.release}"))
    return 1 if failed or not folders else 0


if __name__ == "__main__":
    sys.exit(main())
