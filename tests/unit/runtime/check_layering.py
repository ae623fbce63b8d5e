#!/usr/bin/env python3
"""Checks rules of the runtime that the compiler does not: where the versions of libpqxx may differ, and what public headers may include."""
import pathlib
import re
import sys

FOREIGN = re.compile(r'#\s*include\s*[<"](pqxx|libpq|postgres_ext|nlohmann|yaml-cpp|prometheus/)')
ALLOWED = {"pqxx.hpp": "pqxx", "json.hpp": "nlohmann", "nlohmann.hpp": "nlohmann", "prometheus.hpp": "prometheus/"}


def asks_for_version(project: pathlib.Path) -> list[str]:
    """Files beside the one that may ask for the version of libpqxx. The build folders are not ours to check."""
    faults = []
    for folder in ("benchmarks", "examples", "generator", "lexical", "runtime", "tests"):
        for path in (project / folder).rglob("*"):
            checked = path.suffix in {".cpp", ".hpp", ".mustache"}
            if checked and path.name != "pqxx_compat.cpp" and "PQXX_VERSION" in path.read_text():
                faults.append(f"{path}: mentions PQXX_VERSION, which only pqxx_compat.cpp may")
    return faults


def main() -> int:
    root = pathlib.Path(sys.argv[1])
    files = [path for path in root.rglob("*") if path.suffix in {".hpp", ".cpp"}]
    faults = asks_for_version(root.resolve().parent)
    if not files:
        faults.append(f"{root}: no sources")
    for path in files:
        text = path.read_text()
        public = "include" in path.relative_to(root).parts
        for match in FOREIGN.finditer(text) if public else []:
            at_top = path.parent.name == "pgscribe"
            if not (at_top and ALLOWED.get(path.name) == match.group(1)):
                faults.append(f"{path}: a public header includes {match.group(1)}")
    print("\n".join(faults))
    return 1 if faults else 0


sys.exit(main())
