#!/usr/bin/env python3
"""Holds the examples of docs/checks.md to the analysis and to a live server.

A block ```sql ok ends with `-- names and types <- parameter types`; ```sql error with `-- SQLSTATE at text: message`, perhaps
a hint; ```sql limit with what the analysis says here and what a server says. The statements of ok and error get the same
answer from a server, those of limits the two answers that the page gives.
"""
import argparse
import json
import os
import re
import subprocess
import sys
import tempfile

BLOCK = re.compile(r"^```sql (schema|ok|error|limit)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
ERROR = re.compile(r"(\w{5})(?: at (.+?))?: (.*)")
TYPE_NAMES = {"int4": "integer", "int8": "bigint"}


class Example:
    def __init__(self, kind, body):
        lines = body.rstrip("\n").split("\n")
        self.kind = kind
        self.statement = " ".join(line for line in lines if not line.startswith("-- ")).rstrip(";")
        self.claims = [line[3:] for line in lines if line.startswith("-- ")]


def type_name(answer):
    name = answer["name"]
    return TYPE_NAMES.get(name, name) + ("[]" if answer["is_array"] else "")


def shape(query):
    columns = ", ".join(f'{column["name"]} {type_name(column["type"] | {"is_array": column["is_array"]})}' for column in query["columns"])
    parameters = ", ".join(type_name(parameter["type"] | {"is_array": parameter["is_array"]}) for parameter in query["params"])
    return columns + (" <- " + parameters if parameters else "")


def error_problem(claim, example, diagnostic, hints):
    """What is wrong with `SQLSTATE at text: message`."""
    code, place, message = ERROR.fullmatch(claim).groups()
    if diagnostic is None:
        return f"the analysis accepts it: {claim}"
    at = example.statement[diagnostic["column"] - 1:]
    if diagnostic["code"] != code or diagnostic["message"] != message or (place is not None and not at.startswith(place)):
        return f'says {diagnostic["code"]} at {at}: {diagnostic["message"]}'
    if any(not diagnostic.get("hint", "").startswith(hint) for hint in hints):
        return f'has another hint: {diagnostic.get("hint")}'
    return None


def analysis_problem(example, query, diagnostic):
    claims = example.claims
    hints = [claim[len("hint: "):] for claim in claims if claim.startswith("hint: ")]
    if example.kind == "error":
        return error_problem(claims[0], example, diagnostic, hints)
    if example.kind == "limit":
        claim = claims[0].removeprefix("here: ")
        if claim != "accepted":
            return error_problem(claim, example, diagnostic, hints)
        return None if diagnostic is None else f'is rejected: {diagnostic["message"]}'
    if query is None:
        return f"is rejected: {diagnostic}"
    return None if shape(query) == claims[0] else f"has the shape {shape(query)}"


def analysis_problems(args, schema, examples, folder):
    with open(os.path.join(folder, "schema.sql"), "w") as out:
        out.write(schema)
    with open(os.path.join(folder, "queries.sql"), "w") as out:
        for number, example in enumerate(examples):
            out.write(f"-- name: Example{number} :exec\n{example.statement};\n")
    result = subprocess.run([args.pgscribe, "analyze", "--schema", "schema.sql", "--queries", "queries.sql"], cwd=folder, stdout=subprocess.PIPE, text=True)
    answer = json.loads(result.stdout)
    queries = {query["name"]: query for query in answer["queries"]}
    errors = {diagnostic["line"]: diagnostic for diagnostic in answer["diagnostics"] if diagnostic["severity"] == "error"}
    for number, example in enumerate(examples):
        problem = analysis_problem(example, queries.get(f"Example{number}"), errors.get(2 * number + 2))
        if problem:
            yield f"{example.statement}\n  {problem}"


def server_differences(args, folder, examples):
    """The server's minor release; statement -> "code" or "accepted", for those that it answers otherwise."""
    path = os.path.join(folder, "statements.sql")
    with open(path, "w") as out:
        out.write("".join(example.statement + "\n" for example in examples))
    command = [args.differential, "--schema", os.path.join(folder, "schema.sql"), "--statements", path, "--known-limits", "off", "--examples", "1000"]
    lines = subprocess.run(command, stdout=subprocess.PIPE, text=True).stdout.split("\n")
    if not re.match(rf"{len(examples)} statements, ", lines[-2]):
        raise RuntimeError("\n".join(lines))
    minor = int(next(filter(None, (re.fullmatch(r"PostgreSQL 15\.(\d+)", line) for line in lines))).group(1))
    differences = {}
    for statement, server in zip(lines, lines[1:]):
        if server.startswith("  server:   "):
            answer = server.removeprefix("  server:   ")
            differences[statement] = answer[:5] if re.match(r"[0-9A-Z]{5} at ", answer) else "accepted"
    return minor, differences


def claimed_answer(claim, minor):
    """Of `server: ANSWER` or `server before 15.N: ANSWER`, what a server of 15.minor says."""
    before, answer = re.fullmatch(r"server(?: before 15\.(\d+))?: (.*)", claim).groups()
    return answer if before is None or minor < int(before) else "the same"


def server_problems(args, folder, examples):
    same = [example for example in examples if example.kind != "limit"]
    for statement, answer in server_differences(args, folder, same)[1].items():
        yield f"{statement}\n  a server answers otherwise: {answer}"
    limits = [example for example in examples if example.kind == "limit"]
    minor, differences = server_differences(args, folder, limits)
    for example in limits:
        claim = claimed_answer(example.claims[1], minor)
        answer = differences.get(example.statement, "the same")
        if answer != claim:
            yield f"{example.statement}\n  a server says {answer}, not {claim}"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    for option in ("pgscribe", "differential", "page"):
        parser.add_argument("--" + option, required=True)
    args = parser.parse_args()
    with open(args.page) as page:
        blocks = BLOCK.findall(page.read())
    schema = "".join(body for kind, body in blocks if kind == "schema")
    examples = [Example(kind, body) for kind, body in blocks if kind != "schema"]
    with tempfile.TemporaryDirectory(prefix="pgscribe_checks_") as folder:
        problems = list(analysis_problems(args, schema, examples, folder)) + list(server_problems(args, folder, examples))
    for problem in problems:
        print(problem)
    print(f"{len(examples)} examples, {len(problems)} problems")
    return 1 if problems or len(examples) < 40 else 0


if __name__ == "__main__":
    sys.exit(main())
