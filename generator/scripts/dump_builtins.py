#!/usr/bin/env python3
"""Writes generator/src/catalog/builtin/*.inc: what a PostgreSQL server has before the user creates anything.

    dump_builtins.py --throwaway                 start a temporary PostgreSQL 15, dump it and every contrib extension
    dump_builtins.py "host=/tmp dbname=postgres" the same from a running server (creates and drops a scratch database)
    dump_builtins.py CONNINFO --installed-by FILE.sql --name vector
                                                 one extension that the server does not have: its install script is run with
                                                 check_function_bodies off (C functions need no library then)

One row per line: a C string literal of space-separated words, the object's kind first, symbolic type names, defaults left out.
builtin_rows.hpp reads them and documents the words. Rows are sorted, so that the diff between two servers is small.

The rows are those of the newest minor release that was dumped. What an earlier one does not have is marked with `since=15.N`: dump the
newest and the earlier ones, in any order.
"""

import argparse
import json
import os
import pwd
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

OUTPUT = Path(__file__).resolve().parent.parent / "src" / "catalog" / "builtin"
SCRATCH = "pgscribe_dump_builtins"
SYSTEM_SCHEMAS = "('pg_catalog', 'information_schema')"
WORD = re.compile(r"^[^\s,()\"\\]+$")


class Server:
    """Runs queries through psql; one row is one dict."""

    def __init__(self, conninfo, database=None):
        self.conninfo = conninfo + (f" dbname={database}" if database else "")

    def run(self, sql):
        command = ["psql", "-XAtq", "-v", "ON_ERROR_STOP=1", self.conninfo]
        done = subprocess.run(command, input=sql, text=True, capture_output=True, check=False)
        if done.returncode != 0:
            raise RuntimeError(f"{sql[:200]}...\n{done.stderr}")
        return done.stdout

    def rows(self, sql):
        # COLLATE "C" ordering is done here in Python; the session is made neutral so that nothing depends on the server's settings.
        text = self.run(f"set search_path = pg_catalog; select coalesce(json_agg(row_to_json(q)), '[]') from ({sql}) q")
        return json.loads(text)

    def version(self):
        return self.rows("select current_setting('server_version') as v")[0]["v"].split()[0]


# A type's symbolic name: typname, with the schema in front unless it is pg_catalog. In an extension's file a type of the
# extension's own schema goes by its bare name, too ("public" is where the scratch database has it).
NAME_OF_TYPE = """case when n.nspname in ('pg_catalog', 'public') then '' else n.nspname || '.' end || t.typname"""

TYPES = """
select t.oid::int8 as oid, {name} as name, t.typtype as kind, t.typcategory as category, t.typispreferred as preferred,
       t.typelem::int8 as element, t.typarray::int8 as array, t.typsubscript::oid::int8 <> 0 as subscript,
       t.typsubscript = 'array_subscript_handler'::regproc as true_array,
       t.typrelid::int8 as relation, t.typbasetype::int8 as base, t.typtypmod as typmod, t.typnotnull as not_null,
       t.typcollation <> 0 as collatable, t.typmodin::oid::int8 <> 0 as modifiers,
       coalesce(r.rngsubtype, m.rngsubtype, 0)::int8 as subtype, coalesce(r.rngmultitypid, 0)::int8 as multirange,
       coalesce(m.rngtypid, 0)::int8 as range,
       n.nspname as schema
  from pg_type t join pg_namespace n on n.oid = t.typnamespace
       left join pg_range r on r.rngtypid = t.oid left join pg_range m on m.rngmultitypid = t.oid
"""

FUNCTIONS = """
select p.oid::int8 as oid, n.nspname as schema, p.proname as name, p.prokind as kind,
       array(select x::int8 from unnest(p.proargtypes) x) as inputs, p.proallargtypes::int8[] as all_types, p.proargmodes::text[] as modes,
       p.proargnames as names, p.pronargdefaults as defaults, p.prorettype::int8 as result, p.proretset as returns_set,
       p.proisstrict as strict, p.provolatile as volatility, a.aggkind, coalesce(a.aggnumdirectargs, 0) as direct
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace left join pg_aggregate a on a.aggfnoid = p.oid
"""

