#!/usr/bin/env python3
"""Reads the pages of catalogues without a browser: the markup is in order, every link leads somewhere, nothing is asked of a network, ids are there
once, hostile names are text, and two runs give the same bytes."""
import argparse
import html.parser
import json
import re
import sys
import tempfile
import urllib.parse

from projects import HOSTILE, PLAIN, make_site

VOID = {"meta", "link", "input", "br"}
ALLOWED_SCRIPTS = ["search.js", "script.js"]


class Page(html.parser.HTMLParser):
    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.open, self.ids, self.addresses, self.scripts, self.faults, self.texts = [], [], [], [], [], []
        self.feed(text)
        self.close()
        self.faults += [f"{tag} is not closed" for tag in self.open]

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.ids += [attributes["id"]] if "id" in attributes else []
        self.addresses += [attributes[key] for key in ("href", "src", "xlink:href") if key in attributes]
        self.faults += [f"{tag} has {key}" for key in attributes if key.startswith("on")]
        if tag == "script":
            self.scripts.append(attributes.get("src"))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        self.open.remove(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open[-1] != tag:
            self.faults.append(f"</{tag}> closes {self.open[-1:]}")
        else:
            self.open.pop()

    def handle_data(self, data):
        self.texts.append(data)


def entries_of(site):
    script = (site / "search.js").read_text()
    return json.loads(re.search(r"= (\[.*\]);\n$", script, re.DOTALL).group(1))


def problems_of(site):
    pages = {path.name: Page(path.read_text()) for path in sorted(site.glob("*.html"))}
    places = [(name, address) for name, page in pages.items() for address in page.addresses]
    places += [("search.js", entry[2]) for entry in entries_of(site)]
    for name, page in pages.items():
        yield from (f"{name}: {fault}" for fault in page.faults)
        yield from (f"{name}: id {twice} is there twice" for twice in sorted({id for id in page.ids if page.ids.count(id) > 1}))
        if page.scripts != ALLOWED_SCRIPTS:
            yield f"{name}: scripts {page.scripts}"
    for name, address in places:
        parts = urllib.parse.urlsplit(address)
        target = parts.path or name
        if parts.scheme or parts.netloc:
            yield f"{name}: leads away: {address}"
        elif not (site / target).is_file():
            yield f"{name}: no such file: {address}"
        elif parts.fragment and urllib.parse.unquote(parts.fragment) not in pages[target].ids:
            yield f"{name}: no such place: {address}"
    style = (site / "style.css").read_text()
    if re.search(r"url\(|@import|//", style):
        yield "style.css asks for other files"


def text_of(site, name):
    return "".join(Page((site / name).read_text()).texts)


def check(pgscribe, name, texts, wanted):
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as other:
        site = make_site(pgscribe, folder, texts)
        again = make_site(pgscribe, other, texts)
        problems = list(problems_of(site))
        for page, words in wanted.items():
            problems += [f"{page} lacks {word!r}" for word in words if word not in text_of(site, page)]
        for path in site.iterdir():
            if path.read_bytes() != (again / path.name).read_bytes():
                problems.append(f"{path.name} differs from run to run")
        if "<svg" not in (site / "index.html").read_text():
            problems.append("no diagram, though dot should be there")
        return [f"{name}: {problem}" for problem in problems]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pgscribe", required=True)
    pgscribe = parser.parse_args().pgscribe
    problems = check(pgscribe, "plain", PLAIN, {
        "index.html": ["Actors and directors", "A film and who made it."],
        "tables.html": ["schema/2_rating.sql:2", "refers to people", "Referred to by", "movies_director_idx", "app.settings", "Reads: movies"],
        "queries.html": ["get_movie", "std::optional<std::string>", "LEFT JOIN", "rows: at most one", "updates", "inserts into"],
        "migrations.html": ["ADD COLUMN rating"]})
    problems += check(pgscribe, "hostile", HOSTILE, {
        "tables.html": ["<script>alert(1)</script>", "</td>&amp;", "x y/z#?%41", '\\G "quoted"', "onerror=alert(1)"],
        "queries.html": ["</p><script>alert(2)</script>", "</pre><script>alert(3)</script>"]})
    print("\n".join(problems + [f"{len(problems)} problems"]))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
