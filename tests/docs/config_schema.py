#!/usr/bin/env python3
"""Holds docs/generator.schema.json against the program: that it is what `pgscribe config-schema` prints; that every configuration of the
project validates; and that whatever is made wrong in a configuration, key by key, both refuse. `--write` makes the file.
Without jsonschema and yaml (python3-jsonschema, python3-yaml) it is a skip (exit code 77), which ctest shows."""
import argparse
import copy
import json
import os
import re
import subprocess
import sys
import tempfile

SKIPPED = 77

# Every key that is pgscribe's, in its right place.
FULL = {
    "version": "2",
    "sql": [{
        "name": "media", "engine": "postgresql", "schema": ["schema"], "queries": "queries", "search_path": ["app", "public"],
        "server_version": 15, "stubs": {"postgis": "a.sql", "citus": ["b.sql"]}, "database": {"uri": "postgresql:///app"},
        "vet": {"enable": ["unindexed-condition"], "disable": "offset-page", "start_after": "7.sql",
                "rules": [{"name": "no-star", "sql": "SELECT 1 AS line", "message": "text", "severity": "error"}]},
        "gen": {"go": {"package": "db"}, "cpp": {
            "out": "generated", "namespace": "db", "layout": "split", "naming": "snake_case", "templates": "templates",
            "query_parameter_limit": 2, "emit_json": True, "emit_interface": True, "emit_ostream": True, "emit_expected": True,
            "emit_exact_table_names": True, "inflection_exclude_table_names": ["data"], "default_schema": "app",
            "strong_domains": ["email"], "allow": ["many-rows"], "statement_comments": "name", "rename": {"movie": "Film"},
            "overrides": [{"db_type": "uuid", "nullable": True, "cpp_type": {"name": "Uuid", "include": "uuid.hpp", "codec": "codec"}},
                          {"column": "a.b", "elements": "not null"}]}}}],
}
# Read without a look at the database of other programs.
UNREAD = ("go", "database")
WRONG = ([[]], {"no": {"such": "thing"}}, "no-such-word")
WRONG_NUMBERS = (-1, 99)


def yaml_of(value):
    """JSON is YAML."""
    return json.dumps(value)


def places(value, path=()):
    """Every place in a configuration: keys and items."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        if key in UNREAD:
            continue
        yield path + (key,)
        yield from places(inner, path + (key,))


def parent_of(config, path):
    for key in path[:-1]:
        config = config[key]
    return config


def mutants(full):
    """Configurations with one thing changed each."""
    for path in places(full):
        old = parent_of(full, path)[path[-1]]
        for wrong in WRONG + (WRONG_NUMBERS if type(old) is int else ()):
            changed = copy.deepcopy(full)
            parent_of(changed, path)[path[-1]] = wrong
            yield f"{path} = {wrong}", changed
        if isinstance(path[-1], str):
            renamed = copy.deepcopy(full)
            parent = parent_of(renamed, path)
            parent[path[-1] + "x"] = parent.pop(path[-1])
            yield f"{path} misspelt", renamed
        removed = copy.deepcopy(full)
        del parent_of(removed, path)[path[-1]]
        yield f"without {path}", removed
    for additions in ({"db_type": "uuid"}, {"cpp_type": "X"}, {"nullable": True}):
        added = copy.deepcopy(full)
        added["sql"][0]["gen"]["cpp"]["overrides"][1].update(additions)
        yield f"override with {additions}", added


def is_taken(pgscribe, folder, text):
    """Whether the configuration itself is: what it names need not be there, and two entries are held against each other only by the program."""
    with open(os.path.join(folder, "generator.yaml"), "w") as file:
        file.write(text)
    told = subprocess.run([pgscribe, "check"], cwd=folder, capture_output=True, text=True).stderr
    told = "\n".join(line for line in told.splitlines() if "two entries have the same" not in line)
    return "[bad-config]" not in told and "[bad-yaml]" not in told


def configurations(root):
    """Of the project, its tests and its pages, as text by name."""
    for folder, folders, names in os.walk(root):
        folders[:] = [name for name in folders if name not in ("build", ".git")]
        for name in names:
            path = os.path.join(folder, name)
            if name == "generator.yaml":
                with open(path) as file:
                    yield path, file.read()
            elif name.endswith(".md"):
                with open(path) as file:
                    for text in re.findall(r"^```yaml generator\.yaml\n(.*?)^```", file.read(), re.MULTILINE | re.DOTALL):
                        yield path, text


def problems_of(pgscribe, root, schema):
    import jsonschema
    import yaml
    validator = jsonschema.Draft202012Validator(schema)
    jsonschema.Draft202012Validator.check_schema(schema)

    def is_valid_text(text):
        try:
            return validator.is_valid(yaml.safe_load(text))
        except yaml.YAMLError:
            return False

    with tempfile.TemporaryDirectory() as folder:
        count = 0
        for name, text in configurations(root):
            count += 1
            is_valid, taken = is_valid_text(text), is_taken(pgscribe, folder, text)
            if is_valid != taken:
                yield f"{name}: the program {'takes' if taken else 'refuses'} it, the schema does not:\n{text}"
        if count < 10:
            yield f"only {count} configurations were found"
        if not validator.is_valid(FULL) or not is_taken(pgscribe, folder, yaml_of(FULL)):
            yield f"the full configuration is refused: {[error.message for error in validator.iter_errors(FULL)]}"
        refused = 0
        for name, config in mutants(FULL):
            is_valid, taken = validator.is_valid(config), is_taken(pgscribe, folder, yaml_of(config))
            refused += not taken
            if is_valid != taken:
                yield f"{name}: the program {'takes' if taken else 'refuses'} it, the schema {'takes' if is_valid else 'refuses'} it"
        if refused < 100:
            yield f"only {refused} changed configurations were refused"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pgscribe", required=True)
    parser.add_argument("--source", required=True)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    printed = subprocess.run([arguments.pgscribe, "config-schema"], check=True, capture_output=True, text=True).stdout
    path = os.path.join(arguments.source, "docs/generator.schema.json")
    if arguments.write:
        with open(path, "w") as file:
            file.write(printed)
    with open(path) as file:
        if file.read() != printed:
            print("docs/generator.schema.json is not what the program prints: tests/docs/config_schema.py --write")
            return 1
    try:
        import jsonschema, yaml  # noqa: F401, E401
    except ImportError as missing:
        print(f"not held against configurations: {missing}")
        return SKIPPED
    problems = list(problems_of(arguments.pgscribe, arguments.source, json.loads(printed)))
    print("\n".join(problems))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
