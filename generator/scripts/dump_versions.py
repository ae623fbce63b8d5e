#!/usr/bin/env python3
"""Writes builtin/before_15.inc and builtin/since_16.inc, since_17.inc ...: how the built-in rows of other releases differ from 15's.

    dump_versions.py 14=CONNINFO 16=CONNINFO 17=CONNINFO 18=CONNINFO

Run dump_builtins.py first: the rows of 15 are the ones that are committed. Each file holds the difference to the next release towards 15,
rows with a sign in front: `+ROW` is there as well, or instead of the row with the same key; `-KEY` is not there any more. The rows of an
extension follow its `@extension NAME`. rows_of_version.cpp reads them. scripts/servers fetches servers of these releases.
"""

import re
import sys

from dump_builtins import OUTPUT, Dump, Server, collation_rows, in_scratch_database, extension_rows, members

PART = ("column", "primary_key", "unique_key")
LANGUAGE_GLUE = re.compile(r"pl(perl|python|tcl)|^plpgsql$")


def key(row):
    """What makes a row the same object in another release."""
    kind = row.split(" ")[0]
    if kind in ("function", "operator"):
        return row[: row.index(")") + 1]
    return " ".join(row.split(" ")[: 3 if kind == "cast" else 2])


def blocks(rows):
    """Rows by key; those of a relation with the rows of its columns and keys."""
    keyed, last = {}, None
    for row in rows:
        if row.split(" ")[0] not in PART:
            last = key(row)
            keyed[last] = []
        keyed[last].append(row)
    return keyed


def difference(before, after):
    before, after = blocks(before), blocks(after)
    lines = [f"-{name}" for name in before if name not in after]
    lines += [f"+{row}" for name, rows in after.items() if rows != before.get(name) for row in rows]
    return lines


def committed(path):
    return [re.sub(r" since=15\.\d+$", "", row) for row in re.findall(r'^"(.*)",$', path.read_text(encoding="ascii"), re.MULTILINE)]


def committed_rows():
    kinds = ("pg_type", "relations", "pg_proc", "pg_operator", "pg_cast", "collations")
    return [row for kind in kinds for row in committed(OUTPUT / f"{kind}.inc")]


def committed_extensions():
    found = {}
    for path in sorted((OUTPUT / "extension").glob("*.inc")):
        if path.read_text(encoding="ascii").startswith("// PostgreSQL"):  # else it is of no release of PostgreSQL
            found[path.stem] = committed(path)
    return found


def rows_of_server(server):
    dump = Dump(server)
    return [*dump.type_rows(), *dump.relation_rows(), *dump.function_rows(), *dump.operator_rows(), *dump.cast_rows(), *collation_rows(server)]


def rows_of_extension(server, name):
    server.run(f'create extension "{name}" cascade')
    facts = server.rows(f"""select e.extversion as version, v.requires, v.schema as fixed_schema from pg_extension e
        join pg_available_extension_versions v on v.name = e.extname and v.version = e.extversion where e.extname = '{name}'""")[0]
    rows = [f"extension {name} version={facts['version']}"]
    rows += [f"schema {facts['fixed_schema']}"] if facts["fixed_schema"] else []
    rows += [f"requires {required}" for required in facts["requires"] or []]
    return rows + extension_rows(server, members(server, name))


def read_server(conninfo):
    builtin, extensions = [], {}
    in_scratch_database(conninfo, lambda server: builtin.extend(rows_of_server(server)))
    for row in Server(conninfo).rows("select name from pg_available_extensions order by name"):
        if not LANGUAGE_GLUE.search(row["name"]):
            in_scratch_database(conninfo, lambda server, name=row["name"]: extensions.update({name: rows_of_extension(server, name)}))
    return builtin, extensions


def extension_difference(before, after):
    lines = [f"-@extension {name}" for name in sorted(before) if name not in after]
    for name in sorted(after):
        changes = difference(before.get(name, []), after[name])
        lines += [f"@extension {name}", *changes] if changes else []
    return lines


def write(path, title, lines):
    assert not any('"' in line or "\\" in line for line in lines)
    text = f"// {title}, {len(lines)} rows. Written by generator/scripts/dump_versions.py, never by hand.\n"
    path.write_text(text + "".join(f'"{line}",\n' for line in lines), encoding="ascii")
    print(f"{path.name}: {len(lines)} rows")


def main():
    servers = {int(major): conninfo for major, _, conninfo in (argument.partition("=") for argument in sys.argv[1:])}
    if sorted(servers) != [14, 16, 17, 18]:
        sys.exit(__doc__)
    known = {15: (committed_rows(), committed_extensions())}
    for major, before, name in ((14, 15, "before_15"), (16, 15, "since_16"), (17, 16, "since_17"), (18, 17, "since_18")):
        known[major] = read_server(servers[major])
        rows, extensions = known[before]
        lines = difference(rows, known[major][0]) + extension_difference(extensions, known[major][1])
        write(OUTPUT / f"{name}.inc", f"PostgreSQL {Server(servers[major]).version()} beside {before}", lines)
    return 0


if __name__ == "__main__":
    sys.exit(main())
