#!/usr/bin/env python3
"""What generated code costs to compile: a user's file that includes the header of 400 queries against the same file
with just the standard headers it needs, the generated sources against the same queries written on libpqxx by hand, and
50 queries whose conditions, sorting and pages vary against the same queries as they stand. CPU time of the compiler; medians of the ratios within a round."""
import argparse
import pathlib
import re
import resource
import statistics
import subprocess
import sys
import tempfile

FILES = 20
QUERIES_PER_FILE = 20  # two tables with ten queries each
INCLUDES_TARGET = 2.5
SOURCES_TARGET = 0.6
VARYING_QUERIES = 50

# Column, its type, whether it may be NULL, its C++ type.
COLUMNS = [
    ("id", "bigint", False, "std::int64_t"),
    ("name", "text", False, "std::string"),
    ("note", "text", True, "std::string"),
    ("size", "integer", False, "std::int32_t"),
    ("weight", "double precision", True, "double"),
    ("active", "boolean", False, "bool"),
    ("tags", "text", True, "std::string"),
    ("visits", "bigint", False, "std::int64_t"),
    # libpqxx has no types for these.
    ("created_at", "timestamptz", False, "std::string"),
    ("token", "uuid", True, "std::string"),
]
NAMES = ", ".join(column[0] for column in COLUMNS)
VALUES = ", ".join(f"@{column[0]}" for column in COLUMNS)
SET = ", ".join(f"{column[0]} = @{column[0]}" for column in COLUMNS[1:])


def pascal(table: str) -> str:
    return "".join(part.capitalize() for part in table.split("_"))


def queries(table: str) -> list[tuple[str, str, str]]:
    """Name, command and SQL of ten queries."""
    noun = pascal(table)
    return [
        (f"Get{noun}", ":one", f"SELECT {NAMES} FROM {table} WHERE id = @id"),
        (f"List{noun}", ":many", f"SELECT {NAMES} FROM {table} ORDER BY name"),
        (f"List{noun}BySize", ":many", f"SELECT {NAMES} FROM {table} WHERE size > @size"),
        (f"Find{noun}", ":many", f"SELECT id, name, weight FROM {table} WHERE name = @name AND size < @size"),
        (f"Count{noun}", ":one", f"SELECT count(*) AS total FROM {table}"),
        (f"Names{noun}", ":many", f"SELECT name FROM {table} ORDER BY id"),
        (f"Create{noun}", ":exec", f"INSERT INTO {table} ({NAMES}) VALUES ({VALUES})"),
        (f"Update{noun}", ":execrows", f"UPDATE {table} SET {SET} WHERE id = @id"),
        (f"Touch{noun}", ":exec", f"UPDATE {table} SET visits = visits + 1 WHERE id = @id"),
        (f"Delete{noun}", ":execrows", f"DELETE FROM {table} WHERE id = @id"),
    ]


def tables_of(file: int) -> list[str]:
    return [f"thing_{chr(ord('a') + file)}{half}" for half in ("x", "y")]


def write_project(folder: pathlib.Path) -> None:
    (folder / "queries").mkdir()
    columns = ", ".join(f"{name} {kind}{'' if null else ' NOT NULL'}" for name, kind, null, _ in COLUMNS)
    schema = []
    for file in range(FILES):
        texts = []
        for table in tables_of(file):
            schema.append(f"CREATE TABLE {table} ({columns}, PRIMARY KEY (id));")
            texts += [f"-- name: {name} {command}\n{sql};\n" for name, command, sql in queries(table)]
        assert len(texts) == QUERIES_PER_FILE
        (folder / "queries" / f"file_{chr(ord('a') + file)}.sql").write_text("\n".join(texts))
    (folder / "schema.sql").write_text("\n".join(schema))
    (folder / "pgscribe.yaml").write_text(
        'version: "2"\nsql:\n  - engine: postgresql\n    schema: schema.sql\n    queries: queries\n'
        "    gen: {cpp: {out: generated, namespace: db}}\n")


