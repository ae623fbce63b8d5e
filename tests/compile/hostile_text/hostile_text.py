#!/usr/bin/env python3
"""Every kind of hostile text at every place of the input from which text goes into C++: what pgscribe accepts compiles, behind all headers
of the system, with all warnings as errors.

    hostile_text.py --pgscribe build/dev/generator/pgscribe --include runtime/include --scripts generator/scripts [--compiler g++ ...]

Each place is a configuration entry of its own. What is refused has to be refused with a place; the rest of the entry is generated again
without it and compiled. Innocent text has to be accepted, and what is code has to be refused.
"""

import argparse
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

WARNINGS = ["-Wall", "-Wextra", "-Wpedantic", "-Wshadow", "-Wconversion", "-Wold-style-cast", "-Wtrigraphs", "-Werror"]
BIDI = {"g++": ["-Wbidi-chars=any"]}

KEYWORDS = ["class", "int", "operator", "co_await", "xor", "this", "namespace", "default"]
LIBRARY = ["std", "pgscribe", "nlohmann", "size_t", "string", "min", "getc", "isnan"]
MACROS = ["major", "errno", "EOF", "NULL", "assert", "stdin", "SIGINT", "EINTR", "M_PI", "st_mtime", "si_pid", "sa_handler", "linux",
          "va_start", "PRId64", "s6_addr", "emit"]
IMPLEMENTATION = ["__x", "_X", "_", "__LINE__", "__FILE__", "__cplusplus", "a__b"]
OWN = ["executor_", "executor", "params", "rows", "Rows", "json", "out", "codec", "column", "value", "all", "to_string", "from_json",
       "querier", "IQuerier", "source", "my", "db", "kGet0", "Title"]
LETTERS = ["\u00e9t\u00e9", "\u65e5\u672c", "\u0444\u0438\u043b\u044c\u043c", "1a", "9lives"]
IDENTIFIERS = KEYWORDS + LIBRARY + MACROS + IMPLEMENTATION + OWN + LETTERS
TEXTS = ["*/ int x; /*", "// x", "a\\", "a??/", "a\\\nb", "a\nb", ")sql\"", "\"", "a\"b", "a'b", "\x01\x02", "\x7f", "\u202eabc\u202c",
         "a\u2066b", "a\u200bb", "a\u2028b", "\ufeffx", "\U0001f600", "a\u0301", "\ufb01", "%", "{{x}}", "{{{x}}}", "&lt;", "a\tb", "a\rb",
         "x" * 63, "int x; struct T", "x = 1", "x ", "#define X", "\u0085"]
TYPES = ["my::Title", "::my::Title", "my::Box<int>", "std::string", "std::optional<std::string>"]
HEADERS = ["my.hpp", "\"my.hpp\"", "<map>"]
NAMESPACES = ["db2", "media::db", "a::time", "\u0431\u0430\u0437\u0430"]

PRELUDE = """#pragma once
#include <ostream>
#include <string>
#include <string_view>
#include "pgscribe/composed_codecs.hpp"
namespace my {
struct Title {
  std::string text{};
  friend bool operator==(const Title&, const Title&) = default;
  friend std::ostream& operator<<(std::ostream& out, const Title& title) { return out << title.text; }
};
inline Title parse_title(std::string_view text) { return {std::string(text)}; }
inline std::string print_title(const Title& title) { return title.text; }
inline constexpr auto title_codec = pgscribe::codec::custom<Title, &parse_title, &print_title>("text");
template <class T>
struct Box {
  T value{};
  friend bool operator==(const Box&, const Box&) = default;
  friend std::ostream& operator<<(std::ostream& out, const Box&) { return out; }
};
inline Box<int> parse_box(std::string_view) { return {}; }
inline std::string print_box(const Box<int>&) { return {}; }
}  // namespace my
template <>
struct pgscribe::UserCodec<my::Title> { static constexpr auto value = my::title_codec; };
template <>
struct pgscribe::UserCodec<my::Box<int>> {
  static constexpr auto value = pgscribe::codec::custom<my::Box<int>, &my::parse_box, &my::print_box>("text");
};
"""


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pgscribe", required=True)
    parser.add_argument("--include", action="append", default=[])
    parser.add_argument("--scripts", required=True)
    parser.add_argument("--compiler", action="append", default=[])
    return parser.parse_args()


