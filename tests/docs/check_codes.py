#!/usr/bin/env python3
"""Holds pgscribe's own diagnostic codes in three places against each other: the tables of messages, the table in
docs/messages.md, and the tests, in which each must have a case."""
import argparse
import os
import re
import sys

CODE = re.compile(r'"([a-z]+(?:-[a-z]+)+)"')
ROW = re.compile(r"^\| `([a-z-]+)` \|", re.MULTILINE)


def texts(folder, endings):
    for path, _, names in os.walk(folder):
        for name in sorted(names):
            if name.endswith(endings):
                with open(os.path.join(path, name), encoding="utf-8", errors="replace") as source:
                    yield source.read()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--source", required=True)
    root = parser.parse_args().source
    reported = {code for text in texts(os.path.join(root, "generator/src"), "messages.def") for code in CODE.findall(text)}
    with open(os.path.join(root, "docs/messages.md")) as page:
        documented = set(ROW.findall(page.read()))
    tests = "\n".join(texts(os.path.join(root, "tests"), (".cpp", ".hpp", ".txt", ".json", ".py")))
    problems = [f"{code} is reported and not in docs/messages.md" for code in sorted(reported - documented)]
    problems += [f"{code} is in docs/messages.md and never reported" for code in sorted(documented - reported)]
    problems += [f"{code} has no test" for code in sorted(reported & documented) if code not in tests]
    for problem in problems:
        print(problem)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