OPERATORS = """
select o.oid::int8 as oid, n.nspname as schema, o.oprname as name, o.oprleft::int8 as left, o.oprright::int8 as right,
       o.oprresult::int8 as result, o.oprcode::oid::int8 as function,
       (select c.oprname from pg_operator c where c.oid = o.oprcom) as commutator,
       (select c.oprname from pg_operator c where c.oid = o.oprnegate) as negator,
       array(select distinct w.amopstrategy from pg_amop w join pg_am a on a.oid = w.amopmethod
         where w.amopopr = o.oid and a.amname = 'btree' and w.amoppurpose = 's' order by 1) as btree
  from pg_operator o join pg_namespace n on n.oid = o.oprnamespace
"""

ACCESS_METHODS = """
select a.oid::int8 as oid, 'pg_catalog' as schema, a.amname as name, array(select p from unnest(array['can_order', 'can_unique', 'can_multi_col', 'can_include',
       'can_exclude']) p where pg_indexam_has_property(a.oid, p)) as properties from pg_am a where a.amtype = 'i'
"""

FAMILIES = """
select f.oid::int8 as oid, n.nspname as schema, f.opfname as name, a.amname as method
  from pg_opfamily f join pg_namespace n on n.oid = f.opfnamespace join pg_am a on a.oid = f.opfmethod
"""

OPERATOR_CLASSES = """
select c.oid::int8 as oid, n.nspname as schema, c.opcname as name, a.amname as method, c.opcintype::int8 as input, c.opcdefault as is_default, f.opfname as family
  from pg_opclass c join pg_namespace n on n.oid = c.opcnamespace join pg_am a on a.oid = c.opcmethod join pg_opfamily f on f.oid = c.opcfamily
"""

CASTS = """
select c.oid::int8 as oid, c.castsource::int8 as source, c.casttarget::int8 as target, c.castcontext as context, c.castmethod as method,
       c.castfunc::int8 as function from pg_cast c
"""

RELATIONS = """
select c.oid::int8 as oid, n.nspname as schema, c.relname as name, c.relkind as kind, c.reltype::int8 as row_type,
       (select t.typarray::int8 from pg_type t where t.oid = c.reltype) as array,
       (select json_agg(json_build_object('name', a.attname, 'type', a.atttypid::int8, 'typmod', a.atttypmod, 'not_null', a.attnotnull)
                        order by a.attnum)
          from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
       (select json_agg(json_build_object('name', i.relname, 'primary', x.indisprimary,
                 'columns', (select json_agg(a.attname order by k.ord) from unnest(x.indkey::int2[]) with ordinality k(num, ord)
                              join pg_attribute a on a.attrelid = c.oid and a.attnum = k.num))
                        order by x.indisprimary desc, i.relname)
          from pg_index x join pg_class i on i.oid = x.indexrelid where x.indrelid = c.oid and x.indisunique and x.indpred is null
               and x.indexprs is null) as keys
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
"""

RELATION_WORD = {"r": "table", "v": "view", "c": "composite", "m": "materialized_view", "f": "foreign_table"}
VOLATILITY = {"i": "immutable", "s": "stable", "v": "volatile"}
MODE = {"i": "", "o": "out ", "b": "inout ", "v": "variadic ", "t": "table "}
CONTEXT = {"i": "implicit", "a": "assignment", "e": "explicit"}
# IndexAmRoutine.amclusterable: SQL tells it of an index only, not of an access method.
CLUSTERABLE = {"btree", "gist"}
TYPE_KIND = {"b": "base", "d": "domain", "e": "enum", "p": "pseudo", "r": "range", "m": "multirange"}


