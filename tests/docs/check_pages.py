#!/usr/bin/env python3
"""Checks the code of the documentation.

A fenced block whose info string names a file (```sql queries/movies.sql) is written to a scratch project of its page, or one of the projects in
its folders. If it has a generator.yaml, the project is generated; then each of its .cpp files is compiled. A block ```text expect lists messages that `pgscribe check` must print. Links to files of
the repository must lead somewhere.
"""
import argparse
import os
import re
import subprocess
import sys
import tempfile

FENCE = re.compile(r"^```(\w+)[ \t]+(\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
BLOCK = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)#]+)(?:#[^)]*)?\)")
WARNINGS = ["-Wall", "-Wextra", "-Wpedantic", "-Wshadow", "-Wconversion", "-Werror"]


def run(command, folder):
    return subprocess.run(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def write_project(text, folder):
    names = []
    expected = ""
    for language, name, body in FENCE.findall(text):
        if (language, name) == ("text", "expect"):
            expected += body
            continue
        path = os.path.join(folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "a") as out:
            out.write(body)
        names.append(name)
    return names, expected


def check_page(page, args):
    with open(page) as source:
        text = source.read()
    problems = []
    for link in LINK.findall(BLOCK.sub("", text)):
        if "://" not in link and not os.path.exists(os.path.join(os.path.dirname(page), link)):
            problems.append(f"link to {link} leads nowhere")
    with tempfile.TemporaryDirectory(prefix="pgscribe_docs_") as folder:
        names, expected = write_project(text, folder)
        projects = [os.path.dirname(name) for name in names if os.path.basename(name) == "generator.yaml"]
        for project in projects:
            result = run([args.pgscribe, "check" if expected else "generate"], os.path.join(folder, project))
            for line in expected.splitlines():
                if line.strip() and line not in result.stdout:
                    problems.append(f"pgscribe does not print: {line}\n{result.stdout}")
            if not expected and result.returncode != 0:
                problems.append("pgscribe generate fails:\n" + result.stdout)
        if problems:
            return problems
        for name in names:
            if name.endswith(".cpp"):
                own = max((project for project in projects if project and name.startswith(project + "/")), key=len, default=".")
                includes = [option for include in (f"{own}/generated", *args.include, own) for option in ("-I", include)]
                compiled = run([args.compiler, "-std=c++20", *WARNINGS, "-fsyntax-only", *includes, name], folder)
                if compiled.returncode != 0:
                    problems.append(f"{name} does not compile:\n{compiled.stdout}")
    return problems


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    for option in ("pgscribe", "compiler", "source"):
        parser.add_argument("--" + option, required=True)
    parser.add_argument("--include", action="append", required=True)
    parser.add_argument("--without", action="append", default=[], help="a page that needs a library that is not there")
    args = parser.parse_args()
    docs = os.path.join(args.source, "docs")
    maps = ["README.md", "CONTRIBUTING.md", "SECURITY.md", "generator/README.md", "runtime/README.md", "tests/property/README.md"]
    pages = [os.path.join(args.source, name) for name in maps] + sorted(
        os.path.join(folder, name) for folder in (docs, os.path.join(docs, "cookbook")) for name in os.listdir(folder) if name.endswith(".md"))
    failed = False
    for page in pages:
        if os.path.basename(page) in args.without:
            print(f"{os.path.relpath(page, args.source)}: left out")
            continue
        for problem in check_page(page, args):
            failed = True
            print(f"{os.path.relpath(page, args.source)}: {problem}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
