#!/usr/bin/env python3
"""Two outputs with types of one name do not link into one program; one output links however often it is put into libraries.

    link_outputs.py --pgscribe build/dev/generator/pgscribe --include runtime/include [--compiler g++ ...]

The runtime is not linked: the linker leaves its symbols open, and resolves those of the outputs as it always does.
"""

import argparse
import json
import pathlib
import subprocess
import sys
import tempfile


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pgscribe", required=True)
    parser.add_argument("--include", action="append", default=[])
    parser.add_argument("--compiler", action="append", default=[])
    return parser.parse_args()


def run(command, expect=0):
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True)
    if expect is not None and done.returncode != expect:
        sys.exit(f"{command}\nended with {done.returncode}\n{done.stdout}{done.stderr}")
    return done


class Output:
    """What one run generates, compiled: objects, a static library, a shared library."""

    def __init__(self, folder, name, columns, files, arguments, compiler):
        self.folder, self.name = folder / name, name
        (self.folder / "queries").mkdir(parents=True)
        (self.folder / "schema.sql").write_text(f"CREATE TABLE users (id int PRIMARY KEY, {columns});\n")
        for file in files:
            (self.folder / "queries" / f"{file}.sql").write_text(f"-- name: List{file.title()} :many\nSELECT * FROM users;\n")
        entry = {"engine": "postgresql", "schema": "schema.sql", "queries": "queries", "gen": {"cpp": {"out": "out", "namespace": "db"}}}
        (self.folder / "generator.yaml").write_text(json.dumps({"version": "2", "sql": [entry]}))
        run([arguments.pgscribe, "generate", "--config", self.folder / "generator.yaml"])
        flags = [compiler, "-std=c++20", "-O2", "-fPIC", "-ffunction-sections", "-fdata-sections", "-Wall", "-Wextra", "-Werror"]
        flags += [flag for path in arguments.include for flag in ("-I", path)]
        self.objects = []
        for source in sorted((self.folder / "out").glob("*.cpp")):
            self.objects.append(self.folder / f"{source.stem}.o")
            run([*flags, "-c", source, "-o", self.objects[-1]])
        # Each use is in an object of its own, as in a program of which one part uses one output and another part the other.
        use = self.folder / "use.cpp"
        use.write_text("".join(f'#include "out/{file}.hpp"\n' for file in files) + f"std::size_t use_{name}(pgscribe::Executor& e) {{\n  return " +
                       " + ".join(f"db::{file.title()}Querier(e).list_{file}().size()" for file in files) + ";\n}\n")
        self.use = self.folder / "use.o"
        run([*flags, "-I", self.folder, "-c", use, "-o", self.use])
        self.archive = self.folder / f"lib{name}.a"
        run(["ar", "rcs", self.archive, *self.objects])
        self.shared = self.folder / f"lib{name}.so"
        run([compiler, "-shared", *self.objects, self.use, "-o", self.shared])


def link(compiler, folder, *inputs):
    main = folder / "main.cpp"
    main.write_text("int main() {}\n")
    return run([compiler, "-O2", "-Wl,--gc-sections", "-Wl,--unresolved-symbols=ignore-all", main, *inputs, "-o", folder / "program"], None)


def must_link(done, what):
    if done.returncode != 0:
        sys.exit(f"FAILED: {what} does not link\n{done.stderr}")
    print(f"links: {what}")


def must_not_link(done, what):
    if done.returncode == 0 or "pgscribe_output" not in done.stderr:
        sys.exit(f"FAILED: {what} links, or says nothing of pgscribe_output\n{done.stderr}")
    print(f"refused: {what}")


def check(compiler, arguments, folder):
    one = Output(folder, "one", "name text NOT NULL", ["alpha", "gamma", "zeta"], arguments, compiler)
    other = Output(folder, "other", "a text NOT NULL, b text NOT NULL, name text NOT NULL", ["beta", "delta"], arguments, compiler)
    must_link(link(compiler, folder, one.use, *one.objects), "several sources of one output")
    must_link(link(compiler, folder, one.use, one.archive), "a static library")
    again = folder / "libagain.a"
    run(["ar", "rcs", again, *reversed(one.objects)])
    must_link(link(compiler, folder, one.use, one.archive, again, one.archive), "one output in two static libraries")
    second = folder / "libsecond.so"
    run([compiler, "-shared", *one.objects, "-o", second])
    must_link(link(compiler, folder, one.use, one.shared, second), "one output in two shared libraries")
    must_not_link(link(compiler, folder, one.use, other.use, *one.objects, *other.objects), "two outputs as objects")
    must_not_link(link(compiler, folder, one.use, other.use, one.archive, other.archive), "two outputs as static libraries")
    must_not_link(link(compiler, folder, one.use, other.use, other.archive, *one.objects), "two outputs, one a static library")


def main():
    arguments = parse_arguments()
    for compiler in arguments.compiler or ["c++"]:
        with tempfile.TemporaryDirectory() as folder:
            check(compiler, arguments, pathlib.Path(folder))


if __name__ == "__main__":
    main()
