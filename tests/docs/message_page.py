#!/usr/bin/env python3
"""Makes the list of messages in docs/messages.md from the tables (generator/src/**/messages.def). Without --write it
only says whether the page is up to date."""
import argparse
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "style"))
from made_part import hold  # noqa: E402
from message_table import Message, read_tables, without_braces  # noqa: E402

BEGIN = "<!-- made from the tables of messages by tests/docs/message_page.py --write -->\n"
END = "<!-- end of the list -->\n"
LEVELS = {"WARNING": "warning: ", "NOTE": "note: "}
SENTENCE = re.compile(r"^/// (.*)$", re.MULTILINE)


def cell(text: str) -> str:
    text = re.sub(r"(?<!\{)\{(\w+)\}", r"<\1>", text)
    return without_braces(text).replace("|", "\\|").replace("<", "&lt;").replace("*", "\\*").replace("_", "\\_")


def row_of(message: Message) -> str:
    said = cell(message.text)
    if message.detail:
        said += "<br>detail: " + cell(message.detail)
    if message.hint:
        said += "<br>hint: " + cell(message.hint)
    return f"| `{message.code}` | {LEVELS.get(message.kind, '')}{said} |\n"


def listed(source: pathlib.Path) -> str:
    rows = [row for row in read_tables(source) if row.kind != "PHRASE"]
    result = ""
    for stage in dict.fromkeys(row.stage for row in rows):
        sentence = SENTENCE.search((source / stage / "messages.hpp").read_text()).group(1)
        result += f"\n### {stage}\n\n{sentence}\n\n| code | message |\n|---|---|\n"
        result += "".join(sorted(row_of(row) for row in rows if row.stage == stage))
    return result + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--source", required=True)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    root = pathlib.Path(options.source)
    hold(root / "docs/messages.md", BEGIN, END, listed(root / "generator/src"), options.write,
         "tests/docs/message_page.py --source . --write")


if __name__ == "__main__":
    main()
