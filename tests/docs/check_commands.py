#!/usr/bin/env python3
"""Every `pgscribe ...` line in the shell and YAML examples of the pages, the README, the hooks and the Dockerfile names a command and options that the
program has; YAML examples without a placeholder are YAML."""
import argparse
import functools
import os
import re
import subprocess
import sys

BLOCK = re.compile(r"^( *)```(sh|yaml)\n(.*?)^ *```", re.MULTILINE | re.DOTALL)
CALL = re.compile(r"(?:^|- run: |- |&& |entry: |\$ )pgscribe ((?:[\w-]+)(?: [^#\n]*)?)", re.MULTILINE)
MIN_CALLS = 25


@functools.lru_cache(maxsize=None)
def help_of(pgscribe, words):
    result = subprocess.run([pgscribe, "help", *words], capture_output=True, text=True)
    return result.stdout if result.returncode == 0 else None


def problems_of(pgscribe, call):
    words = re.split(r" (?:\||&&|>|2>)", call.strip())[0].split()
    text = help_of(pgscribe, (words[0],))
    if text is None:
        yield f"no command {words[0]}"
        return
    if len(words) > 1 and "\nCommands:\n" in text and not words[1].startswith("-"):
        text = help_of(pgscribe, tuple(words[:2])) or text
    for word in words[1:]:
        option = word.split("=")[0]
        if option.startswith("-") and not re.search(rf"(?:^  |, ){re.escape(option)}(?: |,|$)", text, re.MULTILINE):
            yield f"{words[0]} has no option {option}"


def texts(root):
    """The examples by the file they are in."""
    pages = ["README.md"] + [os.path.join(folder, name) for folder, _, names in os.walk(os.path.join(root, "docs"))
                             for name in sorted(names) if name.endswith(".md")]
    for page in pages:
        with open(os.path.join(root, page)) as file:
            for _, kind, text in BLOCK.findall(file.read()):
                yield page, kind, text
    with open(os.path.join(root, ".pre-commit-hooks.yaml")) as file:
        yield ".pre-commit-hooks.yaml", "yaml", file.read()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pgscribe", required=True)
    parser.add_argument("--source", required=True)
    arguments = parser.parse_args()
    problems, calls = [], 0
    try:
        import yaml
    except ImportError:
        yaml = None
    for page, kind, text in texts(arguments.source):
        for call in CALL.findall(text):
            calls += 1
            problems += [f"{page}: pgscribe {call}: {problem}" for problem in problems_of(arguments.pgscribe, call)]
        if yaml is not None and kind == "yaml":
            try:
                yaml.safe_load(text)
            except yaml.YAMLError as error:
                problems.append(f"{page}: {error}\n{text}")
    if calls < MIN_CALLS:
        problems.append(f"only {calls} calls were found")
    print("\n".join(problems))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
