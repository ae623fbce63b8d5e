#!/usr/bin/env python3
"""Reads a catalogue in headless Chromium, as `file:` pages: no error on the console, the search finds and leads, every link of the first page leads to
something that is seen, hostile names run nothing, and dark and light differ. With --screenshots the pages are kept as pictures. Without chromedriver
it is a skip (exit code 77), which ctest shows."""
import argparse
import base64
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.request

from projects import HOSTILE, PLAIN, make_site

SKIPPED = 77
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"


class Browser:
    """A session of WebDriver."""

    def __init__(self, scratch):
        # Port 0: one that is free, which it says.
        self.driver = subprocess.Popen(["chromedriver", "--port=0"], stdout=subprocess.PIPE, text=True)
        started = next(line for line in self.driver.stdout if "started successfully on port" in line)
        self.base = f"http://127.0.0.1:{re.search(r'port ([0-9]+)', started).group(1)}"
        arguments = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--window-size=1280,1600",
                     f"--user-data-dir={scratch}"]
        wanted = {"browserName": "chrome", "goog:chromeOptions": {"args": arguments}, "goog:loggingPrefs": {"browser": "ALL"}}
        session = self.call("POST", "/session", {"capabilities": {"alwaysMatch": wanted}})
        self.base += f"/session/{session['sessionId']}"

    def call(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.base + path, data, {"Content-Type": "application/json"}, method=method)
        with urllib.request.urlopen(request, timeout=120) as answer:
            return json.loads(answer.read())["value"]

    def open(self, address):
        self.call("POST", "/url", {"url": address})

    def run(self, script, *arguments):
        return self.call("POST", "/execute/sync", {"script": script, "args": list(arguments)})

    def type(self, css, keys):
        found = self.call("POST", "/element", {"using": "css selector", "value": css})
        self.call("POST", f"/element/{found[ELEMENT]}/value", {"text": keys})

    def errors(self):
        return [entry["message"] for entry in self.call("POST", "/se/log", {"type": "browser"}) if entry["level"] in ("SEVERE", "WARNING")]

    def picture(self, path):
        path.write_bytes(base64.b64decode(self.call("GET", "/screenshot")))

    def close(self):
        try:
            self.call("DELETE", "")
        finally:
            self.driver.terminate()
            self.driver.wait()


ENTER = "\ue007"
IS_SEEN = "const t = document.querySelector(':target'); return t !== null && t.getClientRects().length > 0;"
FOUND = "return [...document.querySelectorAll('#results a .name')].map(name => name.textContent);"


def search_problems(browser, site):
    browser.open((site / "index.html").as_uri())
    browser.type("#search", "rating")
    found = browser.run(FOUND)
    if found[:1] != ["movies.rating"]:
        yield f"search for rating finds {found}"
    browser.type("#search", ENTER)
    if not browser.run("return location.href;").endswith("tables.html#t/public/movies/rating") or not browser.run(IS_SEEN):
        yield f"the first that is found leads to {browser.run('return location.href;')}"
    browser.type("#search", "getmov")
    if browser.run(FOUND) != ["GetMovie"]:
        yield f"search for getmov finds {browser.run(FOUND)}"
    browser.type("#search", "zzz")
    if browser.run(FOUND) != [] or "Nothing" not in browser.run("return document.getElementById('results').textContent;"):
        yield "search for what is not there finds something"


def link_problems(browser, site):
    browser.open((site / "index.html").as_uri())
    # A link within the diagram has an address that is an object, and relative.
    addresses = browser.run("return [...document.querySelectorAll('main a')].map(a => new URL(a.href.baseVal ?? a.href, location.href).href);")
    if len(addresses) < 6:
        yield f"only {len(addresses)} links"
    for address in addresses:
        browser.open(address)
        if "#" in address and not browser.run(IS_SEEN):
            yield f"nothing is seen at {address}"


def theme_problems(browser, site):
    browser.open((site / "queries.html").as_uri())
    colours = []
    for _ in range(2):
        colours.append(browser.run("return getComputedStyle(document.body).backgroundColor;"))
        browser.run("document.getElementById('theme').click();")
    if colours[0] == colours[1]:
        yield f"dark and light are both {colours[0]}"


def hostile_problems(browser, site):
    for page in ("index.html", "tables.html", "queries.html", "migrations.html"):
        browser.open((site / page).as_uri())  # an alert that is open makes the next call fail
        if browser.run("return document.querySelectorAll('img, main script').length;") != 0:
            yield f"{page}: a name became markup"
    browser.type("#search", "script")
    if "<script>alert(1)</script>" not in browser.run(FOUND):
        yield f"search finds {browser.run(FOUND)}"


def pictures(browser, site, folder):
    folder.mkdir(parents=True, exist_ok=True)
    for page in ("index", "tables", "queries", "migrations"):
        for theme in ("light", "dark"):
            browser.open((site / f"{page}.html").as_uri())
            browser.run("document.documentElement.dataset.theme = arguments[0];", theme)
            browser.picture(folder / f"{page}-{theme}.png")
    browser.open((site / "index.html").as_uri())
    browser.type("#search", "mov")
    browser.picture(folder / "search.png")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pgscribe", required=True)
    parser.add_argument("--screenshots", type=pathlib.Path)
    arguments = parser.parse_args()
    if shutil.which("chromedriver") is None:
        print("needs chromedriver: apt-get install chromium-driver")
        return SKIPPED
    problems = []
    with tempfile.TemporaryDirectory() as plain, tempfile.TemporaryDirectory() as hostile, tempfile.TemporaryDirectory() as profile:
        sites = [make_site(arguments.pgscribe, plain, PLAIN), make_site(arguments.pgscribe, hostile, HOSTILE)]
        browser = Browser(profile)
        try:
            for check in (search_problems, link_problems, theme_problems):
                problems += check(browser, sites[0])
            problems += hostile_problems(browser, sites[1])
            problems += browser.errors()
            if arguments.screenshots:
                pictures(browser, sites[0], arguments.screenshots)
        finally:
            browser.close()
    print("\n".join(problems + [f"{len(problems)} problems"]))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
