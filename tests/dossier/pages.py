#!/usr/bin/env python3
"""Reads dashboards as a browser does: pages.py WRITER, which writes a made-up one.

What must hold of every page: strings of data are text and add no element or attribute; ids are unique and links lead
somewhere; nothing is loaded from elsewhere, and the policy covers exactly what is inlined; no inline style or handler;
one h1, no heading level skipped, tables have captions and heads; a score never stands without bounds and coverage;
the banner is there."""
import base64
import hashlib
import html.parser
import os
import re
import resource
import signal
import subprocess
import sys
import tempfile

HOSTILE = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>&lt;b&gt;]]>-->\u202e\u0007 </table></style> =x"
VOID = {"meta", "link", "br", "img", "input", "hr", "rect", "line", "path"}
failures = []


def check(holds, what):
    if not holds:
        failures.append(what)


class Page(html.parser.HTMLParser):
    """Elements in order, with their attributes; texts; what stands in scripts and styles."""

    def __init__(self, path):
        super().__init__(convert_charrefs=True)
        self.path = path
        self.elements = []
        self.raw = []
        self.texts = []
        self.inside = None
        with open(path, encoding="utf-8") as file:
            self.source = file.read()
        self.feed(self.source)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))
        check(len({name for name, _ in attributes}) == len(attributes), f"{self.path}: an attribute twice in <{tag}>")
        if tag in ("script", "style"):
            self.inside = (tag, dict(attributes), [])

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)

    def handle_endtag(self, tag):
        check(tag not in VOID, f"{self.path}: </{tag}>")
        if self.inside and tag == self.inside[0]:
            self.raw.append((tag, self.inside[1], "".join(self.inside[2])))
            self.inside = None

    def handle_data(self, text):
        (self.inside[2] if self.inside else self.texts).append(text)

    def ids(self):
        return [attributes["id"] for _, attributes in self.elements if "id" in attributes]

    def shape(self):
        """What no string of data may change: elements with the names of their attributes."""
        return [(tag, sorted(attributes)) for tag, attributes in self.elements]