class Dump:
    """Formats rows. `own` restricts to an extension's members: {catalog name: set of OIDs}; None means the built-in objects."""

    def __init__(self, server, own=None):
        self.own = own
        self.own_schemas = sorted(n["name"] for n in server.rows("select oid::int8 as oid, nspname as name from pg_namespace")
                                  if n["oid"] in (own or {}).get("pg_namespace", ()))
        self.types = {t["oid"]: t for t in server.rows(TYPES.format(name=NAME_OF_TYPE))}
        self.functions = {f["oid"]: f for f in server.rows(FUNCTIONS)}
        self.operators = server.rows(OPERATORS)
        self.access_methods = server.rows(ACCESS_METHODS)
        self.families = server.rows(FAMILIES)
        self.operator_classes = server.rows(OPERATOR_CLASSES)
        self.casts = server.rows(CASTS)
        self.relations = server.rows(RELATIONS)

    def type_name(self, oid):
        return self.types[oid]["name"]

    def schema_prefix(self, row):
        """The schema of what is not where the extension is, or not in pg_catalog."""
        is_own = row["schema"] in self.own_schemas or row["schema"] == "information_schema"
        return f"{row['schema']}." if is_own else ""

    def mine(self, catalog, row):
        if self.own is not None:
            return row["oid"] in self.own.get(catalog, ())
        return row.get("schema", "pg_catalog") in ("pg_catalog", "information_schema") and row["oid"] < 16384

    def oid(self, key, value):
        """Only OIDs that PostgreSQL's sources fix: those from 10000 on (FirstGenbkiObjectId) differ between builds."""
        if self.own is None and value < 10000:
            return [f"{key}={value}"]
        return [key] if key == "array" else []

    def type_rows(self):
        return sorted(self.type_row(t) for t in self.types.values() if self.mine("pg_type", t) and t["relation"] == 0 and not self.is_array(t))

    def is_array(self, t):
        return t["true_array"] and self.types.get(t["element"], {}).get("array") == t["oid"]

    def type_row(self, t):
        words = ["type", t["name"], TYPE_KIND[t["kind"]], t["category"], *self.oid("oid", t["oid"])]
        if t["array"]:
            array = self.types[t["array"]]["name"]
            schema, dot, bare = t["name"].rpartition(".")
            assert array == f"{schema}{dot}_{bare}", array
            words += self.oid("array", t["array"])
        for key in ("base", "element", "subtype", "range", "multirange"):
            if t[key] and not (key == "subtype" and t["kind"] == "m"):
                words.append(f"{key}={self.type_name(t[key])}")
        if t["typmod"] != -1:
            words.append(f"typmod={t['typmod']}")
        for key in ("preferred", "true_array", "subscript", "collatable", "modifiers", "not_null"):
            if t[key]:
                words.append(key)
        return " ".join(words)

    def function_rows(self):
        return sorted(self.function_row(f) for f in self.functions.values() if self.mine("pg_proc", f))

    def function_row(self, f):
        types, modes, names = f["all_types"] or f["inputs"], f["modes"], f["names"]
        arguments = []
        for i, oid in enumerate(types):
            name = names[i] if names else ""
            arguments.append(MODE[modes[i]] + self.type_name(oid) if modes else self.type_name(oid))
            if name:
                assert WORD.match(name), name
                arguments[-1] += " " + name
        words = [f"function {self.schema_prefix(f)}{f['name']}({', '.join(arguments)})"]
        words += ["setof"] if f["returns_set"] else []
        words += [self.type_name(f["result"]) if f["result"] else "-", *self.oid("oid", f["oid"])]
        words += {"f": [], "w": ["window"], "p": ["procedure"], "a": [{"n": "aggregate", "o": "ordered_set", "h": "hypothetical_set"}.get(f["aggkind"], "")]}[f["kind"]]
        words += [f"direct={f['direct']}"] if f["direct"] else []
        words += [f"defaults={f['defaults']}"] if f["defaults"] else []
        words += ["strict"] if f["strict"] else []
        return " ".join(words + [VOLATILITY[f["volatility"]]])

    def signature(self, oid):
        f = self.functions[oid]
        return f"{self.schema_prefix(f)}{f['name']}({', '.join(self.type_name(t) for t in f['inputs'])})"

    def operator_rows(self):
        return sorted(self.operator_row(o) for o in self.operators if self.mine("pg_operator", o))

    def operator_row(self, o):
        operands = [self.type_name(t) for t in (o["left"], o["right"]) if t]
        words = [f"operator {o['name']}({', '.join(operands)})", self.type_name(o["result"]), self.signature(o["function"]), *self.oid("oid", o["oid"])]
        for key in ("commutator", "negator"):
            words += [f"{key}={o[key]}"] if o[key] else []
        words += ["btree=" + ",".join(str(s) for s in o["btree"])] if o["btree"] else []
        return " ".join(words)

    def operator_class_rows(self):
        rows = []
        for m in self.access_methods:
            if self.mine("pg_am", m):
                clusterable = ["clusterable"] if m["name"] in CLUSTERABLE else []
                rows.append(" ".join(["access_method", m["name"], *m["properties"], *clusterable]))
        rows += [f"opfamily {f['name']} {f['method']}" for f in self.families if self.mine("pg_opfamily", f)]
        for c in self.operator_classes:
            if self.mine("pg_opclass", c):
                family = [f"family={c['family']}"] if c["family"] != c["name"] else []
                default = ["default"] if c["is_default"] else []
                rows.append(" ".join(["opclass", c["name"], c["method"], self.type_name(c["input"]), *family, *default]))
        return sorted(rows)

    def cast_rows(self):
        rows = []
        for c in self.casts:
            if self.mine("pg_cast", c):
                method = {"f": lambda: self.signature(c["function"]), "i": lambda: "inout", "b": lambda: "binary"}[c["method"]]()
                rows.append(f"cast {self.type_name(c['source'])} {self.type_name(c['target'])} {CONTEXT[c['context']]} {method}")
        return sorted(rows)

    def relation_rows(self):
        rows = []
        for r in sorted(self.relations, key=lambda r: (r["schema"], r["name"])):
            if r["kind"] not in RELATION_WORD or not r["row_type"]:
                continue
            if not (self.mine("pg_class", r) or (self.own is not None and r["row_type"] in self.own.get("pg_type", ()))):
                continue
            words = [RELATION_WORD[r["kind"]], self.schema_prefix(r) + r["name"]]
            for key, word in (("oid", "oid"), ("row_type", "row_type"), ("array", "array")):
                words += [w for w in self.oid(word, r[key]) if "=" in w]
            rows.append(" ".join(words))
            for column in r["columns"]:
                typmod = [f"typmod={column['typmod']}"] if column["typmod"] != -1 else []
                not_null = ["not_null"] if column["not_null"] else []
                rows.append(" ".join(["column", column["name"], self.type_name(column["type"]), *typmod, *not_null]))
            for key in r["keys"] or []:
                rows.append(" ".join(["primary_key" if key["primary"] else "unique_key", key["name"], *key["columns"]]))
        return rows


