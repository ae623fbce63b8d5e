#!/usr/bin/env python3
"""Writes what libFuzzer starts from: seeds.py FOLDER makes a folder for each target, from the project's own SQL and YAML.

The project's tests are the best seeds there are: each exercises a rule. generate_fuzz takes three texts in one.
"""
import pathlib
import sys

PROJECT = pathlib.Path(__file__).resolve().parents[2]

CONFIG = """version: "2"
sql:
  - engine: postgresql
    schema: schema.sql
    queries: queries.sql
    gen:
      cpp: {out: out, namespace: "media::db", emit_json: true, emit_ostream: true, emit_interface: true, emit_expected: true, emit_async: asio}
"""


def joined(folder):
    files = [path for path in sorted(folder.glob("*.sql")) if ".down." not in path.name]
    return "\n".join(path.read_text() for path in files)


def cases():
    """Schema and queries of the sample and of every golden case."""
    yield joined(PROJECT / "schema"), joined(PROJECT / "queries")
    for schema in sorted((PROJECT / "tests" / "golden").rglob("schema.sql")):
        queries = schema.parent / "queries"
        single = schema.parent / "query.sql"
        if queries.is_dir():
            yield schema.read_text(), joined(queries)
        elif single.exists():
            yield schema.read_text(), single.read_text()


def write(folder, texts):
    folder.mkdir(parents=True, exist_ok=True)
    for number, text in enumerate(texts):
        (folder / str(number)).write_text(text)


def main(target):
    schemas, queries = zip(*cases())
    configs = [path.read_text() for path in sorted(PROJECT.rglob("generator.yaml")) if "build" not in path.parts]
    write(target / "parse_fuzz", schemas)
    write(target / "query_fuzz", queries)
    write(target / "config_fuzz", configs)
    write(target / "generate_fuzz", ["\n---\n".join((CONFIG, *case)) for case in zip(schemas, queries)])
    write(target / "decode_fuzz", [bytes((kind, form)).decode("latin-1") + "12" for kind in range(60) for form in (0, 1)])


main(pathlib.Path(sys.argv[1]))