def quoted(name):
    return '"' + name.replace('"', '""') + '"'


def constant(text):
    return "'" + text.replace("'", "''") + "'"


def distinct(names, key):
    """One name of those that are the same one in C++: two of them in one scope would be a name-collision."""
    seen = {}
    for name in names:
        seen.setdefault(key(name), name)
    return list(seen.values())


def folded(name):
    return re.sub(r"[^0-9a-z\u0080-\uffff]", "", name.lower()) or name


def is_one_line(text):
    return "\n" not in text and "\r" not in text


class Place:
    """A configuration entry: its schema is common, each piece of query text belongs to one hostile text (or `text` does)."""

    def __init__(self, name, schema, pieces, text="", **cpp):
        self.name, self.schema, self.pieces, self.text, self.cpp = name, schema, pieces, text, cpp


def tables(names, table):
    return "".join(table(index, name) for index, name in enumerate(names))


def sql_places(macros):
    """Places whose text is escaped: everything that PostgreSQL takes has to be accepted."""
    # The texts all differ in the same way from names: a word of its own in front keeps them apart.
    names = distinct([name for name in IDENTIFIERS if "uerier" not in name], folded) + [f"n{i}{text}" for i, text in enumerate(TEXTS)]
    names = [name for name in names if len(name.encode()) < 64]
    written = {"naming": "as_written"}
    yield Place("tables", tables(names, lambda i, n: f"CREATE TABLE {quoted(n)} (id int PRIMARY KEY, a text);\n"),
                [f"-- name: Get{i} :many\nSELECT *, 1 AS extra FROM {quoted(n)};\n" for i, n in enumerate(names)], emit_exact_table_names=True)
    yield Place("columns", tables(names, lambda i, n: f"CREATE TABLE t{i} (n{i} int PRIMARY KEY, {quoted(n)} text NOT NULL, z int);\n"),
                [f"-- name: Get{i} :many\nSELECT n{i}, {quoted(n)}, 1 AS extra FROM t{i} WHERE {quoted(n)} = $1;\n-- name: Put{i} " +
                 (f":exec\nINSERT INTO t{i} (n{i}, {quoted(n)}) VALUES ($1, $2);\n" if i % 3 == 0 else
                  f":copyfrom\nINSERT INTO t{i} (n{i}, {quoted(n)}) VALUES ($1, $2);\n" if i % 3 == 1 else
                  f":batchmany\nSELECT z FROM t{i} WHERE {quoted(n)} = $1;\n") for i, n in enumerate(names)], **written)
    yield Place("parameters", "CREATE TABLE t (id int PRIMARY KEY, a text);\n",
                [f"-- name: Get{i} :many\nSELECT id AS {quoted(n)}, 1 AS extra FROM t WHERE a = sqlc.arg({constant(n)});\n"
                 for i, n in enumerate(names) if is_one_line(n)])
    labels = ", ".join(constant(n) for n in IDENTIFIERS + TEXTS if len(n.encode()) < 64)
    queries = distinct([n for n in IDENTIFIERS if n != "_" and not n[0].isdigit()], folded)
    for index, style in enumerate(({}, written)):
        yield Place(f"labels{index}", f"CREATE TYPE e AS ENUM ({labels});\nCREATE TABLE t (id int, e e);\n",
                    ["-- name: Get :many\nSELECT * FROM t WHERE e = $1;\n"], emit_json=True, **style)
        yield Place(f"queries{index}", "CREATE TABLE t (id int PRIMARY KEY, a text);\n",
                    [f"-- name: {n} :{('many', 'one', 'execrows', 'batchone')[i % 4]}\n" +
                     ("DELETE FROM t WHERE id = $1;\n" if i % 4 == 2 else "SELECT id, a, 1 AS extra FROM t WHERE id = $1;\n")
                     for i, n in enumerate(queries)] + ["-- name: CopyRows :copyfrom\nINSERT INTO t VALUES ($1, $2);\n"],
                    emit_interface=True, **style)
    yield Place("types", tables(names, lambda i, n: f"CREATE TYPE {quoted(n)} AS ENUM ('a');\n" if i % 2 else
                                f"CREATE TYPE {quoted(n)} AS ({quoted(n)} int, b text);\n") +
                tables(names, lambda i, n: f"CREATE TABLE zz{i} (n{i} int, x public.{quoted(n)});\n"),
                [f"-- name: Get{i} :many\nSELECT * FROM zz{i};\n-- name: Put{i} :exec\nINSERT INTO zz{i} VALUES ($1, $2);\n" for i in range(len(names))])
    yield Place("domains", tables(names, lambda i, n: f"CREATE DOMAIN {quoted(n)} AS text;\nCREATE TABLE zz{i} (n{i} int, x public.{quoted(n)});\n"),
                [f"-- name: Get{i} :many\nSELECT * FROM zz{i};\n-- name: Put{i} :exec\nINSERT INTO zz{i} VALUES ($1, $2);\n" for i in range(len(names))],
                strong_domains=[n for n in names if re.fullmatch(r"\w+", n)])
    yield Place("schemas", tables(names, lambda i, n: f"CREATE SCHEMA {quoted(n)};\nCREATE TABLE {quoted(n)}.t (id int, a text);\n"
                                  f"CREATE TYPE {quoted(n)}.r AS RANGE (SUBTYPE = int);\nCREATE TABLE {quoted(n)}.u (id int, r {quoted(n)}.r);\n"),
                [f"-- name: Get{i} :many\nSELECT * FROM {quoted(n)}.u;\n" for i, n in enumerate(names)])
    yield Place("comments", tables(TEXTS, lambda i, n: f"CREATE TABLE t{i} (id int, a text);\nCOMMENT ON TABLE t{i} IS {constant(n)};\n"
                                   f"COMMENT ON COLUMN t{i}.a IS {constant('x ' + n)};\n"),
                [f"-- name: Get{i} :many\n" + "".join(f"-- {line}\n" for line in re.split(r"[\n\r]", n)) + f"SELECT * FROM t{i};\n"
                 for i, n in enumerate(TEXTS)])
    yield Place("sql", "CREATE TABLE t (id int, a text);\n",
                [f"-- name: Get{i} :many\nSELECT id, {constant(n)}::text AS x, /* {n.replace('*/', '').replace('/*', '')} */ $q${n}$q$::text AS y FROM t;\n"
                 for i, n in enumerate(TEXTS)])
    files = ["\u0444\u0438\u043b\u044c\u043c\u044b", "\u65e5\u672c", "a b", "a\\", "a\"q", "x\nint x;", "class", "std", "string", "models", "1a", "c\u202ed", "x.y-z"]
    yield Place("files", "CREATE TABLE t (id int, a text);\n",
                {f"{n}.sql": f"-- name: Get{i} :many\nSELECT id, a, {i} AS n FROM t;\n" for i, n in enumerate(files)})
    lower = sorted(name for name in macros if name == name.lower())
    yield Place("macros", "".join(f"CREATE TYPE e{i} AS ENUM ({', '.join(map(constant, macros[i:i + 500]))});\n" for i in range(0, len(macros), 500)) +
                tables([lower[i:i + 200] for i in range(0, len(lower), 200)],
                       lambda i, part: f"CREATE TABLE t{i} ({', '.join(f'{quoted(n)} int NOT NULL' for n in part)});\n"),
                [f"-- name: {n} :exec\nDELETE FROM t0;\n" for n in lower], naming="as_written")


