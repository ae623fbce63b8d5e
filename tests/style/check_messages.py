#!/usr/bin/env python3
"""Every message that pgscribe can give (a row of a messages.def) stands in what a test expects: in a golden case's
stderr.txt or a fold's .txt with its code, detail and hint, or in the text of another test; else in unprovoked_messages.txt with the
reason why nothing provokes it. A row that no source uses is an error, too."""
import pathlib
import re
import sys

from message_table import PLACEHOLDER, Message, pattern_of, read_tables, without_braces

GOLDEN = re.compile(r"(?:error|warning|note): (?P<text>.*?)(?: \[(?P<code>[\w-]+)\])?$")
FOLDED = re.compile(r"(?P<code>[\w-]+) at \".*?\": (?P<text>.*)$")
STRING = re.compile(r'"((?:[^"\\\n]|\\.)*)"|R"(\w*)\((.*?)\)\2"', re.DOTALL)
USE = re.compile(r"\bmsg::(\w+)")
# A text with fewer letters of its own says nothing about which message it was.
MIN_LETTERS = 8


def golden_messages(tests: pathlib.Path) -> list[dict[str, str]]:
    """Of the golden cases, and of the fold's."""
    return messages_of(sorted((tests / "golden").rglob("stderr.txt")), GOLDEN) + messages_of(
        sorted((tests / "unit/catalog").glob("ddl*/*.txt")), FOLDED)


def messages_of(paths: list[pathlib.Path], message: re.Pattern[str]) -> list[dict[str, str]]:
    found = []
    for path in paths:
        for line in path.read_text().splitlines():
            if line.startswith("  ") and found and line[2:].startswith(("detail: ", "hint: ")):
                name, _, text = line[2:].partition(": ")
                found[-1][name] = text
            elif match := message.search(line) if not line.startswith(" ") else None:
                found.append({"detail": "", "hint": "", **match.groupdict(default="")})
    return found


def strings_of(path: pathlib.Path) -> str:
    """The string literals of a C++ source, each run of neighbours joined."""
    source = path.read_text()
    result, end = [], 0
    for match in STRING.finditer(source):
        text = match.group(3) if match.group(3) is not None else re.sub(r"\\(.)", r"\1", match.group(1) or "")
        if source[end : match.start()].strip():
            result.append("\n")
        result.append(text)
        end = match.end()
    return "".join(result)


def other_texts(tests: pathlib.Path, docs: pathlib.Path) -> str:
    sources = [path for path in sorted(tests.rglob("*_test.cpp"))]
    scripts = [path for path in sorted(tests.rglob("*.py")) if path.parent.name != "style"]
    pages = [path for path in sorted(docs.glob("*.md")) if path.name != "messages.md"]
    return "\n".join([strings_of(path) for path in sources] + [path.read_text() for path in scripts + pages])


def is_in_golden(message: Message, golden: list[dict[str, str]]) -> bool:
    fields = {name: re.compile(pattern_of(getattr(message, name))) for name in ("text", "detail", "hint")}
    return any(
        found["code"] == message.code and all(pattern.fullmatch(found[name]) for name, pattern in fields.items())
        for found in golden
    )


def is_in_texts(message: Message, texts: str) -> bool:
    """In a line of the texts that other tests hold."""
    pieces = [without_braces(piece) for piece in PLACEHOLDER.split(message.text)[::2]]
    if sum(character.isalpha() for piece in pieces for character in piece) < MIN_LETTERS:
        return False
    pattern = re.compile(pattern_of(message.text))
    longest = max(pieces, key=len)
    at = texts.find(longest)
    while at >= 0:
        end = texts.find("\n", at)
        if pattern.search(texts, texts.rfind("\n", 0, at) + 1, end):
            return True
        at = texts.find(longest, end)
    return False


def is_twin(message: Message, messages: list[Message]) -> bool:
    """Another message has the same text: only a golden case can tell them apart."""
    return sum(other.kind != "PHRASE" and pattern_of(other.text) == pattern_of(message.text) for other in messages) > 1


def is_told(message: Message, messages: list[Message], golden: list[dict[str, str]], texts: str) -> bool:
    if message.kind == "PHRASE":
        return is_in_texts(message, texts)
    return is_in_golden(message, golden) or (not is_twin(message, messages) and is_in_texts(message, texts))


def main() -> int:
    root = pathlib.Path(sys.argv[1])
    messages = read_tables(root / "generator/src")
    golden = golden_messages(root / "tests")
    texts = other_texts(root / "tests", root / "docs") + "\n" + "\n".join(
        found[name] for found in golden for name in ("text", "detail", "hint"))
    sources = {name for path in (root / "generator/src").rglob("*.[ch]pp") for name in USE.findall(path.read_text())}
    exempt = dict(re.findall(r"^(\w+): (.+)$", pathlib.Path(__file__).with_name("unprovoked_messages.txt").read_text(), re.MULTILINE))

    faults = []
    for message in messages:
        if message.id not in sources:
            faults.append(f"{message.id} ({message.stage}): no source uses it")
        told = is_told(message, messages, golden, texts)
        if told and message.id in exempt:
            faults.append(f"{message.id}: unprovoked_messages.txt names it, and a test expects it")
        if not told and message.id not in exempt:
            faults.append(f'{message.id} ({message.stage}): no test expects "{message.text}" [{message.code}]')
    known = {message.id for message in messages}
    faults += [f"{name}: unprovoked_messages.txt names it, and no table does" for name in sorted(set(exempt) - known)]
    print("\n".join(faults))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
