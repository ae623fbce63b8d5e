#!/usr/bin/env python3
"""No file of ours includes itself by way of others."""
import pathlib
import re
import sys

ROOTS = ("lexical/src", "generator/src", "runtime/include", "runtime/src")
INCLUDE = re.compile(r'^#include "([^"]+)"', re.MULTILINE)


def include_graph(source: pathlib.Path) -> dict[pathlib.Path, list[pathlib.Path]]:
    files = {path: None for root in ROOTS for path in sorted((source / root).rglob("*.[ch]pp"))}
    graph = {}
    for path in files:
        places = [source / root / name for name in INCLUDE.findall(path.read_text()) for root in ROOTS]
        graph[path] = [place for place in places if place in files]
    return graph


def circle(graph: dict[pathlib.Path, list[pathlib.Path]]) -> list[pathlib.Path]:
    """The files of some circle in the order of their includes, or none."""
    finished, path = set(), []

    def visit(file):
        if file in path:
            return path[path.index(file):] + [file]
        if file in finished:
            return []
        path.append(file)
        for included in graph[file]:
            if found := visit(included):
                return found
        finished.add(path.pop())
        return []

    for file in graph:
        if found := visit(file):
            return found
    return []


def main() -> int:
    source = pathlib.Path(sys.argv[1])
    graph = include_graph(source)
    if not graph:
        sys.exit(f"{source}: no sources")
    found = circle(graph)
    print("\n".join(str(file.relative_to(source)) for file in found))
    return 1 if found else 0


sys.exit(main())