def write(writer, folder, name, actors, provisions, runs, pages, language, text=""):
    path = os.path.join(folder, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    subprocess.run([writer, path, str(actors), str(provisions), str(runs), str(int(pages)), language, text], check=True)
    return path


def hash_of(text):
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"


def check_policy(page):
    policies = [a["content"] for t, a in page.elements if t == "meta" and a.get("http-equiv") == "Content-Security-Policy"]
    check(len(policies) == 1, f"{page.path}: {len(policies)} policies")
    directives = {words.split()[0]: words.split()[1:] for words in policies[0].split("; ")}
    runs = [text for tag, attributes, text in page.raw if tag == "script" and "type" not in attributes]
    styles = [text for tag, _, text in page.raw if tag == "style"]
    check(directives["default-src"] == ["'none'"], f"{page.path}: default-src")
    check(sorted(directives["script-src"]) == sorted(map(hash_of, runs)), f"{page.path}: script-src is not what is inlined")
    check(sorted(directives["style-src"]) == sorted(map(hash_of, styles)), f"{page.path}: style-src is not what is inlined")
    check(directives["img-src"] == ["data:"], f"{page.path}: img-src")
    check(set(directives) == {"default-src", "script-src", "style-src", "img-src", "base-uri", "form-action"},
          f"{page.path}: directives {sorted(directives)}")
    position = page.source.index("Content-Security-Policy")
    check(page.source.find("<script") > position and page.source.find("<style") > position, f"{page.path}: the policy is late")


def check_elements(page):
    for tag, attributes in page.elements:
        for name, value in attributes.items():
            check(name != "style" and not name.startswith("on"), f"{page.path}: <{tag} {name}>")
            if name in ("src", "srcset", "action", "data", "poster"):
                check(False, f"{page.path}: <{tag} {name}> would load something")
            if name == "href":
                check(not re.match(r"(?i)\s*([a-z][a-z0-9+.-]*:|//)", value) or value == "data:,",
                      f"{page.path}: a link to {value}")


def check_links(pages):
    ids = {}
    for page in pages:
        found = page.ids()
        check(len(found) == len(set(found)), f"{page.path}: ids twice: {sorted({i for i in found if found.count(i) > 1})[:3]}")
        ids[os.path.basename(page.path)] = set(found)
        for identifier in found:
            check(re.fullmatch(r"[A-Za-z0-9._:~/-]+", identifier), f"{page.path}: id {identifier!r}")
    for page in pages:
        for tag, attributes in page.elements:
            href = attributes.get("href", "")
            if tag != "a" or "#" not in href:
                continue
            name, target = href.split("#", 1)
            name = os.path.basename(name) or os.path.basename(page.path)
            check(target == "all" or target in ids.get(name, set()), f"{page.path}: {href} leads nowhere")


def check_structure(page, language):
    tags = [tag for tag, _ in page.elements]
    check(page.elements[0] == ("html", {"lang": language, "dir": "ltr"}), f"{page.path}: {page.elements[0]}")
    for once in ("h1", "main", "title"):
        check(tags.count(once) == 1, f"{page.path}: {tags.count(once)} <{once}>")
    check(any(attributes.get("id") == "illustrative" for _, attributes in page.elements), f"{page.path}: no banner")
    last = 0
    for tag in tags:
        if re.fullmatch("h[1-6]", tag):
            check(int(tag[1]) <= last + 1, f"{page.path}: <{tag}> after <h{last}>")
            last = int(tag[1])
    for at, tag in enumerate(tags):
        if tag == "table":
            check(tags[at + 1] == "caption" and "thead" in tags[at + 1:at + 8], f"{page.path}: a table without caption or head")
    views = [a["id"] for t, a in page.elements if t == "section" and a.get("class") == "view"]
    check(len(views) >= 4, f"{page.path}: views {views}")


def check_scores(page):
    """In whatever language: a percentage that is a score has bounds and coverage with it."""
    for text in re.findall(r"<span class=score>(.*?)</span>(?: <span class=(\w+)>)?", page.source):
        if "%" in text[0]:
            check(text[0].count("%") >= 2 and text[1] == "cover", f"{page.path}: a score alone: {text[0]!r}")


def check_page(page, language="en"):
    check_policy(page)
    check_elements(page)
    check_structure(page, language)
    check_scores(page)


def check_hostile(writer, folder):
    plain = Page(write(writer, folder, "plain/page.html", 12, 12, 3, False, "en", "x" * 8))
    hostile = Page(write(writer, folder, "hostile/page.html", 12, 12, 3, False, "en", HOSTILE))
    check_page(hostile)
    check_links([hostile])
    skeleton = [one for one in plain.shape()]
    check(hostile.shape() == skeleton, "strings of data changed the elements of a page: " + str(
        next(((a, b) for a, b in zip(skeleton, hostile.shape()) if a != b), "their number")))
    shown = "".join(hostile.texts)
    check(shown.count("<script>alert(1)</script><img src=x onerror=alert(1)>&lt;b&gt;") > 200, "hostile text is not shown as it is")
    check("\\u202e\\u0007" in shown and "\u202e" not in hostile.source and "\u0007" not in hostile.source,
          "controls are not shown as such")


def check_paged(writer, folder):
    path = write(writer, folder, "many/index.html", 1001, 9, 2, True, "en")
    names = sorted(os.listdir(os.path.dirname(path)))
    check(names == [f"index-00{n}.html" for n in range(1, 6)] + ["index.html"], f"pages: {names}")
    pages = [Page(os.path.join(os.path.dirname(path), name)) for name in names]
    for page in pages:
        check_page(page)
    check_links(pages)
    articles = [a["id"] for page in pages for t, a in page.elements if t == "article" and a.get("class") == "party"]
    check(len(articles) == 1002 and len(set(articles)) == 1002, f"{len(articles)} sections of 1001 actors and an aggregate")


def check_smaller(writer, folder):
    """Reports that are written over a larger one: of its pages none stays, of what somebody else put there all does."""
    place = os.path.join(folder, "shrinking")
    write(writer, folder, "shrinking/index.html", 1501, 3, 1, True, "en")
    check(len(os.listdir(place)) == 8, f"pages: {sorted(os.listdir(place))}")
    others = ["index-008.html", "progress.md"]
    for name in others:
        with open(os.path.join(place, name), "w", encoding="utf-8") as file:
            file.write("<!doctype html>\n<html lang=en><title>a page of our own</title>\n")
    write(writer, folder, "shrinking/index.html", 1001, 3, 1, True, "en")
    expected = sorted([f"index-00{n}.html" for n in range(1, 6)] + ["index.html"] + others)
    check(sorted(os.listdir(place)) == expected, f"of 7 pages and then 5: {sorted(os.listdir(place))}")
    write(writer, folder, "shrinking/index.html", 12, 3, 1, False, "en")
    check(sorted(os.listdir(place)) == expected, f"a file, not a folder, was asked for: {sorted(os.listdir(place))}")
    write(writer, folder, "shrinking/index.html", 12, 3, 1, True, "en")
    check(sorted(os.listdir(place)) == sorted(["index.html"] + others), f"of no pages: {sorted(os.listdir(place))}")


def contents(place):
    return {name: open(os.path.join(place, name), "rb").read() for name in os.listdir(place)}


def check_broken_off(writer, folder):
    """A report of pages that cannot be written leaves the one that was there, and nothing beside it."""
    place = os.path.join(folder, "broken-off")
    write(writer, folder, "broken-off/index.html", 1501, 3, 1, True, "en")
    os.chmod(os.path.join(place, "index-002.html"), 0o640)
    before = contents(place)
    write(writer, folder, "whole/index.html", 1501, 3, 1, True, "en", "x")
    pages = {name: len(text) for name, text in contents(os.path.join(folder, "whole")).items() if name != "index.html"}
    check(pages["index-001.html"] < max(pages.values()), "the first page is to be written, and a later one is not")

    def limit():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (max(pages.values()) - 1, resource.RLIM_INFINITY))

    arguments = [writer, os.path.join(place, "index.html"), "1501", "3", "1", "1", "en", "x"]
    outcome = subprocess.run(arguments, capture_output=True, text=True, check=False, preexec_fn=limit)
    check(outcome.returncode == 7 and "/index.html: cannot be written: File too large" in outcome.stderr, f"too large: {outcome}")
    check(contents(place) == before, f"what was there is not: {sorted(os.listdir(place))}")
    write(writer, folder, "broken-off/index.html", 1501, 3, 1, True, "en", "x")
    check(contents(place) == contents(os.path.join(folder, "whole")), "the report was not replaced")
    check(os.stat(os.path.join(place, "index-002.html")).st_mode & 0o777 == 0o640, "a page that is replaced has another mode")


