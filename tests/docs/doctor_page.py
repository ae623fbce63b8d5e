#!/usr/bin/env python3
"""Makes the table of checks in docs/deployed-database.md from generator/src/cli/doctor (checks.def, messages.def). Without
--write it only says whether the page is up to date."""
import argparse
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "style"))
from made_part import hold  # noqa: E402
from message_table import read_rows  # noqa: E402

BEGIN = "<!-- made from generator/src/cli/doctor by tests/docs/doctor_page.py --write -->\n"
END = "<!-- end of the table -->\n"
CHECK = re.compile(r'^DOCTOR_CHECK\(\w+, "([a-z-]+)", (\d+), "(.*)", "(.*)"\)$', re.MULTILINE)


def table(folder):
    severities = {}
    for row in read_rows(folder / "messages.def", "cli/doctor"):
        severities.setdefault(row.code, dict())[row.kind.lower()] = None
    rows = "".join(
        f"| `{code}` | {', '.join(severities[code])} | {finds} | {f'{threshold} {unit}' if unit else ''} |\n"
        for code, threshold, unit, finds in CHECK.findall((folder / "checks.def").read_text()))
    return "\n| code | severity | finds | from |\n|---|---|---|---|\n" + rows + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--source", required=True)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    root = pathlib.Path(args.source)
    hold(root / "docs/deployed-database.md", BEGIN, END, table(root / "generator/src/cli/doctor"), args.write,
         "tests/docs/doctor_page.py --source . --write")


main()