def collation_rows(server):
    # Collations of the C library's locales differ from machine to machine; catalog.cpp knows their names by form.
    rows = server.rows("select distinct collname as name from pg_collation where collprovider <> 'c' or collname in ('C', 'POSIX', 'ucs_basic')")
    return sorted(f"collation {r['name']}" for r in rows)


def keyword_rows(server):
    """Words that quote_identifier() quotes: all but the unreserved ones."""
    return sorted(r["word"] for r in server.rows("select word from pg_get_keywords() where catcode <> 'U'"))


class MinorRows:
    """The rows of an .inc file, with the minor release that its title names."""

    MARK = re.compile(r" since=15\.\d+$")

    def __init__(self, minor, rows):
        self.minor = minor
        self.rows = rows

    @classmethod
    def read(cls, path):
        title, _, body = path.read_text(encoding="ascii").partition("\n") if path.exists() else ("", "", "")
        found = re.search(r"PostgreSQL 15\.(\d+)", title)
        return cls(int(found.group(1)), re.findall(r'^"(.*)",$', body, re.MULTILINE)) if found else None

    def by_key(self):
        """Rows of columns and keys only mean something under their relation's."""
        keyed, relation = {}, ""
        for row in self.rows:
            bare = self.MARK.sub("", row)
            is_part = bare.split(" ")[0] in ("column", "primary_key", "unique_key")
            relation = relation if is_part else bare
            keyed[(relation if is_part else "", bare)] = row
        return keyed

    def merged(self, dumped):
        """The newer one's rows, marked where the older one lacks them."""
        older, newer = (self, dumped) if self.minor <= dumped.minor else (dumped, self)
        known, marks = older.by_key(), self.by_key()
        rows = []
        for key, row in newer.by_key().items():
            row = marks.get(key, row)
            is_new = older.minor < newer.minor and key not in known and not self.MARK.search(row)
            rows.append(f"{row} since=15.{newer.minor}" if is_new else row)
        return MinorRows(newer.minor, rows)


def write(path, server, title, rows):
    dumped = MinorRows(int(server.version().split(".")[1]), rows)
    before = MinorRows.read(path)
    merged = before.merged(dumped) if before else dumped
    write_rows(path, title.format(version=f"PostgreSQL 15.{merged.minor}"), merged.rows)
    return merged.minor


