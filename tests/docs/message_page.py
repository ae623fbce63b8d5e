#!/usr/bin/env python3
"""Makes the list of messages in docs/messages.md from the tables (generator/src/**/messages.def). Without --write it
only says whether the page is up to date."""
import argparse
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "style"))
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


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--source", required=True)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    root = pathlib.Path(options.source)
    page = root / "docs/messages.md"
    text = page.read_text()
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        print(f"{page} has no place for the list: {BEGIN}{END}")
        return 1
    made = before + BEGIN + listed(root / "generator/src") + END + after
    if options.write:
        page.write_text(made)
    elif made != text:
        print("docs/messages.md is not what the tables say: tests/docs/message_page.py --source . --write")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
