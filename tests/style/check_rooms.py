#!/usr/bin/env python3
"""Holds the order of the rooms of generator/src/analyze, as the libraries hold the order of the stages: a file includes
headers of its own room and of rooms before it. The one recursion, of expressions and sub-queries, is declared low down in
scope/recursion.hpp. And there is one way for a statement to fail: scope/analysis_error throws and catches, and nobody else."""
import pathlib
import re
import sys

ROOMS = ["bound", "scope", "types", "calls", "exprs", "from", "checks", "clauses", "facts", "", "variants"]  # "": the face
FAILURE = "analysis_error"
COMMENT = re.compile(r"//.*")
INCLUDE = re.compile(r'^#include "analyze/(?:(\w+)/)?\w+\.\w+"', re.MULTILINE)


def room_faults(analyze: pathlib.Path) -> list[str]:
    faults = []
    files = [path for path in analyze.rglob("*") if path.suffix in {".cpp", ".hpp"}]
    for path in files:
        parts = path.relative_to(analyze).parts
        room = parts[0] if len(parts) == 2 else ""
        if len(parts) > 2 or room not in ROOMS:
            faults.append(f"{path}: is in no room of the list")
            continue
        code = COMMENT.sub("", path.read_text())
        if path.stem != FAILURE and re.search(r"\b(throw|try|catch)\b", code):
            faults.append(f"{path}: exceptions are {FAILURE}'s business")
        for match in INCLUDE.finditer(path.read_text()):
            included = match.group(1) or ""
            if included not in ROOMS or ROOMS.index(included) > ROOMS.index(room):
                faults.append(f"{path}: {room or 'the face'} must not include {included or 'the face'}: {match.group(0)}")
    empty = set(ROOMS) - {path.relative_to(analyze).parts[0] if len(path.relative_to(analyze).parts) == 2 else "" for path in files}
    return faults + [f"{analyze}: the room {room or 'of the face'} is empty" for room in sorted(empty)]


def main() -> int:
    faults = room_faults(pathlib.Path(sys.argv[1]))
    print("\n".join(faults))
    return 1 if faults else 0


sys.exit(main())