def write_rows(path, title, rows):
    lines = [f"// {title}, {len(rows)} rows. Written by generator/scripts/dump_builtins.py, never by hand."]
    for row in rows:
        assert '"' not in row and "\\" not in row, row
        lines.append(f'"{row}",')
    path.write_text("\n".join(lines) + "\n", encoding="ascii")
    print(f"{path.relative_to(OUTPUT)}: {len(rows)} rows")


def dump_builtin(server):
    title = "{version}"
    dump = Dump(server)
    write(OUTPUT / "pg_type.inc", server, title, dump.type_rows())
    newest_minor = write(OUTPUT / "pg_proc.inc", server, title, dump.function_rows())
    (OUTPUT / "newest_minor.inc").write_text(f"// Written by generator/scripts/dump_builtins.py, never by hand.\n{newest_minor}\n", encoding="ascii")
    write(OUTPUT / "pg_operator.inc", server, title, dump.operator_rows())
    write(OUTPUT / "operator_classes.inc", server, title, dump.operator_class_rows())
    write(OUTPUT / "pg_cast.inc", server, title, dump.cast_rows())
    write(OUTPUT / "relations.inc", server, title, dump.relation_rows())
    write(OUTPUT / "collations.inc", server, title, collation_rows(server))
    write(OUTPUT / "keywords.inc", server, title, keyword_rows(server))


def members(server, extension):
    own = {}
    for row in server.rows(f"""select d.classid::regclass::text as catalog, d.objid::int8 as oid from pg_depend d join pg_extension e
            on d.refclassid = 'pg_extension'::regclass and e.oid = d.refobjid where d.deptype = 'e' and e.extname = '{extension}'"""):
        own.setdefault(row["catalog"], set()).add(row["oid"])
    return own


def dump_extension(server, name):
    server.run(f'create extension "{name}" cascade')
    facts = server.rows(f"""select e.extversion as version, n.nspname as schema, v.requires, v.schema as fixed_schema from pg_extension e
        join pg_namespace n on n.oid = e.extnamespace
        join pg_available_extension_versions v on v.name = e.extname and v.version = e.extversion where e.extname = '{name}'""")[0]
    rows = [f"extension {name} version={facts['version']}"]
    rows += [f"schema {facts['fixed_schema']}"] if facts["fixed_schema"] else []
    rows += [f"requires {required}" for required in facts["requires"] or []]
    rows += extension_rows(server, members(server, name))
    write(OUTPUT / "extension" / f"{name}.inc", server, f"{{version}}, extension {name}", rows)


def extension_rows(server, own):
    dump = Dump(server, own)
    return [*(f"own_schema {name}" for name in dump.own_schemas), *dump.type_rows(), *dump.relation_rows(), *dump.function_rows(), *dump.operator_rows(), *dump.operator_class_rows(), *dump.cast_rows()]


def dump_install_script(server, script, name):
    """An extension that is not installed: everything its script creates in `public`."""
    server.run("set check_function_bodies = off;\n" + Path(script).read_text(encoding="utf-8"))
    own = {}
    for catalog, column in (("pg_type", "typnamespace"), ("pg_proc", "pronamespace"), ("pg_operator", "oprnamespace"), ("pg_opfamily", "opfnamespace"),
                            ("pg_opclass", "opcnamespace"), ("pg_class", "relnamespace")):
        own[catalog] = {r["oid"] for r in server.rows(f"select oid::int8 as oid from {catalog} where {column} = 'public'::regnamespace")}
    own["pg_am"] = {r["oid"] for r in server.rows("select oid::int8 as oid from pg_am where oid >= 16384")}
    own["pg_cast"] = {r["oid"] for r in server.rows("select oid::int8 as oid from pg_cast where oid >= 16384")}
    rows = [f"extension {name} version=0", *extension_rows(server, own)]
    write(OUTPUT / "extension" / f"{name}.inc", server, f"Extension {name}, from its public SQL definition run on {{version}}", rows)


def in_scratch_database(conninfo, work):
    admin = Server(conninfo)
    admin.run(f"drop database if exists {SCRATCH}")
    admin.run(f"create database {SCRATCH} template template0")
    try:
        work(Server(conninfo, SCRATCH))
    finally:
        admin.run(f"drop database {SCRATCH} with (force)")


