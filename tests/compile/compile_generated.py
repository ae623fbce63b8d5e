#!/usr/bin/env python3
"""Generates code for a configuration and compiles it: every header alone and every source, with all warnings as errors.

    compile_generated.py --pgscribe build/dev/generator/pgscribe --config generator.yaml --include runtime/include [--include DIR ...]
        [--compiler g++ ...] [--set key=value ...] [--expect-format] [--jobs N]

--set changes keys of gen.cpp (in a copy of the configuration), so that one folder of SQL serves for every layout and option.
--split gives each query a file of its own, which has to include all that its code needs; sources are only parsed then.
"""

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

WARNINGS = ["-Wall", "-Wextra", "-Wpedantic", "-Wshadow", "-Wconversion", "-Wold-style-cast", "-Werror"]
STYLE = "{BasedOnStyle: Google, ColumnLimit: 100, DerivePointerAlignment: false, PointerAlignment: Left}"


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pgscribe", required=True)
    parser.add_argument("--schema", action="append", default=[], help="with --queries: instead of --config")
    parser.add_argument("--queries", action="append", default=[])
    parser.add_argument("--config")
    parser.add_argument("--include", action="append", default=[])
    parser.add_argument("--compiler", action="append", default=[])
    parser.add_argument("--set", action="append", default=[], metavar="KEY=JSON")
    parser.add_argument("--split", action="store_true", help="each query of --config's folder in a file of its own")
    parser.add_argument("--out", help="keep the generated files here")
    parser.add_argument("--expect-format", action="store_true", help="clang-format has nothing to change")
    parser.add_argument("--jobs", type=int, default=2)
    return parser.parse_args()


def write_config(arguments, folder):
    """JSON is YAML, so no YAML library is needed."""
    cpp = {"out": "unused", "namespace": "generated::db"}
    for setting in arguments.set:
        key, _, value = setting.partition("=")
        cpp[key] = json.loads(value)
    entry = {
        "engine": "postgresql",
        "schema": [os.path.relpath(path, folder) for path in arguments.schema],
        "queries": [os.path.relpath(path, folder) for path in arguments.queries],
        "gen": {"cpp": cpp},
    }
    config = pathlib.Path(folder, "generator.yaml")
    config.write_text(json.dumps({"version": "2", "sql": [entry]}))
    return str(config)


def split_queries(config, scratch):
    """A copy of the configuration's folder, whose queries/ has a file for each query."""
    folder = pathlib.Path(shutil.copytree(pathlib.Path(config).parent, pathlib.Path(scratch, "split")))
    for path in sorted(folder.glob("queries/*.sql")):
        queries = re.split(r"^(?=-- name: )", path.read_text(), flags=re.MULTILINE)[1:]
        path.unlink()
        for number, query in enumerate(queries):
            (path.parent / f"{path.stem}_{number}.sql").write_text(query)
    return str(folder / pathlib.Path(config).name)


def compiler_commands(arguments, out, scratch):
    launcher = [shutil.which("ccache")] if shutil.which("ccache") else []
    includes = [flag for path in [*arguments.include, str(out)] for flag in ("-I", path)]
    for compiler in arguments.compiler:
        for path in sorted(out.iterdir()):
            base = [compiler, "-std=c++20", *WARNINGS, *includes]
            name = f"{pathlib.Path(compiler).name}: {path.name}"
            if arguments.split:
                if path.suffix == ".cpp":
                    yield name, [*base, "-fsyntax-only", str(path)]
            elif path.suffix == ".cpp":
                yield name, [*launcher, *base, "-O1", "-c", str(path), "-o", f"{scratch}/{path.stem}.{pathlib.Path(compiler).name}.o"]
            elif path.suffix == ".hpp":
                alone = pathlib.Path(scratch, f"{path.stem}.alone.cpp")
                alone.write_text(f'#include "{path.name}"\n#include "{path.name}"\n')
                yield name, [*base, "-fsyntax-only", str(alone)]


def format_commands(out):
    clang_format = shutil.which("clang-format-14") or shutil.which("clang-format")
    if clang_format:
        for path in sorted(out.iterdir()):
            yield f"clang-format: {path.name}", [clang_format, f"--style={STYLE}", "--dry-run", "-Werror", str(path)]


def main():
    arguments = parse_arguments()
    arguments.compiler = arguments.compiler or ["c++"]
    with tempfile.TemporaryDirectory() as scratch:
        out = pathlib.Path(arguments.out or f"{scratch}/out")
        config = arguments.config or write_config(arguments, scratch)
        if arguments.split:
            config = split_queries(config, scratch)
        generate = subprocess.run([arguments.pgscribe, "generate", "--config", config, "--out", str(out)])
        if generate.returncode != 0:
            sys.exit(f"pgscribe generate failed with {generate.returncode}")
        commands = list(compiler_commands(arguments, out, scratch))
        if arguments.expect_format:
            commands += format_commands(out)
        failed = 0
        with concurrent.futures.ThreadPoolExecutor(arguments.jobs) as pool:
            runs = {name: pool.submit(subprocess.run, command, capture_output=True, text=True) for name, command in commands}
            for name, run in runs.items():
                if run.result().returncode != 0:
                    failed += 1
                    print(f"--- {name}\n{run.result().stderr[:6000]}")
        print(f"{len(commands)} compiled or checked, {failed} failed")
        sys.exit(1 if failed or not commands else 0)


if __name__ == "__main__":
    main()
