#!/usr/bin/env python3
"""What pgscribe prints to a terminal: colours there, none where NO_COLOR is set, on a dumb terminal or in a pipe, with the same words; and
`pgscribe watch`, which generates again when a file changes."""
import argparse
import os
import pty
import re
import subprocess
import sys
import tempfile

SGR = re.compile(r"\x1b\[[0-9;]*m")
CONFIG = """version: "2"
sql: [{engine: postgresql, schema: schema.sql, queries: query.sql, gen: {cpp: {out: out}}}]
"""
QUERY = "-- name: GetMovie :one\nSELECT id FROM movies WHERE id = @id;\n"


def write(name, text):
    with open(name, "w") as file:
        file.write(text)


def at_terminal(command, **variables):
    """What the command prints to stderr, which is a terminal."""
    ours, theirs = pty.openpty()
    environment = {key: value for key, value in os.environ.items() if key != "NO_COLOR"}
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=theirs, env={**environment, "TERM": "xterm", **variables})
    os.close(theirs)
    text = b""
    try:
        while piece := os.read(ours, 4096):
            text += piece
    except OSError:  # the end of a terminal
        pass
    process.wait()
    os.close(ours)
    return text.decode().replace("\r\n", "\n")


def colours(pgscribe):
    write("query.sql", QUERY.replace("id FROM", "titel FROM"))
    for command in ([pgscribe, "check"], [pgscribe, "chekc"]):
        plain = subprocess.run(command, capture_output=True, text=True).stderr
        coloured = at_terminal(command)
        # A machine that is busy may take more than a second; then the progress line was there.
        coloured = re.sub(r"^(?:\rat work for \d+ s)*\r\x1b\[K", "", coloured)
        if not SGR.search(coloured) or SGR.sub("", coloured) != plain:
            yield f"{command}: {coloured!r}, in a pipe {plain!r}"
        if "\x1b" in plain:
            yield f"{command}: colours in a pipe"
        for variables in ({"NO_COLOR": "1"}, {"TERM": "dumb"}):
            if SGR.search(at_terminal(command, **variables)):
                yield f"{command}: colours in spite of {variables}"
        if not SGR.search(at_terminal(command, NO_COLOR="")):
            yield f"{command}: an empty NO_COLOR counts"


def next_line(process):
    line = process.stdout.readline()
    if not line:
        raise EOFError("watch ended by itself: " + process.stderr.read())
    return line


def watch(pgscribe):
    write("query.sql", QUERY)
    process = subprocess.Popen([pgscribe, "watch", "--interval", "0.01"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        first = next_line(process)
        if not first.startswith("generated; waiting for a change of "):
            yield f"watch begins with {first!r}"
        write("query.sql", QUERY.replace("GetMovie", "FindMovie"))
        second = next_line(process)
        # The file may have been read while it was written.
        while not os.path.exists("out/query.hpp") or "find_movie" not in open("out/query.hpp").read():
            second = next_line(process)
        if not second.startswith("generated"):
            yield f"watch says {second!r} of a changed query"
        write("generator.yaml", "version: 3\n")
        while not next_line(process).startswith("failed"):
            pass
        write("generator.yaml", CONFIG)
        while not next_line(process).startswith("generated"):
            pass
        if process.poll() is not None:
            yield "watch ended by itself"
    finally:
        process.terminate()
        process.communicate()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pgscribe", required=True)
    pgscribe = parser.parse_args().pgscribe
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        write("generator.yaml", CONFIG)
        write("schema.sql", "CREATE TABLE movies (id bigint PRIMARY KEY);\n")
        problems = [*colours(pgscribe), *watch(pgscribe)]
    print("\n".join(problems))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
