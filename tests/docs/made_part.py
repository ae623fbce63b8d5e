"""A part of a page that is made of tables of the sources: written, or only held against what it would be."""
import sys


def hold(page, begin, end, part, write, command):
    """`command` is how the part is made again. Ends the program when the page has no place for it, or has another one."""
    text = page.read_text()
    before, found_begin, rest = text.partition(begin)
    _, found_end, after = rest.partition(end)
    if not found_begin or not found_end:
        sys.exit(f"{page} has no place for what is made: {begin}{end}")
    made = before + begin + part + end + after
    if write:
        page.write_text(made)
    elif made != text:
        sys.exit(f"{page} is not what the tables say: {command}")
