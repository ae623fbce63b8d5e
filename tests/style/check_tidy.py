#!/usr/bin/env python3
"""Runs clang-tidy with the committed .clang-tidy over sources of a configured build; any finding fails.

    check_tidy.py --build build/dev [--clang-tidy PROGRAM] [--jobs N] (--changed | FILE...)

FILE is a source or a folder of sources; --changed means the sources that differ from main, those beside changed headers
of the same name included. A precompiled header of another compiler is left out of the commands, so every file is
looked at with the headers that it includes itself."""
import argparse
import concurrent.futures
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
# What g++ is given and clang does not take.
FOREIGN = re.compile(r" -Winvalid-pch| -include \S*cmake_pch\.hxx| -Wno-[a-z-]+|^\S*ccache ")


def commands_for_clang(build):
    """The compile commands by source, of generated code and precompiled headers none."""
    entries = json.loads((build / "compile_commands.json").read_text())
    known = {}
    for entry in entries:
        path = pathlib.Path(os.path.realpath(os.path.join(entry["directory"], entry["file"])))
        if path.suffix == ".cpp" and build not in path.parents:
            entry["command"] = FOREIGN.sub("", entry["command"])
            known.setdefault(path, entry)
    return known


def changed_files():
    git = ["git", "-C", str(ROOT)]
    main = next((name for name in ("origin/main", "main") if subprocess.run([*git, "rev-parse", "-q", "--verify", name], capture_output=True).returncode == 0), "HEAD")
    base = subprocess.run([*git, "merge-base", "HEAD", main], capture_output=True, text=True, check=True).stdout.strip()
    names = subprocess.run([*git, "diff", "--name-only", "--diff-filter=d", base], capture_output=True, text=True, check=True).stdout.split("\n")
    new = subprocess.run([*git, "ls-files", "--others", "--exclude-standard"], capture_output=True, text=True, check=True).stdout.split("\n")
    paths = [ROOT / name for name in [*names, *new] if name.endswith((".cpp", ".hpp"))]
    return {path.with_suffix(".cpp") for path in paths}


def chosen(arguments, known):
    if arguments.changed:
        return sorted(changed_files() & known.keys())
    files = []
    for name in arguments.files:
        path = pathlib.Path(os.path.realpath(name))
        found = [source for source in known if source == path or path in source.parents]
        if not found:
            sys.exit(f"{name}: no source of the build")
        files += sorted(found)
    return files


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", required=True, type=lambda name: pathlib.Path(os.path.realpath(name)))
    parser.add_argument("--clang-tidy", default=shutil.which("clang-tidy-14") or "clang-tidy")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--changed", action="store_true")
    parser.add_argument("files", nargs="*")
    arguments = parser.parse_args()
    if arguments.changed == bool(arguments.files):
        parser.error("give --changed or files")
    known = commands_for_clang(arguments.build)
    files = chosen(arguments, known)
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        pathlib.Path(folder, "compile_commands.json").write_text(json.dumps(list(known.values())))

        def run(path):
            return subprocess.run([arguments.clang_tidy, "-p", folder, "--quiet", str(path)], capture_output=True, text=True)

        with concurrent.futures.ThreadPoolExecutor(arguments.jobs) as pool:
            for path, done in zip(files, pool.map(run, files)):
                if done.returncode != 0:
                    failed += 1
                    print(f"--- {path.relative_to(ROOT)}\n{done.stdout}{done.stderr}")
    print(f"{len(files)} sources, {failed} with findings")
    return 1 if failed else 0


sys.exit(main())