def write_varying(folder: pathlib.Path, directives: str) -> pathlib.Path:
    """The source of a project of one file, whose queries all have the directives."""
    folder.mkdir()
    columns = ", ".join(f"{name} {kind}{'' if null else ' NOT NULL'}" for name, kind, null, _ in COLUMNS)
    (folder / "schema.sql").write_text(f"CREATE TABLE thing ({columns}, PRIMARY KEY (id));")
    (folder / "queries.sql").write_text("\n".join(
        f"-- name: Search{chr(ord('A') + i // 26)}{chr(ord('a') + i % 26)} :many\n{directives}"
        f"SELECT {NAMES} FROM thing WHERE active AND name = @name AND size > @size AND weight < @weight "
        f"AND visits <> {i} ORDER BY created_at DESC, id DESC LIMIT @page_size;\n" for i in range(VARYING_QUERIES)))
    (folder / "pgscribe.yaml").write_text(
        'version: "2"\nsql:\n  - engine: postgresql\n    schema: schema.sql\n    queries: queries.sql\n'
        "    gen: {cpp: {out: generated, namespace: db}}\n")
    return folder / "generated" / "queries.cpp"


# --- the same on libpqxx, as one would write it


def member(column: tuple[str, str, bool, str]) -> str:
    name, _, null, kind = column
    return f"  {f'std::optional<{kind}>' if null else kind} {name}{{}};"


def read_row(columns: list) -> str:
    lines = []
    for index, (name, _, null, kind) in enumerate(columns):
        value = f"row[{index}].as<{kind}>()"
        lines.append(f"  if (!row[{index}].is_null()) value.{name} = {value};" if null else f"  value.{name} = {value};")
    return "\n".join(lines)


def numbered(sql: str) -> tuple[str, list]:
    """SQL with $n, and the columns that are its parameters."""
    names: list[str] = []

    def number(match: re.Match) -> str:
        if match[1] not in names:
            names.append(match[1])
        return f"${names.index(match[1]) + 1}"

    text = re.sub(r"@(\w+)", number, sql)
    return text, [next(column for column in COLUMNS if column[0] == name) for name in names]


def by_hand(file: int) -> tuple[str, str]:
    """Header and source."""
    header = ["#pragma once", "#include <cstdint>", "#include <optional>", "#include <string>", "#include <vector>",
              "#include <pqxx/pqxx>", "namespace hand {"]
    source = [f'#include "file_{chr(ord("a") + file)}.hpp"', "namespace hand {"]
    for table in tables_of(file):
        noun = pascal(table)
        header += [f"struct {noun} {{", *map(member, COLUMNS), "};",
                   f"struct {noun}Found {{", *(member(COLUMNS[i]) for i in (0, 1, 4)), "};"]
        source += ["namespace {",
                   f"{noun} read_{table}(const pqxx::row& row) {{\n  {noun} value;\n{read_row(COLUMNS)}\n  return value;\n}}",
                   f"{noun}Found read_{table}_found(const pqxx::row& row) {{\n  {noun}Found value;\n"
                   f"{read_row([COLUMNS[i] for i in (0, 1, 4)])}\n  return value;\n}}", "}"]
        prepared = []
        for name, command, sql in queries(table):
            text, parameters = numbered(sql)
            prepared.append(f'  connection.prepare("{name}", "{text}");')
            arguments = "".join(f", const {f'std::optional<{kind}>' if null else kind}& {column}"
                                for column, _, null, kind in parameters)
            # 6.4 takes no std::optional: a pointer is NULL or not.
            passed = "".join(f", {column} ? &*{column} : nullptr" if null and kind == "double" else
                             f", {column} ? {column}->c_str() : nullptr" if null else f", {column}"
                             for column, _, null, kind in parameters)
            call = f'transaction.exec_prepared("{name}"{passed})'
            row = "std::string" if name.startswith("Names") else "std::int64_t" if name.startswith("Count") else (
                f"{noun}Found" if name.startswith("Find") else noun)
            read = ("row[0].as<std::string>()" if row == "std::string" else "row[0].as<std::int64_t>()"
                    if row == "std::int64_t" else f"read_{table}{'_found' if row.endswith('Found') else ''}(row)")
            if command == ":one":
                result, body = f"std::optional<{row}>", (f"  const pqxx::result result = {call};\n  if (result.empty()) return "
                                                         f"std::nullopt;\n  const pqxx::row row = result[0];\n  return {read};")
            elif command == ":many":
                result, body = f"std::vector<{row}>", (f"  std::vector<{row}> rows;\n  for (const pqxx::row row : {call}) "
                                                       f"rows.push_back({read});\n  return rows;")
            elif command == ":execrows":
                result, body = "std::int64_t", f"  return static_cast<std::int64_t>({call}.affected_rows());"
            else:
                result, body = "void", f"  {call};"
            signature = f"{result} {name}(pqxx::transaction_base& transaction{arguments})"
            header.append(f"{signature};")
            source.append(f"{signature} {{\n{body}\n}}")
        header.append(f"void prepare_{table}(pqxx::connection& connection);")
        source.append(f"void prepare_{table}(pqxx::connection& connection) {{\n" + "\n".join(prepared) + "\n}")
    return "\n".join([*header, "}\n"]), "\n".join([*source, "}\n"])