def check_limit(writer, folder):
    path = os.path.join(folder, "too-many.html")
    outcome = subprocess.run([writer, path, "1001", "3", "1", "0", "en"], capture_output=True, text=True, check=False)
    check(outcome.returncode == 2 and "1000" in outcome.stderr and "folder" in outcome.stderr, f"1001 in a file: {outcome}")
    check(not os.path.exists(path), "a file of too many actors was written")


def main():
    writer = sys.argv[1]
    with tempfile.TemporaryDirectory() as folder:
        for language in ("en", "fr", "es"):
            page = Page(write(writer, folder, f"{language}/page.html", 25, 20, 4, False, language))
            check_page(page, language)
            check_links([page])
            others = {a["hreflang"]: a["href"] for t, a in page.elements if t == "a" and "hreflang" in a}
            check(others == {other: f"./{other}/page.html" for other in ("en", "fr", "es") if other != language},
                  f"other languages: {others}")
        again = write(writer, folder, "again/page.html", 25, 20, 4, False, "en")
        with open(again, "rb") as one, open(os.path.join(folder, "en/page.html"), "rb") as other:
            check(one.read() == other.read(), "the same input gave other bytes")
        check_hostile(writer, folder)
        check_paged(writer, folder)
        check_smaller(writer, folder)
        check_broken_off(writer, folder)
        check_limit(writer, folder)
    for failure in failures[:40]:
        print(failure)
    print(f"{len(failures)} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
