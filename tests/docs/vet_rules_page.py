#!/usr/bin/env python3
"""Holds docs/vet-rules.md to the program: the tables are made from generator/src/cli/analysis_tables.def (--write makes them) and can be selected
from; and every rule of the page finds its example of a finding, and nothing in the other."""
import argparse
import pathlib
import re
import sys

from made_part import hold
from vet_page import diagnostics_of

BEGIN = "<!-- made from generator/src/cli/analysis_tables.def by tests/docs/vet_rules_page.py --write -->\n"
END = "<!-- end of the tables -->\n"
TABLE = re.compile(r'^TABLE\((\w+), "(.*)"\)$')
COLUMN = re.compile(r'^COLUMN\((\w+), (\w+), "(.*)"\)$')
SECTION = re.compile(r"^### `([a-z-]+)`\n(.*?)(?=^##|\Z)", re.MULTILINE | re.DOTALL)
BLOCK = re.compile(r"^```(yaml rule|sql schema|sql finding|sql fine)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
CONFIG = """version: "2"
sql:
  - engine: postgresql
    schema: schema
    queries: queries
    gen: {cpp: {out: out}}
    vet:
      rules:
"""


def tables_of(source):
    """The tables in order: name, what it holds, columns with what they hold."""
    tables = []
    for line in (source / "generator/src/cli/analysis_tables.def").read_text().splitlines():
        if match := TABLE.match(line):
            tables.append((match.group(1), match.group(2), []))
        elif match := COLUMN.match(line):
            assert match.group(1) == tables[-1][0], line
            tables[-1][2].append((match.group(2), match.group(3)))
        else:
            assert not line, line
    return tables


def page_part(tables):
    text = ""
    for name, holds, columns in tables:
        rows = "".join(f"| `{column}` | {meaning} |\n" for column, meaning in columns)
        text += f"\n### Table `{name}`\n\n{holds[0].upper() + holds[1:]}.\n\n| column | |\n|---|---|\n{rows}"
    return text + "\n"


def configuration(rule):
    lines = rule.strip("\n").split("\n")
    return CONFIG + "".join(f"        {'- ' if i == 0 else '  '}{line}\n" for i, line in enumerate(lines))


def rule_problems(pgscribe, name, schema, body):
    blocks = BLOCK.findall(body)
    rules = [text for kind, text in blocks if kind == "yaml rule"]
    if len(rules) != 1 or f"name: {name}\n" not in rules[0]:
        yield f"{name}: needs one rule of that name"
        return
    for kind in ("sql finding", "sql fine"):
        examples = [text for of, text in blocks if of == kind]
        if not examples:
            yield f"{name}: has no example: {kind}"
        for example in examples:
            said = diagnostics_of(pgscribe, configuration(rules[0]), schema, example)
            found = [diagnostic["code"] for diagnostic in said if diagnostic["code"] in (name, "bad-rule") or diagnostic["severity"] == "error"]
            wanted = [name] * (example.count("-- name:") or 1) if kind == "sql finding" else []
            if found != wanted:
                yield f"{name}: finds {found}, not {wanted}:\n{example}{said}"


def selectable(pgscribe, tables):
    for name, _, columns in tables:
        names = " || ".join(f"coalesce({column}, '')" for column, _ in columns)
        rule = f"name: all-of-it\nsql: SELECT {names} AS message FROM {name} WHERE 0\n"
        for diagnostic in diagnostics_of(pgscribe, configuration(rule), "CREATE TABLE t (id int PRIMARY KEY);", "-- name: One :one\nSELECT 1;\n"):
            yield f"table {name}: {diagnostic['message']}"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--source", required=True, type=pathlib.Path)
    parser.add_argument("--pgscribe")
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    tables = tables_of(args.source)
    page = args.source / "docs/vet-rules.md"
    hold(page, BEGIN, END, page_part(tables), args.write, "tests/docs/vet_rules_page.py --source . --write")
    if args.write:
        return 0
    text = page.read_text()
    problems = list(selectable(args.pgscribe, tables))
    schema = "".join(body for kind, body in BLOCK.findall(text) if kind == "sql schema")
    sections = SECTION.findall(text.partition(BEGIN)[0])
    for name, body in sections:
        problems += rule_problems(args.pgscribe, name, schema, body)
    print("\n".join(problems + [f"{len(sections)} rules, {len(tables)} tables, {len(problems)} problems"]))
    return 1 if problems or len(sections) < 10 else 0


if __name__ == "__main__":
    sys.exit(main())
