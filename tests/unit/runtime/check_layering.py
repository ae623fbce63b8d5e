#!/usr/bin/env python3
"""Checks rules of the runtime that the compiler does not: where the versions of libpqxx may differ, and what public headers may include."""
import pathlib
import re
import sys

FOREIGN = re.compile(r'#\s*include\s*[<"](pqxx|libpq|postgres_ext|nlohmann|yaml-cpp|prometheus/)')
ALLOWED = {"pqxx.hpp": "pqxx", "json.hpp": "nlohmann", "prometheus.hpp": "prometheus/"}


def main() -> int:
    root = pathlib.Path(sys.argv[1])
    files = [path for path in root.rglob("*") if path.suffix in {".hpp", ".cpp"}]
    faults = []
    if not files:
        faults.append(f"{root}: no sources")
    for path in files:
        text = path.read_text()
        if "PQXX_VERSION" in text and path.name != "pqxx_compat.cpp":
            faults.append(f"{path}: mentions PQXX_VERSION, which only pqxx_compat.cpp may")
        public = "include" in path.relative_to(root).parts
        for match in FOREIGN.finditer(text) if public else []:
            at_top = path.parent.name == "pgscribe"
            if not (at_top and ALLOWED.get(path.name) == match.group(1)):
                faults.append(f"{path}: a public header includes {match.group(1)}")
    print("\n".join(faults))
    return 1 if faults else 0


sys.exit(main())
