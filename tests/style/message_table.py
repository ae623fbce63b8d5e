"""The tables of messages (generator/src/**/messages.def) as Python sees them."""
import dataclasses
import pathlib
import re

ROW = re.compile(r"^(ERROR|WARNING|NOTE|PHRASE)\((\w+),", re.MULTILINE)
LITERAL = re.compile(r'"((?:[^"\\]|\\.)*)"')
PLACEHOLDER = re.compile(r"(?<!\{)\{(\w+)\}")


@dataclasses.dataclass
class Message:
    kind: str
    id: str
    stage: str
    code: str = ""
    text: str = ""
    detail: str = ""
    hint: str = ""


def unescaped(literal: str) -> str:
    return re.sub(r"\\(.)", r"\1", literal)


def joined_literals(source: str) -> str:
    return "".join(unescaped(part) for part in LITERAL.findall(source))


def end_of_row(source: str, begin: int) -> int:
    """The position of the parenthesis that closes the row."""
    position = begin
    while source[position] != ")":
        literal = LITERAL.match(source, position)
        position = literal.end() if literal else position + 1
    return position


def read_rows(path: pathlib.Path, stage: str) -> list[Message]:
    source = path.read_text()
    rows = []
    for match in ROW.finditer(source):
        body = source[match.end() : end_of_row(source, match.end())]
        fields = re.split(r",\s*\.(detail|hint) = ", body)
        message = Message(match.group(1), match.group(2), stage)
        if message.kind == "PHRASE":
            message.text = joined_literals(fields[0])
        else:
            code = LITERAL.search(fields[0])
            message.code, message.text = code.group(1), joined_literals(fields[0][code.end() :])
        for name, value in zip(fields[1::2], fields[2::2]):
            setattr(message, name, joined_literals(value))
        rows.append(message)
    return rows


def read_tables(source: pathlib.Path) -> list[Message]:
    """All rows, the tables in the order of their paths. `source` is generator/src."""
    tables = sorted(source.rglob("messages.def"))
    return [row for table in tables for row in read_rows(table, table.parent.relative_to(source).as_posix())]


def without_braces(text: str) -> str:
    return text.replace("{{", "{").replace("}}", "}")


def pattern_of(text: str) -> str:
    """A regular expression for what a text is with its arguments in place."""
    pieces = PLACEHOLDER.split(text)
    return "".join("[^\n]*?" if i % 2 else re.escape(without_braces(piece)) for i, piece in enumerate(pieces))