def spelled_places():
    """Places whose text is C++ already, or as good as: what is not fit is refused."""
    yield Place("rows", "CREATE TABLE t (id int, a text);\n",
                [f"-- name: Get{i} :many\n-- @row {n}\nSELECT id, a, {i} AS n{i} FROM t;\n" for i, n in enumerate(IDENTIFIERS + TEXTS) if is_one_line(n)])
    texts = IDENTIFIERS + TEXTS + TYPES
    yield Place("column_types", "CREATE TABLE t (id int, a text);\n",
                [f"-- name: Get{i} :many\n-- @column a type {n}\n-- @param a type {n} \"my.hpp\"\nSELECT id, a FROM t WHERE a = @a;\n"
                 for i, n in enumerate(texts) if is_one_line(n)])


def configured_places():
    """The same for the configuration: an entry for each text."""
    schema = "CREATE TABLE ts (id int PRIMARY KEY, a text);\nCREATE TYPE e AS ENUM ('b');\nCREATE TABLE u (e e);\n"
    query = ["-- name: GetT :many\nSELECT * FROM ts WHERE a = @a;\n-- name: GetU :many\nSELECT * FROM u;\n"]
    for index, text in enumerate([name for name in IDENTIFIERS if name != "IQuerier"] + TEXTS):
        yield Place(f"rename{index}", schema, query, text, rename={"a": text, "t": text, "e_b": text})
    for index, text in enumerate(IDENTIFIERS + TEXTS + NAMESPACES):
        yield Place(f"namespace{index}", schema, query, text, namespace=text)
    for index, text in enumerate(IDENTIFIERS + TEXTS + TYPES):
        yield Place(f"type{index}", schema, query, text, overrides=[{"column": "ts.a", "cpp_type": {"name": text, "include": "my.hpp"}}])
    for index, text in enumerate(TEXTS + HEADERS):
        yield Place(f"include{index}", schema, query, text, overrides=[{"column": "ts.a", "cpp_type": {"name": "std::string", "include": text}}])
    for index, text in enumerate(IDENTIFIERS + TEXTS + ["my::title_codec"]):
        cpp_type = {"name": "my::Title", "include": "my.hpp", "codec": text}
        yield Place(f"codec{index}", schema, query, text, overrides=[{"column": "ts.a", "cpp_type": cpp_type}])


