#!/usr/bin/env python3
"""Holds docs/vet.md to the rules: the table is made from generator/src/support/vet_rules.def (--write makes it), and every rule has a section with an
example that it finds, and one in which vet finds nothing."""
import argparse
import json
import pathlib
import re
import subprocess
import sys
import tempfile

BEGIN = "<!-- made from generator/src/support/vet_rules.def by tests/docs/vet_page.py --write -->\n"
END = "<!-- end of the table -->\n"
RULE = re.compile(r'^VET_RULE\("([a-z-]+)", (on|off), "(.*)"\)$', re.MULTILINE)
SECTION = re.compile(r"^### `([a-z-]+)`\n(.*?)(?=^### |\Z)", re.MULTILINE | re.DOTALL)
BLOCK = re.compile(r"^```sql (schema|finding|fine)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
CONFIG = """version: "2"
sql:
  - engine: postgresql
    schema: schema
    queries: queries
    vet: {enable: [%s]}
    gen: {cpp: {out: out}}
"""
# Beside an example that is a migration.
QUERIES = "-- name: One :one\nSELECT 1;\n"


def table(rules):
    rows = "".join(f"| [`{code}`](#{code}) | {finds}{' (off unless enabled)' if state == 'off' else ''} |\n" for code, state, finds in rules)
    return "\n| code | finds |\n|---|---|\n" + rows + "\n"


def diagnostics_of(pgscribe, configuration, schema, example):
    """What vet says of a project of a schema and an example, which is query files or a later migration."""
    is_query = "-- name:" in example
    with tempfile.TemporaryDirectory(prefix="pgscribe_vet_") as folder:
        root = pathlib.Path(folder)
        texts = {"generator.yaml": configuration, "schema/1.sql": schema, "queries/q.sql": example if is_query else QUERIES}
        if not is_query:
            texts["schema/2.sql"] = example
        for name, text in texts.items():
            (root / name).parent.mkdir(exist_ok=True)
            (root / name).write_text(text)
        result = subprocess.run([pgscribe, "vet", "--diagnostics", "json"], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        diagnostics = json.loads(result.stderr or "[]")
        if isinstance(diagnostics, dict):
            diagnostics = diagnostics["diagnostics"]
        if result.returncode != (1 if diagnostics else 0):
            raise RuntimeError(f"exit code {result.returncode} with {len(diagnostics)} findings")
        return diagnostics


def section_problems(pgscribe, code, schema, body):
    blocks = BLOCK.findall(body)
    for kind in ("finding", "fine"):
        if kind not in [block[0] for block in blocks]:
            yield f"{code}: has no example of what is {kind}"
    for kind, example in blocks:
        found = [diagnostic["code"] for diagnostic in diagnostics_of(pgscribe, CONFIG % code, schema, example)]
        statements = example.count("-- name:") or 1
        if kind == "finding" and found != [code] * statements:
            yield f"{code}: finds {found}, not each statement:\n{example}"
        if kind == "fine" and found:
            yield f"{code}: {found} in what is to be fine:\n{example}"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--source", required=True)
    parser.add_argument("--pgscribe")
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    root = pathlib.Path(args.source)
    rules = RULE.findall((root / "generator/src/support/vet_rules.def").read_text())
    page = root / "docs/vet.md"
    text = page.read_text()
    before, _, rest = text.partition(BEGIN)
    made = before + BEGIN + table(rules) + END + rest.partition(END)[2]
    if args.write:
        page.write_text(made)
        return 0
    problems = [] if made == text else ["docs/vet.md is not what the rules say: tests/docs/vet_page.py --source . --write"]
    sections = dict(SECTION.findall(text))
    codes = [code for code, _, _ in rules]
    problems += [f"{code}: has no section" for code in codes if code not in sections]
    problems += [f"{code}: is no rule" for code in sections if code not in codes]
    schema = "".join(body for kind, body in BLOCK.findall(text) if kind == "schema")
    for code in codes:
        problems += section_problems(args.pgscribe, code, schema, sections.get(code, ""))
    print("\n".join(problems + [f"{len(codes)} rules, {len(problems)} problems"]))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
