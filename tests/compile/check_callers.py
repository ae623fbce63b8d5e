#!/usr/bin/env python3
"""Compiles what callers of generated code write, and holds what the compiler says against what it must say.

The first lines of a file are comments: `// says: REGEX`, a warning or an error that must appear (`// g++ says: REGEX` where clang has none
like it), or `// says nothing`; and `// flags: ...` for more flags.
"""
import argparse
import pathlib
import re
import subprocess
import sys
import tempfile

WARNINGS = ["-Wall", "-Wextra", "-Wpedantic", "-Wshadow", "-Wconversion", "-Winvalid-offsetof"]


def header(text, key):
    found = re.search(rf"^// {key}(?:: (.*))?$", text, re.MULTILINE)
    return None if found is None else (found.group(1) or "")


def check(path, compiler, includes):
    text = path.read_text()
    says = header(text, "says")
    if says is None and pathlib.Path(compiler).name.startswith("g++"):
        says = header(text, r"g\+\+ says")
    flags = [flag if flag.startswith("-") else str(path.parent / flag) for flag in (header(text, "flags") or "").split()]
    command = [compiler, "-std=c++20", *WARNINGS, *flags, *[f"-I{folder}" for folder in includes], "-fsyntax-only", str(path)]
    run = subprocess.run(command, capture_output=True, text=True)
    if says is None:
        return run.stderr if run.stderr else None
    if re.search(says, run.stderr):
        return None
    return f"does not say: {says}\n{run.stderr}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for option in ("--pgscribe", "--config", "--folder"):
        parser.add_argument(option, required=True)
    parser.add_argument("--include", action="append", default=[])
    parser.add_argument("--compiler", action="append", default=[])
    args = parser.parse_args()
    failed = 0
    files = sorted(pathlib.Path(args.folder).glob("*.cpp"))
    with tempfile.TemporaryDirectory() as out:
        subprocess.run([args.pgscribe, "generate", "--config", args.config, "--out", out], check=True)
        for path in files:
            for compiler in args.compiler:
                problem = check(path, compiler, [*args.include, out])
                if problem is not None:
                    failed += 1
                    print(f"--- {compiler} {path.name}\n{problem[:4000]}")
    print(f"{len(files)} files, {failed} failed")
    return 1 if failed or not files else 0


if __name__ == "__main__":
    sys.exit(main())