def dump_all(conninfo, only):
    (OUTPUT / "extension").mkdir(parents=True, exist_ok=True)
    if not only:
        in_scratch_database(conninfo, dump_builtin)
    names = sorted(r["name"] for r in Server(conninfo).rows("select name from pg_available_extensions where name <> 'plpgsql'"))
    for name in names:
        if not only or name in only:
            in_scratch_database(conninfo, lambda server, name=name: dump_extension(server, name))
    write_extension_list()


def write_extension_list():
    """extensions.inc: the list that builtin_extensions.cpp includes the files by."""
    names = sorted(path.stem for path in (OUTPUT / "extension").glob("*.inc"))
    known = {path.stem for path in (OUTPUT / "function_facts").glob("*.inc")}
    lines = [f"// {len(names)} extensions. Written by generator/scripts/dump_builtins.py, never by hand."]
    for name in names:
        identifier = "k_" + re.sub(r"[^a-z0-9]", "_", name)
        lines += [f"constexpr std::string_view {identifier}[] = {{", f'#include "catalog/builtin/extension/{name}.inc"', "};"]
        if name in known:
            lines += [f"constexpr std::string_view {identifier}_facts[] = {{", f'#include "catalog/builtin/function_facts/{name}.inc"', "};"]
    lines.append("constexpr Extension kExtensions[] = {")
    for name in names:
        identifier = "k_" + re.sub(r"[^a-z0-9]", "_", name)
        lines.append(f'    {{"{name}", {identifier}, {identifier + "_facts" if name in known else "{}"}}},')
    lines.append("};")
    (OUTPUT / "extensions.inc").write_text("\n".join(lines) + "\n", encoding="ascii")


def preloaded(binaries):
    """pg_cron is created only in the database that its setting names."""
    libraries = subprocess.run([binaries / "pg_config", "--pkglibdir"], capture_output=True, text=True, check=False).stdout.strip()
    if not libraries or not (Path(libraries) / "pg_cron.so").exists():
        return ""
    return f"-c shared_preload_libraries=pg_cron -c cron.database_name={SCRATCH}"


def with_throwaway_server(work):
    """PostgreSQL refuses to run as root; then the server runs as the user that the distribution's package made."""
    binaries = Path(os.environ.get("PG_BINDIR", "/usr/lib/postgresql/15/bin"))
    user = "postgres" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
    as_user = ["runuser", "-u", user, "--"] if os.geteuid() == 0 else []
    folder = Path(tempfile.mkdtemp(prefix="pgscribe-"))
    try:
        shutil.chown(folder, user)
        subprocess.run([*as_user, str(binaries / "initdb"), "-D", str(folder / "data"), "-A", "trust", "-U", "postgres", "-E", "UTF8",
                        "--locale=C.UTF-8", "--no-sync"], check=True, stdout=subprocess.DEVNULL)
        options = f"-k {folder} -c listen_addresses='' -c fsync=off {preloaded(binaries)}"
        control = [*as_user, str(binaries / "pg_ctl"), "-D", str(folder / "data"), "-w"]
        subprocess.run([*control, "-l", str(folder / "log"), "-o", options, "start"], check=True, stdout=subprocess.DEVNULL)
        try:
            work(f"host={folder} user=postgres")
        finally:
            subprocess.run([*control, "-m", "immediate", "stop"], check=True, stdout=subprocess.DEVNULL)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("conninfo", nargs="?")
    parser.add_argument("--throwaway", action="store_true")
    parser.add_argument("--installed-by", metavar="FILE.sql")
    parser.add_argument("--name")
    parser.add_argument("--only", action="append", default=[], metavar="EXTENSION")
    options = parser.parse_args()
    if bool(options.conninfo) == options.throwaway:
        parser.error("give either a conninfo or --throwaway")

    def work(conninfo):
        if options.installed_by:
            in_scratch_database(conninfo, lambda server: dump_install_script(server, options.installed_by, options.name))
            write_extension_list()
        else:
            dump_all(conninfo, options.only)

    if options.throwaway:
        with_throwaway_server(work)
    else:
        work(options.conninfo)
    return 0


if __name__ == "__main__":
    sys.exit(main())
