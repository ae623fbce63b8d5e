#!/usr/bin/env python3
"""Holds docs/commands.md against the program: the help of every command, as it prints it. `--write` makes the page."""
import argparse
import os
import re
import subprocess
import sys

BEGIN = "<!-- what follows is made from the definitions of the commands: tests/docs/command_page.py --write -->\n"


def help_of(pgscribe, words):
    return subprocess.run([pgscribe, "help", *words], check=True, capture_output=True, text=True).stdout


def commands_in(text):
    section = re.search(r"^Commands:\n((?:  .*\n)+)", text, re.MULTILINE)
    return re.findall(r"^  (\S+)  ", section.group(1), re.MULTILINE) if section else []


def sections(pgscribe, words):
    text = help_of(pgscribe, words)
    result = f"\n{'#' * min(2 + len(words) - 1, 3)} pgscribe {' '.join(words)}\n\n```text\n{text}```\n" if words else ""
    return result + "".join(sections(pgscribe, words + [command]) for command in commands_in(text))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pgscribe", required=True)
    parser.add_argument("--source", required=True)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    path = os.path.join(arguments.source, "docs/commands.md")
    with open(path) as file:
        page = file.read()
    made = page[:page.index(BEGIN)] + BEGIN + sections(arguments.pgscribe, [])
    if arguments.write:
        with open(path, "w") as file:
            file.write(made)
    elif made != page:
        print("docs/commands.md is not what the program says: tests/docs/command_page.py --write")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