def write_by_hand(folder: pathlib.Path) -> list[pathlib.Path]:
    folder.mkdir()
    sources = []
    for file in range(FILES):
        header, source = by_hand(file)
        stem = f"file_{chr(ord('a') + file)}"
        (folder / f"{stem}.hpp").write_text(header)
        (folder / f"{stem}.cpp").write_text(source)
        sources.append(folder / f"{stem}.cpp")
    return sources


# --- measuring


def cpu_time(command: list[str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(done.stderr[:4000])
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def user_files(folder: pathlib.Path, generated: pathlib.Path) -> tuple[pathlib.Path, pathlib.Path]:
    """With the header of all queries; with the standard headers that it names."""
    texts = [header.read_text() for header in generated.glob("*.hpp")]
    named = {name for text in texts for name in re.findall(r"#include <(\w+)>", text)}
    if any("types/time.hpp" in text for text in texts):
        named.add("chrono")  # those types are std::chrono's
    use = "\nstd::size_t use(const std::vector<std::string>& names) { return names.size(); }\n"
    with_queries, with_std = folder / "with_queries.cpp", folder / "with_std.cpp"
    with_queries.write_text('#include "querier.hpp"\nstd::int64_t all(db::Querier& querier) {\n'
                            "  return querier.count_thing_ax();\n}\n" + use)
    with_std.write_text("".join(f"#include <{name}>\n" for name in sorted(named)) + use)
    return with_queries, with_std


def report(what: str, ratios: list[float], times: list[float], bound: float | None = None) -> bool:
    ratio = statistics.median(ratios)
    met = bound is None or ratio <= bound
    target = "" if bound is None else f", at most {bound}: {'met' if met else 'MISSED'}"
    print(f"{what}: {ratio:.2f} x{target} "
          f"(medians {statistics.median(times[0::2]):.2f} s and {statistics.median(times[1::2]):.2f} s of CPU)")
    return met


def generate(pgscribe: str, folder: pathlib.Path) -> None:
    subprocess.run([pgscribe, "generate", "--config", str(folder / "pgscribe.yaml")], check=True,
                   stdout=subprocess.DEVNULL)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pgscribe", required=True, help="the generator")
    parser.add_argument("--compiler", default="g++")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    include = pathlib.Path(__file__).resolve().parents[2] / "runtime" / "include"
    compile_ = [options.compiler, "-std=c++20", "-O2", "-I", str(include), "-c", "-o", "/dev/null"]
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        write_project(folder)
        generate(options.pgscribe, folder)
        generated = folder / "generated"
        sources = sorted(generated.glob("*.cpp"))
        hand = write_by_hand(folder / "hand")
        with_queries, with_std = user_files(folder, generated)
        ratios, times = [], []
        for _ in range(options.rounds):
            a = cpu_time([*compile_, "-I", str(generated), str(with_queries)])
            b = cpu_time([*compile_, str(with_std)])
            ratios.append(a / b)
            times += [a, b]
        met = report(f"A file that includes the header of {FILES * QUERIES_PER_FILE} queries, against its standard headers",
                     ratios, times, INCLUDES_TARGET)
        ratios, times = [], []
        for generated_source, hand_source in zip(sources[:options.rounds], hand[:options.rounds]):
            a = cpu_time([*compile_, "-I", str(generated), str(generated_source)])
            b = cpu_time([*compile_, "-I", str(folder / "hand"), str(hand_source)])
            ratios.append(a / b)
            times += [a, b]
        met = report("A generated source of 20 queries, against the same on libpqxx", ratios, times, SOURCES_TARGET) and met
        varying = write_varying(folder / "varying", "-- @optional name, size, weight\n-- @order sort newest\n"
                                "-- @order sort name: name, id\n-- @keyset after\n")
        plain = write_varying(folder / "plain", "")
        ratios, times = [], []
        for source in (varying, plain):
            generate(options.pgscribe, source.parents[1])
        for _ in range(options.rounds):
            a = cpu_time([*compile_, "-I", str(varying.parent), str(varying)])
            b = cpu_time([*compile_, "-I", str(plain.parent), str(plain)])
            ratios.append(a / b)
            times += [a, b]
        report(f"A generated source of {VARYING_QUERIES} queries that vary, against the same as they stand", ratios, times)
    sys.exit(0 if met else 1)


main()