def yaml(value):
    """JSON is YAML but for characters of two \\u."""
    pair = re.compile(r"\\u(d[89ab]..)\\u(d[c-f]..)")
    return pair.sub(lambda m: f"\\U{0x10000 + (int(m[1], 16) - 0xD800) * 0x400 + int(m[2], 16) - 0xDC00:08x}", json.dumps(value))


class Project:
    """One folder with a configuration of many entries, each on a line of its own."""

    def __init__(self, folder, pgscribe):
        self.folder, self.pgscribe = pathlib.Path(folder), pgscribe

    def entry(self, place):
        folder = self.folder / place.name
        (folder / "queries").mkdir(parents=True, exist_ok=True)
        (folder / "schema.sql").write_text(place.schema, newline="")
        files = place.pieces if isinstance(place.pieces, dict) else {"queries.sql": "".join(place.pieces)}
        for name, text in files.items():
            (folder / "queries" / name).write_text(text, newline="")
        cpp = {"out": f"{place.name}/out", "namespace": f"n_{place.name}", "emit_ostream": True}
        return {"name": place.name, "engine": "postgresql", "schema": f"{place.name}/schema.sql", "queries": f"{place.name}/queries",
                "gen": {"cpp": {**cpp, **place.cpp}}}

    def generate(self, places):
        """The errors of all entries."""
        entries = ",\n".join(yaml(self.entry(place)) for place in places)
        config = self.folder / "generator.yaml"
        config.write_text('{"version": "2", "sql": [\n' + entries + "\n]}\n")
        run = subprocess.run([self.pgscribe, "generate", "--config", str(config), "--diagnostics", "json"], capture_output=True)
        if run.returncode not in (0, 1):
            sys.exit(f"pgscribe generate ended with {run.returncode}: {run.stderr.decode(errors='replace')[:2000]}")
        errors = [d for d in json.loads(run.stderr)["diagnostics"] if d["severity"] == "error"]
        if bool(errors) != bool(run.returncode):
            sys.exit(f"exit code {run.returncode} with {len(errors)} errors")
        return errors


def refused_pieces(place, errors):
    """Indexes of the pieces in which errors stand."""
    ends, line = [], 0
    for piece in place.pieces:
        line += piece.count("\n")
        ends.append(line)
    return {next(i for i, end in enumerate(ends) if error["line"] <= end) for error in errors}


def must(condition, what):
    if not condition:
        sys.exit(f"FAILED: {what}")


def check_refusals(what, texts, refused, innocent, harmful):
    """`refused` are indexes into `texts`."""
    wrong = [text for index, text in enumerate(texts) if text in innocent and index in refused]
    must(not wrong, f"{what}: refused, although harmless: {wrong}")
    let_through = [text for index, text in enumerate(texts) if text in harmful and index not in refused]
    must(not let_through, f"{what}: accepted, although it is no name: {let_through}")


