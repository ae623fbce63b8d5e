#!/usr/bin/env python3
"""Follows a page as its reader would, in an empty folder: writes the files that it shows, runs its `sh` blocks in order, and
holds each `text output` block against what the last command before it printed. pgscribe is installed from this build first."""
import argparse
import os
import re
import subprocess
import sys
import tempfile

FENCE = re.compile(r"^```(\w+)[ \t]*(\S*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def run(command, **options):
    result = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **options)
    if result.returncode != 0:
        sys.exit(f"{command}\n{result.stdout}")
    return result.stdout


def follow(text, folder, environment):
    printed, compared = "", 0
    for language, name, body in FENCE.findall(text):
        if (language, name) == ("text", "output"):
            compared += 1
            if printed != body:
                sys.exit(f"the page says\n{body}and the command before it prints\n{printed}")
        elif name:
            path = os.path.join(folder, name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "w") as out:
                out.write(body)
        elif language == "sh":
            for command in body.splitlines():
                printed = run(command, shell=True, cwd=folder, env=environment)
    if compared == 0:
        sys.exit("the page shows no output")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    for option in ("cmake", "build", "compiler", "page"):
        parser.add_argument("--" + option, required=True)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="pgscribe_page_") as folder:
        prefix, project = os.path.join(folder, "prefix"), os.path.join(folder, "project")
        os.mkdir(project)
        run([args.cmake, "--install", args.build, "--prefix", prefix])
        environment = dict(os.environ, CMAKE_PREFIX_PATH=prefix, CXX=args.compiler,
                           PATH=os.path.join(prefix, "bin") + os.pathsep + os.environ["PATH"])
        with open(args.page) as page:
            follow(page.read(), project, environment)


main()