def accepted_places(project, macros):
    """Everything that pgscribe accepts, generated without an error; places to compile."""
    places = list(sql_places(macros))
    for place in places:
        errors = project.generate([place])
        must(not errors, f"{place.name}: {[(e['message'], e.get('hint')) for e in errors][:5]}")
    rows, types = spelled_places()
    for place in (rows, types):
        pieces, refused = place.pieces, set()
        while errors := project.generate([place]):  # a stage runs when the one before it found nothing
            must(all("line" in error for error in errors), f"{place.name}: an error without a place")
            refused |= {pieces.index(place.pieces[i]) for i in refused_pieces(place, errors)}
            place.pieces = [piece for i, piece in enumerate(pieces) if i not in refused]
        place.pieces = pieces
        texts = [re.search(r"-- @(?:row|column a type) ?(.*)", piece).group(1) for piece in place.pieces]
        harmful = KEYWORDS[:1] + MACROS + IMPLEMENTATION + LETTERS[3:] + [text for text in TEXTS if text.strip() != "x" and len(text) < 60]
        check_refusals(place.name, texts, refused, ["Title", "\u0444\u0438\u043b\u044c\u043c"] if place is rows else TYPES,
                       harmful + (OWN[:10] if place is rows else []))
        # A type that is only a name may exist or not: the compiler says that.
        kept = [i for i, text in enumerate(texts) if i not in refused and (place is rows or text in TYPES)]
        place.pieces = [place.pieces[i] for i in kept]
        must(not project.generate([place]), f"{place.name}: errors in what had none")
        places.append(place)
    configured = list(configured_places())
    refused = {error["line"] - 2 for error in project.generate(configured)}
    for kind in ("rename", "namespace", "type", "include", "codec"):
        of_kind = [i for i, place in enumerate(configured) if re.fullmatch(kind + r"\d+", place.name)]
        texts = [configured[i].text for i in of_kind]
        harmful = [t for t in TEXTS if t.strip() != "x" and len(t) < 60 and not (kind == "include" and (t.isprintable() or "\u200b" in t))]
        if kind != "include":
            harmful += KEYWORDS[:1] + MACROS + IMPLEMENTATION + LETTERS[3:]
        innocent = {"namespace": NAMESPACES, "type": TYPES, "include": HEADERS, "codec": ["my::title_codec"]}.get(kind, ["Title"])
        check_refusals(kind, texts, {of_kind.index(i) for i in of_kind if i in refused}, innocent, harmful)
    kept = [place for i, place in enumerate(configured) if i not in refused and not re.match("include|codec|type", place.name)]
    kept += [place for place in configured if place.text in TYPES + HEADERS + ["my::title_codec"] and not place.name.startswith("namespace")]
    must(not project.generate(kept), "errors in entries that had none")
    return places + kept


def compile_all(project, places, arguments, headers):
    """One translation unit behind all system headers, for each compiler."""
    (project.folder / "my.hpp").write_text(PRELUDE)
    outputs = [path for place in places for path in sorted((project.folder / place.name / "out").iterdir())]
    includes = [*(f"<{header}>" for header in headers), '"my.hpp"', *(f'"{path.relative_to(project.folder)}"' for path in outputs)]
    source = project.folder / "all.cpp"
    source.write_text("".join(f"#include {include}\n" for include in includes))
    failed = 0
    for compiler in arguments.compiler or ["c++"]:
        extra = BIDI.get(pathlib.Path(compiler).name, [])
        command = [compiler, "-std=gnu++20", *WARNINGS, *extra, "-fsyntax-only", "-I", str(project.folder)]
        command += [flag for path in arguments.include for flag in ("-I", path)] + [str(source)]
        run = subprocess.run(command, capture_output=True, text=True, errors="replace")
        if run.returncode != 0:
            failed += 1
            print(f"--- {compiler}\n{run.stderr[:8000]}")
    must(not failed, f"{failed} compilations")
    return len(outputs)


def main():
    arguments = parse_arguments()
    sys.path.insert(0, arguments.scripts)
    import dump_system_names
    macros = re.findall(r'"(\w+)"', (dump_system_names.FOLDER / "system_macros.inc").read_text())
    with tempfile.TemporaryDirectory() as folder:
        project = Project(folder, os.path.abspath(arguments.pgscribe))
        places = accepted_places(project, macros)
        count = compile_all(project, places, arguments, dump_system_names.HEADERS)
        print(f"{len(places)} entries, {count} files compiled")


if __name__ == "__main__":
    main()
